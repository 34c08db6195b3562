"""Which passages say the same thing, in both languages: the pairs the threshold was set on, and what never melts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pitch.alike import same_words

SAME = [
    (
        "Kairos ger varje planerare fem timmar i veckan tillbaka. Team kostar 490 kr per användare och månad.",
        "KAIROS ger varje planerare fem timmar i veckan tillbaka!\n\nTeam kostar 490 kr per användare och månad",
    ),
    (
        "Our data centres are in Sweden. Backups are kept for 30 days and are encrypted at rest.",
        "* Our **data centres** are in Sweden\n* Backups are kept for 30 days, and encrypted at rest",
    ),
    ("Drifttid 99,9 % per månad, mätt dygnet runt.", "Drifttid: 99,9 % per månad – mätt dygnet runt"),
    (
        "The sensor sits outside the cluster, makes no sound and is read by a gateway within 200 metres.",
        "The tiny sensor sits outside the cluster, makes no sound and is read by a gateway within 200 metres.",
    ),
    (
        "De tycker att priset är högt för ett litet lager. De har redan Outlook och undrar varför de ska byta.",
        "> De tycker att priset är högt för ett litet lager.\n> De har redan Outlook, och undrar varför de ska byta.",
    ),
    (
        "Larmet testas varje natt och batteriet räcker i tio år. Montören byter det utan stege.",
        "Hej! Larmet testas varje natt och batteriet räcker i tio år. Montören byter det utan stege, smidigt!",
    ),
    ("We don’t read e-mail.", "We don't read e-mail"),
    ("Plan for each user, 12 months.", "plans for each user,  12 months"),
]
FRAME_SV = "Kairos synkar kalendern för alla planerare i bolaget utan att någon behöver lyfta ett finger. {}"
FRAME_EN = "Kairos keeps the calendars of all planners in the company in order and nobody lifts a finger. {}"
APART = [
    (FRAME_SV, "Team kostar 490 kr per användare.", "Team kostar 550 kr per användare."),
    (FRAME_SV, "Det nya kommer v. 12.", "Det nya kommer v. 13."),
    (FRAME_SV, "Drifttiden är 99,9 %.", "Drifttiden är 99,5 %."),
    (FRAME_EN, "Certified to ISO 27001.", "Certified to ISO 27002."),
    (FRAME_EN, "The price includes support.", "The price does not include support."),
    (FRAME_EN, "The price includes support.", "The price excludes support."),
    (FRAME_EN, "It is part of Team.", "It is part of Enterprise."),
    (FRAME_EN, "It is a part of every plan.", "It is a part of every enterprise plan."),
    (FRAME_SV, "Gäller till 31 mars.", "Gäller till 31 maj."),
    (FRAME_SV, "Gäller från 2026-01-01.", "Gäller från 2026-02-01."),
    (FRAME_SV, "Priset är 490 kr.", "Priset är 490 euro."),
    (FRAME_EN, "It costs SEK 490 per month.", "It costs SEK 490 per year."),
    (FRAME_EN, "It costs SEK 490 excl. VAT.", "It costs SEK 490 incl. VAT."),
    (FRAME_EN, "It costs SEK 490 excl. VAT.", "It costs SEK 490."),
    (FRAME_EN, "Trial for up to 14 days.", "Trial for 14 days."),
    (FRAME_EN, "Team costs 490 and Plus 890.", "Team costs 890 and Plus 490."),
    (FRAME_SV, "Support ingår, drift ingår inte.", "Drift ingår, support ingår inte."),
    (FRAME_SV, "SSO ingår.", "SSO ingår ej."),
    (FRAME_SV, "Team kostade 490 kr.", "Team kostar 490 kr."),
    (FRAME_SV, "Fler än 40 användare.", "Färre än 40 användare."),
    (FRAME_SV, "Uppsägning en månad före.", "Uppsägning tre månader före."),
    (FRAME_EN, "Works with Outlook.", "Works with Outlook in Norway."),
    ("{} Det gäller hela bolaget och alla planerare i det från första dagen.", "490 kr.", "Norge: 490 kr."),
    (FRAME_EN, "It syncs in real time.", "It syncs in batches."),
    (FRAME_EN, "Delivery is included.", "Delivery is included on request."),
    (FRAME_EN, "Does it work offline?", "It does work offline."),
    (FRAME_EN, "Heat falls to 5 degrees.", "Heat falls to -5 degrees."),
    (FRAME_EN, "From 5 to 10 users.", "From 5 or 10 users."),
    (FRAME_EN, "Growth of 1.5 times.", "Growth of 15 times."),
    (
        FRAME_SV,
        "Vi testar varje natt.",
        "Vi testar varje natt. Support svarar på svenska hela dagen och löser det mesta direkt.",
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_words_in_another_dress_say_the_same(one: str, other: str) -> None:
    assert same_words(one, other)
    assert same_words(other, one)


@pytest.mark.parametrize(("frame", "one", "other"), APART)
def test_a_figure_a_name_a_limit_or_a_negation_sets_two_long_texts_apart(frame: str, one: str, other: str) -> None:
    mine, theirs = frame.format(one), frame.format(other)
    assert not same_words(mine, theirs)
    assert not same_words(theirs, mine)
    assert same_words(mine, mine.upper())


def test_a_text_without_words_is_like_no_other() -> None:
    assert not same_words("", "")
    assert not same_words("– –", "…")


WORDS = (
    "kalendern", "planerare", "schema", "Kairos", "synkar", "säljer", "lager", "drift", "support", "ingår", "mäter",
    "calendar", "planner", "rota", "warehouse", "imports", "alerts", "keeps", "Outlook", "saves", "measures", "team",
)  # fmt: skip
UNITS = ("kr", "SEK", "%", "dagar", "days", "users", "per månad", "timmar", "GB", "euro")
TURNS = ("inte", "not", "never", "ej", "utan", "without", "bara", "only", "Enterprise", "Norge", "minst", "before")
words = st.lists(st.sampled_from(WORDS), min_size=3, max_size=40)
numbers = st.one_of(
    st.integers(0, 9999).map(str),
    st.tuples(st.integers(0, 99), st.sampled_from(".,"), st.integers(0, 99)).map(lambda t: f"{t[0]}{t[1]}{t[2]}"),
    st.dates().map(str),
    st.sampled_from(["två", "three", "tolv", "v12", "Q3"]),
)
figures = st.tuples(numbers, st.sampled_from(UNITS)).map(" ".join)


@st.composite
def stated(draw: st.DrawFn) -> tuple[list[str], int]:
    """Words with two figures among them, and where one of them stands."""
    text = [*draw(words), draw(figures)]
    at = draw(st.integers(0, len(text)))
    return [*text[:at], draw(figures), *text[at:]], at


@given(stated(), figures)
def test_texts_whose_figures_differ_never_merge(text: tuple[list[str], int], other: str) -> None:
    parts, at = text
    changed = [*parts[:at], other, *parts[at + 1 :]]
    if other.casefold() != parts[at].casefold():
        assert not same_words(" ".join(parts), " ".join(changed))


@given(stated(), st.data())
def test_a_text_with_one_figure_less_or_one_turn_more_never_merges(
    text: tuple[list[str], int], data: st.DataObject
) -> None:
    parts, at = text
    turned = [*parts[:at], data.draw(st.sampled_from(TURNS)), *parts[at:]]
    for changed in (parts[:at] + parts[at + 1 :], turned):
        assert not same_words(" ".join(parts), " ".join(changed))
        assert not same_words(" ".join(changed), " ".join(parts))


@given(stated(), st.data())
def test_another_case_other_spaces_and_other_punctuation_merge(
    text: tuple[list[str], int], data: st.DataObject
) -> None:
    parts, _ = text
    gaps = data.draw(st.lists(st.sampled_from([" ", "  ", "\n", ", ", "; ", ". ", "! ", " – ", " **"]), min_size=1))
    dressed = "".join(word + gaps[n % len(gaps)] for n, word in enumerate(parts))
    case = data.draw(st.sampled_from([str.upper, str.lower, str.title, str]))
    assert same_words(" ".join(parts), case(dressed))
    assert same_words(re.sub(r"\s", "\n", " ".join(parts)), dressed)
