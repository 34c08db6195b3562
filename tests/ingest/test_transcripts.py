from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Unreadable
from app.domain.evidence import Document, Origin
from ingest.calls import captions
from ingest.calls.conversation import Utterance, clock, seconds, written
from ingest.passages import passages
from tests.ingest.reading_a_file import assert_says, only, read, texts

TEAMS = """\ufeffWEBVTT

STYLE
::cue { color: white }

NOTE
Kund: Hotell Fjorden

62357a1d-d250-41d5-a1cf-6cc0eeceffcc/15-0
00:12:41.000 --> 00:12:44.000
<v Anna Berg (Säljare)>Vi ligger på 490 kr
per användare.</v>

62357a1d-d250-41d5-a1cf-6cc0eeceffcc/15-1
00:12:44.000 --> 00:12:47.000
<v Anna Berg (Säljare)>Och månad.</v>

62357a1d-d250-41d5-a1cf-6cc0eeceffcc/16-0
00:12:47.500 --> 00:12:50.000
<v.loud Lena Holm>Vi har redan Outlook &amp; Excel, <i>varför</i> betala?</v>

00:12:50.000 --> 00:12:51.000


01:02:41.000 --> 01:02:44.000
<v Lena Holm>Det är för dyrt.</v>
"""


def turns(document: Document) -> list[tuple[str, str, str, str]]:
    """When, who, on which side, and the words."""
    starts = [turn.start for turn in document.turns]
    ends = [document.text.rfind("\n\n", 0, start) for start in starts[1:]] + [len(document.text)]
    words = [document.text[start:end] for start, end in zip(starts, ends, strict=True)]
    return [(turn.time, turn.name, turn.side, said.strip()) for turn, said in zip(document.turns, words, strict=True)]


def test_a_teams_transcript_is_a_line_a_turn_with_the_time_it_begins_at() -> None:
    document = only(TEAMS, "field/2026-10-14-demo.vtt")
    assert document.text == (
        "Anna Berg (Säljare): Vi ligger på 490 kr per användare. Och månad.\n\n"
        "Lena Holm: Vi har redan Outlook & Excel, varför betala?\n\n"
        "Lena Holm: Det är för dyrt."
    )
    assert turns(document) == [
        ("12:41", "Anna Berg (Säljare)", "rep", "Vi ligger på 490 kr per användare. Och månad."),
        ("12:47", "Lena Holm", "customer", "Vi har redan Outlook & Excel, varför betala?"),
        ("1:02:41", "Lena Holm", "customer", "Det är för dyrt."),
    ]
    assert (document.about.account, str(document.about.date)) == ("Hotell Fjorden", "2026-10-14")
    assert [one.place for one in passages(document, "d")] == ["12:41–1:02:41"]
    assert texts(document) == [document.text]


@pytest.mark.parametrize(
    ("names", "rep", "sides"),
    [
        (("Anna Berg (Säljare)", "Lena"), "", ("rep", "customer")),
        (("Anna", "Lena Holm [Kund, Hotell Fjorden]"), "", ("rep", "customer")),
        (("Sales Rep", "Customer 1"), "", ("rep", "customer")),
        (("AE", "Lena Holm"), "", ("rep", "customer")),
        (("Anna", "Lena Holm"), "Anna Berg", ("rep", "customer")),
        (("Anna Berg", "Lena Holm", "Bo Ek"), "ANNA BERG", ("rep", "", "")),
        (("Host", "Guest"), "", ("", "")),
        (("Anna Berg (Extern)", "Lena Holm (Gäst)"), "", ("", "")),
        (("Kunderna Andersson", "Reparatören"), "", ("", "")),
        (("Anna Berg", "Lena Holm"), "Eva Ek", ("", "")),
    ],
)
def test_a_side_is_told_only_where_the_transcript_says_so(
    names: tuple[str, ...], rep: str, sides: tuple[str, ...]
) -> None:
    note = f"NOTE\nSäljare: {rep}\n\n" if rep else ""
    cues = "".join(f"00:0{n}:00.000 --> 00:0{n}:09.000\n<v {name}>Vi pratar nu</v>\n\n" for n, name in enumerate(names))
    document = only(f"WEBVTT\n\n{note}{cues}", "field/call.vtt")
    assert tuple(turn.side for turn in document.turns) == sides


def test_names_before_a_colon_are_speakers_when_they_come_back_and_a_remark_is_not() -> None:
    cues = ["Anna Berg: Hej!", "och välkommen", "Lena Holm: Tack. Obs: vi har Outlook.", "Anna Berg: Jaha."]
    body = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}\n\n" for n, cue in enumerate(cues, start=1))
    assert only(body, "field/zoom.srt").text == (
        "Anna Berg: Hej! och välkommen\n\nLena Holm: Tack. Obs: vi har Outlook.\n\nAnna Berg: Jaha."
    )
    plain = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{cue}\n\n" for n, cue in enumerate("abcdefgh", start=1))
    assert [turn.name for turn in only(f"{plain}9\n00:00:09,0 --> 00:00:10,0\nObs: nytt\n", "field/s.srt").turns] == [
        ""
    ]


def test_chevrons_begin_a_turn() -> None:
    cues = "00:01.000 --> 00:02.000\n>> ANNA: It syncs\n\n00:02.000 --> 00:03.000\nin real time.\n\n"
    document = only(f"WEBVTT\n\n{cues}00:04.000 --> 00:05.000\n>> LENA: No.\n>> Really?\n", "field/tv.vtt")
    assert document.text == "ANNA: It syncs in real time.\n\nLENA: No.\n\nReally?"


def test_rolling_captions_are_said_once_and_no_figure_is_lost() -> None:
    youtube = """WEBVTT
Kind: captions
Language: sv

00:00:00.160 --> 00:00:02.230 align:start position:0%

vi<00:00:00.320><c> sa</c><00:00:00.640><c> 490</c>

00:00:02.230 --> 00:00:02.240 align:start position:0%
vi sa 490

00:00:02.240 --> 00:00:04.000 align:start position:0%
vi sa 490
per<00:00:02.500><c> användare</c>

00:00:04.000 --> 00:00:06.000 align:start position:0%
per användare
inte<00:00:04.500><c> 550</c>

00:00:06.100 --> 00:00:08.000
inte 500
"""
    assert only(youtube, "field/yt.vtt").text == "vi sa 490 per användare inte 550 inte 500"


def test_live_captions_that_grow_are_said_once() -> None:
    grown = ["We pay", "We pay 490", "We pay 490 per user", "We pay 490 per user\nand month"]
    cues = [Utterance(text, "Lena", float(n), n + 1.0) for n, text in enumerate(grown)]
    assert " ".join(cue.text for cue in captions.once(cues)) == "We pay 490 per user and month"


words = st.lists(st.text("abcdefåäö0123456789", min_size=1, max_size=6), min_size=1, max_size=4).map(" ".join)


@given(st.lists(words, min_size=1, max_size=20, unique=True), st.integers(1, 3))
def test_whatever_rolls_through_a_window_of_captions_is_said_once(script: list[str], window: int) -> None:
    shown = [script[max(0, n - window + 1) : n + 1] for n in range(len(script))]
    assume_distinct = [line for line in script if not any(line != o and o.startswith(f"{line} ") for o in script)]
    if assume_distinct != script:
        return  # a line that grows into the next one is said once, too, and looks the same
    cues = [Utterance("\n".join(lines), "", float(n), n + 1.0) for n, lines in enumerate(shown)]
    assert "\n".join(cue.text for cue in captions.once(cues)).split("\n") == script


@given(st.lists(st.tuples(words, st.sampled_from(["", "Anna", "Lena"])), max_size=30))
def test_cues_apart_in_time_are_all_kept_and_every_turn_points_at_its_words(said: list[tuple[str, str]]) -> None:
    cues = [Utterance(text, name, n * 100.0, n * 100.0 + 5) for n, (text, name) in enumerate(said)]
    text, found = written(captions.once(cues))
    assert len(found) == len(said)
    for turn, (spoken, name), cue in zip(found, said, cues, strict=True):
        assert text[turn.start :].startswith(spoken)
        assert text[: turn.start].endswith(f"{name}: " if name else "")
        assert turn.time == clock(cue.start)


@given(st.integers(0, 359_999))
def test_a_time_shown_is_the_time_read(second: int) -> None:
    assert seconds(clock(second)) == second
    assert seconds(f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.999") == second + 0.999


def test_a_long_turn_is_broken_at_its_sentences_and_after_a_pause() -> None:
    sentence = "Vi har redan ett system som fungerar bra för oss i dag, och det kostar 490 kr."
    cues = [Utterance(sentence, "Lena", n * 5.0, n * 5.0 + 5) for n in range(12)] + [Utterance("Ja.", "Lena", 95.0)]
    text, found = written(cues)
    lengths = [len(line) for line in text.split("\n\n")]
    assert all(length <= 660 for length in lengths)
    assert len(found) == 3
    assert found[-1].time == "1:35"
    assert all(line.endswith(".") for line in text.split("\n\n"))


@pytest.mark.parametrize(
    "data",
    [
        "1\n00:00:00,500 --> 00:00:02,000\nEtt pris: 4,5\n2\n00:00:02,000 --> 00:00:04,000\noch två\n",
        "00:00:00,500 --> 00:00:02,000\nEtt pris: 4,5\n\n00:00:02,000 --> 00:00:04,000\noch två\n",
        "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nEtt pris: 4,5\n00:00:02.000 --> 00:00:04.000\noch två\n",
        "\n\n1\r\n00:00:00,5 --> 00:00:02,0\r\nEtt <i>pris</i>: 4,5\r\n\r\n2\r\n00:00:02,0 --> 00:00:04,0\r\noch två",
    ],
)
def test_missing_blank_lines_numbers_and_the_wrong_ending_are_survived(data: str) -> None:
    for ending in ("vtt", "srt"):
        assert only(data, f"field/a.{ending}").text == "Ett pris: 4,5 och två"


@pytest.mark.parametrize("data", ["WEBVTT", "WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "Hej hopp", "1\n2\n3\n", "\n"])
def test_a_file_without_captions_is_refused_with_what_to_do(data: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(data, "field/call.vtt")
    assert_says(refusal.value.sentence(), "call.vtt", refusal.value.next_step or "what to do")


@settings(deadline=None)
@given(st.text(st.sampled_from("WEBVT\n123:.,->< vNOTE/:åA "), max_size=200))
def test_any_text_ends_in_a_document_or_in_a_refusal(text: str) -> None:
    for ending in ("vtt", "srt", "txt"):
        try:
            document = only(text, f"field/a.{ending}")
        except Unreadable:
            continue
        texts(document)


TIMED = {
    "brackets": "[00:12:41] Anna: {0}\n[00:12:50] Lena: {1}\n[01:02:41] Anna: {2}\n",
    "after": "Anna (00:12:41): {0}\nLena (00:12:50): {1}\nAnna (01:02:41): {2}\n",
    "otter": "Anna  12:41\n{0}\n\nLena  12:50\n{1}\n\nAnna  1:02:41\n{2}\n",
    "teams": "12:41 Anna\n{0}\n12:50 Lena\n{1}\n1:02:41 Anna\n{2}\n",
    "bare": "12:41 Anna: {0}\n12:50 Lena: {1}\n1:02:41 Anna: {2}\n",
}
SAID = ("Priset är 490 kr.", "Det är för dyrt, vi har redan Outlook.", "Jag förstår.")


@pytest.mark.parametrize("form", TIMED)
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_plain_text_that_is_unmistakably_a_transcript_has_turns(form: str, ending: str) -> None:
    head = "Kund: Hotell Fjorden\nDatum: 2026-10-14\nSäljare: Anna Berg\n\n"
    document = only(head + TIMED[form].format(*SAID), f"field/call.{ending}")
    assert [turn[:3] for turn in turns(document)] == [
        ("12:41", "Anna", "rep"),
        ("12:50", "Lena", "customer"),
        ("1:02:41", "Anna", "rep"),
    ]
    assert (document.about.account, document.about.rep) == ("Hotell Fjorden", "Anna Berg")
    assert texts(document) == [f"Anna: {SAID[0]}\n\nLena: {SAID[1]}\n\nAnna: {SAID[2]}"]


def test_a_conversation_without_times_is_found_by_its_lines() -> None:
    lines = "".join(f"Säljare: Fråga nummer {n} om Outlook\nKund: Svar nummer {n} på den\n" for n in range(4))
    document = only(f"# Samtal\n\n{lines}", "field/call.md")
    assert [(turn.time, turn.side) for turn in document.turns][:2] == [("line 3", "rep"), ("line 4", "customer")]
    assert document.about.account is None


@pytest.mark.parametrize(
    "text",
    [
        "9:30 Möte med Lena\nDe har redan Outlook.\nPriset är för högt.\nDe vill ha SSO.\n10:15 Kaffe\nSen hem.\n",
        "Pris: 490 kr\nPlan: Team\nAntal: 20\nStart: oktober\nBinding: tre månader\nRabatt: ingen\n",
        "Lena: vi har redan Outlook, varför betala?\nJag svarade att det inte är samma sak.\nHon lät inte övertygad.\n",
        "Agenda:\n13:00 Intro\n13:10 Demo\n14:00 Pris för alla som kommer dit\nDe gillade demon.\nInget mer.\n",
    ],
)
def test_a_note_stays_a_note(text: str) -> None:
    assert only(text, "field/note.txt").turns == ()


def test_official_questions_and_answers_are_no_conversation() -> None:
    faq = "".join(f"Kund: Vad kostar det {n}?\nSvar: Det kostar 490 kr {n}.\n" for n in range(5))
    assert only(faq, "official/faq.md", Origin.OFFICIAL).turns == ()


def test_an_official_webinar_has_its_times_as_places() -> None:
    cues = [("Maria Lund", "Kairos gives every employee five hours a week back."), ("Guest", "How does it do that?")]
    body = "".join(f"00:0{n}:00.000 --> 00:0{n}:05.000\n{who}: {what}\n\n" for n, (who, what) in enumerate(cues * 2))
    document = only(f"WEBVTT\n\n{body}", "official/webinar.vtt", Origin.OFFICIAL)
    assert [before.start < after.start for before, after in pairwise(document.turns)] == [True] * 3
    assert {turn.side for turn in document.turns} == {""}
