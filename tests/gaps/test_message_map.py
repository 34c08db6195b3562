"""Marketing writes its message map as it likes; Samsyn reads it."""

import pytest

from app.domain.message_map import MessageMap
from app.gaps.messages.reading import message_map
from tests.gaps.company import TODAY, claims_of, page


def read(text: str, title: str = "Message map", **more: str) -> MessageMap:
    documents, _ = claims_of({"official/map.md": page(text, title, **more)})
    return message_map(documents, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "## Pillar 1: Warm by Monday\n\n## Pillar 2: Nobody waits\n\nA voice in ten seconds.",
        "Pillar one - Warm by Monday\nPillar two - Nobody waits",
        "Pillar 1: Warm by Monday. Pillar 2: Nobody waits.",
        "**Message 1 – Warm by Monday**\nWe come within a day.\n\n**Message 2 – Nobody waits**",
        "| Pillar | In short |\n|---|---|\n| Warm by Monday | we come |\n| Nobody waits | we answer |",
        'Our two pillars are "Warm by Monday" and "Nobody waits".',
        "Our core messages:\n- Warm by Monday\n- Nobody waits",
        "Pillar 1\nWarm by Monday\n\nPillar 2\nNobody waits",
    ],
)
def test_pillars_are_read_from_headings_lines_tables_and_lists(text: str) -> None:
    assert [pillar.text for pillar in read(text).pillars] == ["Warm by Monday", "Nobody waits"]


def test_a_pillar_keeps_its_other_names_its_audience_its_explanation_and_its_patience() -> None:
    told = (
        "## Pelare 1: Varmt på måndag (Warm by Monday)\n\nVi kommer inom ett dygn.\nSegment: bostadsbolag, kommun.\n\n"
        "En pelare som inte hörts på sex veckor tas upp.\n\n## Pelare 2: Ingen väntar\nSegment: alla."
    )
    first, second = read(told, "Budskapskarta").pillars
    assert (first.text, first.aliases, first.details) == (
        "Varmt på måndag",
        ("Warm by Monday",),
        "Vi kommer inom ett dygn.",
    )
    assert (first.segments, second.segments, first.weeks) == (("bostadsbolag", "kommun"), (), 6)


def test_a_slide_that_repeats_a_pillar_under_its_other_name_is_not_one_more() -> None:
    pages = {
        "official/karta.md": page("## Pelare 1: Varmt på måndag (Warm by Monday)\n\nInom ett dygn.", "Budskapskarta"),
        "official/deck.md": page("Pillar 1: Warm by Monday", "Sales deck"),
    }
    assert [p.text for p in message_map(claims_of(pages)[0], TODAY).pillars] == ["Varmt på måndag"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "## Ord vi har slutat använda\n- städfirma (säg servicepartner)\n- storstädning",
            {"städfirma", "storstädning"},
        ),
        ("Words we no longer use\n* canteen: say restaurant\n* caterer", {"canteen", "caterer"}),
        ("Do not say: cheap, handyman.\n\nDo say: care.", {"cheap", "handyman"}),
        ("Vi säger inte längre ”larm”. Vi kallar det ”trygghet”.", {"larm"}),
        ("Ordet **elev** är pensionerat.", {"elev"}),
        ('"Gym" is a word we no longer use; we say "studio".', {"Gym"}),
        ('Not "insurance", but "cover". Never "policyholder".', {"insurance", "policyholder"}),
        (
            "| Inte längre | Varför | I stället |\n|---|---|---|\n| kund, köpare | tyst | gäst |",
            {"kund", "köpare"},
        ),
        ("| Say | Don't say |\n|---|---|\n| studio | gym |", {"gym"}),
        ("Tidigare sa vi ”lagerhotell”, nu säger vi ”hyllplats”.", {"lagerhotell"}),
        ("Vi är aldrig budgetalternativet.", {"budget"}),
        ("Sälj aldrig in oss som reservplan eller nödlösning.", {"reservplan", "nödlösning"}),
    ],
)
def test_retired_words_are_read_from_lists_tables_and_sentences(text: str, words: set[str]) -> None:
    assert {word for entry in read(text, "Ordval").retired for word in entry.words} == words


def test_a_retired_word_keeps_the_reason_and_what_to_say_instead() -> None:
    table = "| Segment | Not | But | Why |\n|---|---|---|---|\n| Offices | dinner hall | dining room | too school |"
    (entry,) = read(table, "Words by segment").retired
    assert (entry.words, entry.instead, entry.segments, entry.reason) == (
        ("dinner hall",),
        ("dining room",),
        ("Offices",),
        "too school",
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The LX-20 was retired on 1 June. We do not use cookies.", "Fleet notice"),
        ("| Old price | New price |\n|---|---|\n| 490 kr | 550 kr |", "Price list"),
        ("## Error messages\n- Disk full\n- No network", "Manual"),
        ("Our offices are not open on Sundays.", "Contact"),
    ],
)
def test_a_page_that_is_about_something_else_sets_no_messages(text: str, title: str) -> None:
    known = read(text, title)
    assert (known.pillars, known.retired, known.preferred) == ((), (), ())


def test_a_map_that_has_run_out_sets_none() -> None:
    assert read("Pillar 1: Warm by Monday", valid_until="2026-01-31").pillars == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("**1. Warm by Monday.** We come within a day.\n**2. Nobody waits.** A voice answers.", "Messages 2026"),
        ("1. Warm by Monday: we come within a day, whatever the weather and whoever asks\n2. Nobody waits: a voice",
         "Three messages for retail"),
        ("A. Warm by Monday\nB. Nobody waits", "Message map"),
        ("- Warm by Monday\n- Nobody waits", "What we want to be known for"),
        ("## Pillars\n\n### Warm by Monday\nWe come.\n\n### Nobody waits\nWe answer.", "Brand"),
        ("# Talking points\n\n| Theme | Proof |\n|---|---|\n| Warm by Monday | |\n| Nobody waits | |", "Spring"),
        ("The two things we say: Warm by Monday, Nobody waits", "Brand"),
    ],
)  # fmt: skip
def test_pillars_are_read_however_a_map_is_laid_out(text: str, title: str) -> None:
    assert [pillar.text for pillar in read(text, title).pillars] == ["Warm by Monday", "Nobody waits"]


@pytest.mark.parametrize(
    "text", ["Our line: Warm by Monday.", "Vårt ledord: Warm by Monday.", 'Vi vill att alla säger: "Warm by Monday".']
)
def test_a_line_to_repeat_is_a_slogan(text: str) -> None:
    assert [slogan.text for slogan in read(text, "Campaign").slogans] == ["Warm by Monday"]
