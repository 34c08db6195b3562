import pytest

from app.domain.scope import Scope
from app.language.scopes import plans_in, scope_of


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("SSO ingår i Business och Enterprise", ["business", "enterprise"]),
        ("SSO is part of Pro", ["pro"]),
        ("in the pro plan", ["pro"]),
        ("i gratispaketet", ["free"]),
        ("Professional costs more", ["pro"]),
        ("from Gold to Guld", ["guld"]),
        ("Pro: 300 kr", ["pro"]),
        ("Start: 300 kr", ["start"]),
        ("Start free today", []),
        ("Plus en kvalitetsrond", []),
        ("Hej. Plus en kvalitetsrond", []),
        ("That is a pro in my book", []),
        ("Start-up help", []),
        ("all plans, Pro too", []),
        ("alla paket, även Pro", []),
        ("", []),
    ],
)
def test_plans_are_named_with_a_capital_or_with_the_word_for_plan(text: str, plans: list[str]) -> None:
    assert plans_in(text) == plans


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Gratis för skolor", Scope(segment="education")),
        ("Free for schools", Scope(segment="education")),
        ("rabatt till kommuner och ideella föreningar", Scope(segment="public")),
        ("only for startups", Scope(segment="small")),
        ("Leverans till Norge", Scope(market="no")),
        ("delivery in Sweden and Norway", Scope(market="se|no")),
        ("enligt prislista 2025", Scope(period="2025")),
        ("in version 2.4", Scope(period="2.4")),
        ("Pro kostar 300 kr för skolor", Scope(plan="pro", segment="education")),
        ("kommunen ringde", Scope()),
    ],
)
def test_a_sentence_limits_itself_to_what_it_names(text: str, scope: Scope) -> None:
    assert scope_of(text) == scope


def test_the_heading_s_plan_counts_where_the_sentence_names_none() -> None:
    assert scope_of("SSO ingår", "Pro").plan == "pro"
    assert scope_of("SSO ingår i Business", "Pro").plan == "business"
