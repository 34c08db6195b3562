import json

import pytest

from app.domain.errors import Unreadable
from app.domain.evidence import Document
from tests.ingest.reading_a_file import only, read, texts

Json = dict[str, object]


def sentence(start: int, text: str) -> Json:
    return {"start": start, "end": start + 3000, "text": text}


TRANSCRIPT: Json = {
    "requestId": "4al018gzaztcr8nbukw",
    "callTranscripts": [
        {
            "callId": "7782342274025937895",
            "transcript": [
                {"speakerId": "100", "topic": "Pricing", "sentences": [sentence(761_000, "Vi ligger på 490 kr.")]},
                {
                    "speakerId": "200",
                    "topic": None,
                    "sentences": [sentence(765_000, "Vi har redan Outlook."), sentence(3_761_000, "Det är för dyrt.")],
                },
            ],
        }
    ],
}
CALLS: Json = {
    "calls": [
        {
            "metaData": {
                "id": "7782342274025937895",
                "title": "Discovery Hotell Fjorden",
                "started": "2026-10-14T09:00:00+02:00",
                "duration": 3900,
            },
            "parties": [
                {"id": "1", "speakerId": "100", "name": "Anna Berg", "affiliation": "Internal"},
                {
                    "id": "2",
                    "speakerId": "200",
                    "name": "Lena Holm",
                    "affiliation": "External",
                    "emailAddress": "lena@hotell-fjorden.se",
                    "title": "CFO",
                },
            ],
        }
    ]
}


def shown(document: Document) -> list[tuple[str, str, str]]:
    return [(turn.time, turn.name, turn.side) for turn in document.turns]


@pytest.mark.parametrize("thing", [{**TRANSCRIPT, **CALLS}, [TRANSCRIPT, CALLS]])
def test_gong_is_joined_with_its_parties_and_times_are_milliseconds(thing: object) -> None:
    reading = read(json.dumps(thing), "field/gong.json")
    (document,) = reading.documents
    assert (
        document.text
        == "Anna Berg: Vi ligger på 490 kr.\n\nLena Holm: Vi har redan Outlook.\n\nLena Holm: Det är för dyrt."
    )
    assert shown(document) == [
        ("12:41", "Anna Berg", "rep"),
        ("12:45", "Lena Holm", "customer"),
        ("1:02:41", "Lena Holm", "customer"),
    ]
    about = document.about
    assert (about.title, str(about.date), about.rep) == ("Discovery Hotell Fjorden", "2026-10-14", "Anna Berg")
    assert (about.account, reading.account_guessed) == ("Hotell Fjorden", True)
    assert document.part == "7782342274025937895"
    assert texts(document) == [document.text]


def test_gong_without_parties_shows_no_ids_as_names() -> None:
    document = only(json.dumps(TRANSCRIPT), "field/hotell-fjorden/gong.json")
    assert shown(document) == [("12:41", "Speaker 1", ""), ("12:45", "Speaker 2", ""), ("1:02:41", "Speaker 2", "")]
    assert document.about.account == "Hotell Fjorden"


def test_a_mailbox_anybody_may_have_names_no_customer() -> None:
    thing = json.loads(json.dumps({**TRANSCRIPT, **CALLS}).replace("hotell-fjorden.se", "gmail.com"))
    assert only(json.dumps(thing), "field/gong.json").about.account is None


def test_calls_without_what_was_said_are_refused_with_what_to_add() -> None:
    with pytest.raises(Unreadable, match="without what was said") as refusal:
        read(json.dumps(CALLS), "field/calls.json")
    assert "callTranscripts" in (refusal.value.next_step or "")


FIREFLIES: Json = {
    "data": {
        "transcript": {
            "id": "ff1",
            "title": "Demo Fjorden",
            "date": 1_791_961_200_000,
            "sentences": [
                {
                    "index": 0,
                    "speaker_name": "Anna Berg",
                    "speaker_id": 0,
                    "text": "Vi ligger på 490 kr.",
                    "start_time": 761.5,
                },
                {
                    "index": 1,
                    "speaker_name": "Lena",
                    "speaker_id": 1,
                    "text": "Det är för dyrt.",
                    "start_time": "765.2",
                },
            ],
        }
    }
}
FATHOM: Json = {
    "title": "Demo Fjorden",
    "recording_id": 94413018,
    "recorded_by": {"email": "anna@kairos.se", "name": "Anna Berg"},
    "recording_start_time": "2026-10-14T09:00:00Z",
    "calendar_invitees": [
        {"name": "Lena", "email": "lena@fjorden.se", "is_external": True},
        {"name": "Anna Berg", "email": "anna@kairos.se", "is_external": False},
    ],
    "transcript": [
        {"speaker": {"display_name": "Anna Berg"}, "text": "Vi ligger på 490 kr.", "timestamp": "00:12:41"},
        {"speaker": {"display_name": "Lena"}, "text": "Det är för dyrt.", "timestamp": "00:12:45"},
    ],
}
TEAMS: Json = {
    "title": "Demo Fjorden",
    "date": "2026-10-14",
    "entries": [
        {"speakerDisplayName": "Anna Berg", "text": "Vi ligger på 490 kr.", "startOffset": "00:12:41.1230000"},
        {"speakerDisplayName": "Lena", "text": "Det är för dyrt.", "startOffset": "00:12:45.0"},
    ],
}
WORDS = "and that is what we wanted to say about it here today"
ASSEMBLY: Json = {
    "title": "Demo Fjorden",
    "created": "2026-10-14",
    "utterances": [
        {"speaker": "A", "start": 761_000, "end": 764_000, "text": f"Vi ligger på 490 kr {WORDS}."},
        {"speaker": "B", "start": 765_000, "end": 769_000, "text": f"Det är för dyrt {WORDS}."},
    ],
}
STAMPED: Json = {
    "title": "Demo Fjorden",
    "started": "2026-10-14",
    "transcript": [
        {"speaker": "Anna Berg", "text": "Hej.", "timestamp": "2026-10-14T09:00:00Z"},
        {"speaker": "Lena", "text": "Vi ligger på 490 kr.", "timestamp": "2026-10-14T09:12:41"},
    ],
}


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        (FIREFLIES, [("12:41", "Anna Berg", ""), ("12:45", "Lena", "")]),
        (FATHOM, [("12:41", "Anna Berg", "rep"), ("12:45", "Lena", "customer")]),
        (TEAMS, [("12:41", "Anna Berg", ""), ("12:45", "Lena", "")]),
        (ASSEMBLY, [("12:41", "Speaker A", ""), ("12:45", "Speaker B", "")]),
        (STAMPED, [("0:00", "Anna Berg", ""), ("12:41", "Lena", "")]),
    ],
    ids=["fireflies", "fathom", "teams", "assembly", "stamped"],
)
def test_meeting_assistants_whatever_their_unit_of_time(thing: Json, expected: list[tuple[str, str, str]]) -> None:
    document = only(json.dumps(thing), "field/call.json")
    assert shown(document) == expected
    assert (document.about.title, str(document.about.date)) == ("Demo Fjorden", "2026-10-14")
    assert "Vi ligger på 490 kr" in document.text


def test_the_list_alone_is_a_call() -> None:
    said = [{"speaker": "Kund", "start": n * 4.0, "text": f"Vi har Outlook {n}"} for n in range(3)]
    assert only(json.dumps(said), "field/2026-10-14-hotell-fjorden.json").turns[0].side == "customer"


def test_several_calls_in_a_file_are_documents_of_their_own_and_a_silent_one_stops_none() -> None:
    page = json.loads(json.dumps(TRANSCRIPT))
    page["callTranscripts"] += [{"callId": "5", "transcript": []}, {**page["callTranscripts"][0], "callId": "6"}]
    reading = read(json.dumps(page), "field/gong.json")
    assert [document.part for document in reading.documents] == ["7782342274025937895", "6"]
    assert [refusal.document for refusal in reading.refusals] == ["field/gong.json, call 5"]


@pytest.mark.parametrize(
    "data",
    [
        "", "{", "[]", "{}", "1", "null", "[" * 100_000, '{"a": 1}', '[{"name": "Anna"}]',
        '{"callTranscripts": [{"callId": 1}]}', '[{"speaker": "A", "text": "", "start": 1e400}]',
        '{"callTranscripts": [{"transcript": [{"sentences": [{"text": null}]}]}]}',
    ],
)  # fmt: skip
def test_json_that_holds_nothing_known_is_refused_with_what_to_do(data: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read(data, "field/a.json")
    assert refusal.value.next_step


def test_times_that_are_no_times_are_left_out() -> None:
    said = [
        {"speaker": "A", "text": "Vi har redan Outlook", "start": start} for start in (float("inf"), -5, "x", 1e300)
    ]
    assert {turn.time for turn in only(json.dumps(said), "field/a.json").turns} == {""}
