"""The same report in three renderings and two languages."""

import json as stdlib_json
import re
import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from html.parser import HTMLParser
from importlib import resources

import pytest
from markdown_it import MarkdownIt

from app.domain.evidence import Evidence, Origin
from app.domain.gap import Event, Kind, Status
from app.domain.people import Role
from app.domain.report import Report
from app.domain.week import Week
from app.report import html, json, markdown
from app.report.proposal import both_sides
from app.report.words import words
from app.store.library import Indexed
from tests.report.conftest import TODAY, World, gap, heard, note, stated

WEEK = Week(2026, 47)
MONDAY = WEEK.monday
HOSTILE = '<script>alert(1)</script> [click](javascript:alert(2)) <img src=x onerror="alert(3)"> | # *x*'


@pytest.fixture
def full(world: World, many_notes: Callable[[date, int], list[Indexed]]) -> Report:
    """A report in which every section has something to say, some of it hostile."""
    price = gap(
        "The price is told in two ways.",
        [heard("Acme", MONDAY, "I quoted 550"), heard("Beta", MONDAY - timedelta(8), HOSTILE)],
        kind=Kind.VALUE_MISMATCH, official=[stated("SEK 490 per user", title=HOSTILE)], severity=4,
    )  # fmt: skip
    two = gap(
        "Thirty days or fourteen.", [], kind=Kind.OFFICIAL_INCONSISTENCY, first_seen=MONDAY,
        official=[stated("30 days", "Website"), stated("14 days", "Deck")],
    )  # fmt: skip
    promise = gap("SSO promised.", [heard("Core", MONDAY, "SSO in Q3")], kind=Kind.UNSUPPORTED_PROMISE)
    closed = gap("Closed one.", [heard("Acme", MONDAY - timedelta(20), "x")]).moved(
        Event(MONDAY, Status.RESOLVED, "lena", HOSTILE)
    )
    dismissed = gap("False alarm.", [heard("Acme", MONDAY - timedelta(20), "y")]).moved(
        Event(MONDAY, Status.DISMISSED, "lena", "another plan")
    )
    alone = gap("Heard once.", [heard("Dora", MONDAY, "z")])
    old = note("Old deck", "x", day=None, origin=Origin.OFFICIAL, valid_until=MONDAY, owner="Lena", mood=None)
    notes = [*many_notes(MONDAY, 9), note("objection", "Too dear.", day=MONDAY, account=None), old]
    world.ledger.ask(HOSTILE, "en", MONDAY, answered=False)
    return world.has([price, two, promise, closed, dismissed, alone], notes).reporter.week(WEEK, TODAY, Role.MARKETING)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_section_stands_in_html_and_in_markdown(full: Report, language: str) -> None:
    texts = words(language)
    page, text = html.render(full, language), markdown.render(full, language)
    for key in ("decide", "closed", "dismissed", "moves", "objections", "promises", "figures", "stale", "questions",
                "emerging", "input", "certainty"):  # fmt: skip
        assert f">{texts(f'report.{key}')}</h" in page
        assert re.search(rf"^##+ {re.escape(texts(f'report.{key}'))}$", text, re.MULTILINE)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_same_figures_stand_in_all_renderings(full: Report, language: str) -> None:
    data = stdlib_json.loads(json.render(full, language))
    page, text = html.render(full, language), markdown.render(full, language)
    moves = data["moves"]
    assert moves == {
        "open_before": 3, "new": 3, "reopened": 0, "closed": 1, "dismissed": 1, "open_now": 4, "reconciles": True,
    }  # fmt: skip
    for key, sign in [("open_before", ""), ("new", "+ "), ("closed", "− "), ("open_now", "= ")]:
        assert f"<td>{sign}{moves[key]}</td>" in page
        assert f"| {sign}{moves[key]} |" in text
    assert [d["statement"] for d in data["decide"]] == ["The price is told in two ways.", "Thirty days or fourteen."]
    assert data["decide"][0]["trend"] == [0, 1, 0, 1]


def test_untrusted_text_forms_no_markup_in_html(full: Report) -> None:
    page = html.render(full, "en")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    assert "<a " not in page


def test_untrusted_text_forms_no_markup_in_markdown(full: Report) -> None:
    rendered = MarkdownIt("commonmark", {"html": True}).render(markdown.render(full, "en"))
    assert "<script" not in rendered
    assert "<img" not in rendered
    assert "<a " not in rendered
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in rendered


def test_the_html_file_loads_nothing(full: Report) -> None:
    page = html.render(full, "sv")
    loading = []

    class Finds(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            loading.extend((tag, name) for name, _ in attrs if name in {"src", "href", "srcset", "data", "action"})

    Finds().feed(page)
    assert loading == []
    assert not re.search(r"url\(|@import", html.style())
    assert page.count("<style>") == 1
    assert html.style() in page


def test_in_the_pages_each_gap_is_a_link(full: Report) -> None:
    body = html.body(full, "en", linked=True)
    assert f'href="/gaps/{full.decide[0].gap.id}"' in body
    assert "<html" not in body


def test_the_headline_is_three_sentences_that_name_the_first_decision(full: Report) -> None:
    sentences = stdlib_json.loads(json.render(full, "en"))["headline"]
    assert sentences == [
        "3 new gaps and one closed; 4 gaps are open now.",
        "Decide first: The field says “I quoted 550”, the official material “SEK 490 per user” (the same matter).",
        "Thanks to what Eva (Acme) reported, this is now settled: Closed one.",
    ]


def test_a_quiet_week_is_two_lines_in_every_rendering(world: World) -> None:
    old = gap("Old one.", [heard("A", MONDAY - timedelta(30), "x"), heard("B", MONDAY - timedelta(30), "x")])
    report = world.has([old]).reporter.week(WEEK, TODAY, Role.ADMIN)
    title, _, rest = markdown.render(report, "sv").partition("\n\n")
    assert title == "# Glapprapport, vecka 47 2026"
    assert rest.strip().splitlines() == [
        "En lugn vecka: inga nya anteckningar, och inget glapp har öppnats eller stängts.",
        "Ett glapp är öppet, samma som veckan före; det första att avgöra är fortfarande: Old one.",
    ]
    assert "<h2>" not in html.render(report, "sv")
    assert len(stdlib_json.loads(json.render(report, "sv"))["headline"]) == 2


def test_low_volume_says_that_trends_mean_nothing(world: World) -> None:
    report = world.has(notes=[note("one", "Hello.", day=MONDAY)]).reporter.week(WEEK, TODAY, Role.ADMIN)
    assert "the trends below mean nothing yet" in markdown.render(report, "en")
    assert "trenderna nedan säger ingenting ännu" in html.render(report, "sv")


def test_for_sales_the_json_has_no_promises_at_all(world: World) -> None:
    report = world.has().reporter.week(WEEK, TODAY, Role.SALES)
    assert "promises" not in stdlib_json.loads(json.render(report, "en"))
    assert "Promises" not in html.render(report, "en")


def test_an_unknown_language_is_answered_in_english(full: Report) -> None:
    assert markdown.render(full, "fi") == markdown.render(full, "en")


@pytest.mark.parametrize("package", ["app.report", "app.web"])
def test_both_languages_have_the_same_texts_with_the_same_names_in_them(package: str) -> None:
    def flat(table: dict, path: str = "") -> dict[str, set[str]]:
        found = {}
        for key, value in table.items():
            if isinstance(value, dict):
                found |= flat(value, f"{path}{key}.")
            else:
                found[f"{path}{key}"] = set(re.findall(r"\{(\w+)\}", str(value)))
        return found

    folder = resources.files(package).joinpath("texts")
    sv, en = (flat(tomllib.loads(folder.joinpath(f"{tag}.toml").read_text("utf-8"))) for tag in ("sv", "en"))
    # A refusal in English is the error's own sentence; the Swedish catalogue has it written out.
    optional = {key for key in sv if key.startswith("problem.") and key.endswith((".detail", ".next"))}
    assert sv.keys() - optional <= en.keys() <= sv.keys()
    assert {key: sv[key] for key in en} == en


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_kind_has_a_name_and_an_action(language: str) -> None:
    texts = words(language)
    for kind in Kind:
        assert texts(f"kind.{kind}")
        assert texts(f"action.{kind}")


def test_the_quotes_shown_are_those_the_statement_names_and_else_the_latest() -> None:
    early, late = heard("Acme", MONDAY - timedelta(9), "I quoted 550"), heard("Beta", MONDAY, "five fifty, I said")
    one, other = stated("SEK 490"), stated("SEK 490 per user")
    named = gap("The field says “I quoted 550”.", [early, late], official=[one, other])
    silent = gap("The price differs.", [early, late], official=[one, other])
    assert both_sides(named)[1] == (early,)
    assert both_sides(silent)[1] == (late,)
    assert len(both_sides(silent)[0]) == 2


@pytest.mark.parametrize(
    ("place", "swedish"),
    [
        ("Pricing, slide 7", "Pricing, bild 7"),
        ("Priser, row 2, page 3", "Priser, rad 2, sida 3"),
        ("Terms, lines 12–14", "Terms, rad 12–14"),
        ("sheet Notes, row 18", "blad Notes, rad 18"),
        ("12:41–13:05", "12:41–13:05"),
        ("Slide 7 of the sales deck, paragraph 2", "Slide 7 of the sales deck, stycke 2"),
    ],
)
def test_a_place_is_told_in_the_reader_s_language_and_a_heading_as_it_stands(place: str, swedish: str) -> None:
    assert words("sv").place(place) == swedish
    assert words("en").place(place) == place


@pytest.mark.parametrize(("language", "told"), [("sv", "frågat i Samsyn"), ("en", "asked of Samsyn")])
def test_what_was_asked_of_samsyn_is_told_so_and_names_no_document(world: World, language: str, told: str) -> None:
    question = Evidence("", "asked-1", Origin.FIELD, "", "", "", "Where is the data?", date=MONDAY)
    both = gap("Asked of us.", [question, heard("Acme", MONDAY, "Var ligger datan?")], kind=Kind.MISSING_TOPIC)
    report = world.has([both]).reporter.week(WEEK, TODAY, Role.MARKETING)
    page, text = html.render(report, language), markdown.render(report, language)
    (shown,) = stdlib_json.loads(json.render(report, language))["decide"]
    assert f"{words(language).count('accounts', 1)}, {told}" in page
    assert f"{words(language).count('accounts', 1)}, {told}" in text
    assert [(e["asked"], e["document"] == "") for e in shown["field"]] == [(True, True), (False, False)]


def test_a_gap_that_only_samsyn_was_asked_about_waits_among_the_emerging(world: World) -> None:
    question = Evidence("", "asked-1", Origin.FIELD, "", "", "", "Where is the data?", date=MONDAY)
    alone = gap("Asked of us alone.", [question], kind=Kind.MISSING_TOPIC)
    report = world.has([alone]).reporter.week(WEEK, TODAY, Role.MARKETING)
    assert [g.statement for g in report.emerging] == ["Asked of us alone."]
    assert words("en").witnesses(alone) == "asked of Samsyn"
    assert "0 konton" not in html.render(report, "sv")
