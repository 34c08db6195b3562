"""The JSON other programs rely on."""

import json
import os
from pathlib import Path

import pytest
from litestar.testing import TestClient

from app.domain.people import Role
from tests.web.conftest import LIMIT, Office, key

GAP = {"id", "kind", "status", "statement", "severity", "confidence", "decided_by", "emerging", "accounts", "reps",
       "first_seen", "last_seen", "official", "field"}  # fmt: skip
FIELD_EVIDENCE = {"document", "title", "place", "quote", "account", "speaker", "date"}
PITCH = {"question", "language", "composed_by", "lines", "citations", "gaps", "not_known", "dropped"}
CITATION = {"n", "origin", "document", "title", "place", "quote"}
QUESTION = "What does Kairos cost per user and month?"


def test_a_pitch_has_the_contracts_keys_and_cites_only_what_it_lists(client: TestClient) -> None:
    answer = client.post("/api/pitch", json={"question": QUESTION}, headers=key(Role.SALES))
    assert answer.status_code == 200
    card = answer.json()
    assert card.keys() >= PITCH
    assert card["question"] == QUESTION
    assert card["language"] == "en"
    assert all(c.keys() >= CITATION for c in card["citations"])
    assert {n for line in card["lines"] for n in line["citations"]} <= {c["n"] for c in card["citations"]}
    assert any("490" in c["quote"] for c in card["citations"])
    assert card["not_known"] == []


def test_what_the_material_does_not_answer_is_in_not_known(client: TestClient) -> None:
    card = client.post("/api/pitch", json={"question": "Is the moon made of cheese?"}, headers=key(Role.SALES)).json()
    assert card["not_known"]


def test_gaps_have_the_contracts_keys_and_verbatim_quotes(client: TestClient, office: Office) -> None:
    gaps = client.get("/api/gaps", headers=key(Role.MARKETING)).json()
    assert {g["kind"] for g in gaps} >= {"value_mismatch", "official_inconsistency", "unsupported_promise"}
    texts = {d.document.path: d.document.text for d in office.library.documents()}
    for gap in gaps:
        assert gap.keys() >= GAP
        assert all(e.keys() >= FIELD_EVIDENCE for e in gap["field"])
        assert all(e["quote"] in texts[e["document"]] for e in [*gap["official"], *gap["field"]])


def test_gaps_are_filtered_by_kind_and_status(client: TestClient) -> None:
    everything = client.get("/api/gaps", headers=key(Role.ADMIN)).json()
    one_kind = client.get("/api/gaps?kind=value_mismatch&status=open", headers=key(Role.ADMIN)).json()
    assert one_kind == [g for g in everything if g["kind"] == "value_mismatch"] != []
    assert client.get("/api/gaps?status=dismissed", headers=key(Role.ADMIN)).json() == []


def test_one_gap_is_what_the_list_says_of_it(client: TestClient) -> None:
    for gap in client.get("/api/gaps", headers=key(Role.ADMIN)).json():
        assert client.get(f"/api/gaps/{gap['id']}", headers=key(Role.ADMIN)).json() == gap


@pytest.mark.parametrize(
    ("form", "media_type", "beginning"),
    [
        ("json", "application/json", "{"),
        ("markdown", "text/markdown; charset=utf-8", "# Gap report, week 47 2026"),
        ("html", "text/html; charset=utf-8", "<!doctype html>"),
    ],
)
def test_a_report_comes_in_three_forms(client: TestClient, form: str, media_type: str, beginning: str) -> None:
    answer = client.get(f"/api/reports/2026-W47?format={form}&lang=en", headers=key(Role.MARKETING))
    assert answer.status_code == 200
    assert answer.headers["content-type"] == media_type
    assert answer.text.startswith(beginning)


def test_the_report_of_a_week_counts_what_the_gaps_say(client: TestClient) -> None:
    report = client.get("/api/reports/2026-W47", headers=key(Role.ADMIN)).json()
    gaps = client.get("/api/gaps", headers=key(Role.ADMIN)).json()
    assert report["moves"]["open_now"] == len(gaps)
    assert report["moves"]["reconciles"]
    assert report["input"]["notes"] == 4


def test_uploaded_notes_are_answered_from_and_the_same_again_changes_nothing(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        files = [
            ("files", ("prices.md", b"# Prices\nKairos Team costs SEK 490 per user and month.", "text/markdown")),
            ("files", ("more.txt", b"Kairos syncs calendars in real time.", "text/plain")),
        ]
        sent = {"files": files, "data": {"origin": "official"}, "headers": key(Role.MARKETING)}
        first = client.post("/api/documents", **sent).json()
        again = client.post("/api/documents", **sent).json()
        assert first["documents"]["added"] == 2
        assert again["documents"] == {"added": 0, "changed": 0, "unchanged": 2, "removed": 0, "refused": 0}
        assert first.keys() >= {"documents", "passages", "claims", "gaps", "refusals", "seconds"}
        listed = client.get("/api/documents?q=prices", headers=key(Role.SALES)).json()
        assert [d["document"] for d in listed["documents"]] == ["prices.md"]
        card = client.post("/api/pitch", json={"question": QUESTION}, headers=key(Role.SALES)).json()
        assert any("490" in c["quote"] for c in card["citations"])


def test_one_unreadable_file_stops_no_other_but_alone_is_refused(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        bad = ("files", ("photo.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + bytes(range(256)), "text/markdown"))
        good = ("files", ("note.txt", b"They liked the demo very much.", "text/plain"))
        data, headers = {"origin": "field"}, key(Role.SALES)
        both = client.post("/api/documents", files=[bad, good], data=data, headers=headers).json()
        assert (both["documents"]["added"], both["documents"]["refused"]) == (1, 1)
        assert both["refusals"][0]["document"] == "photo.md"
        alone = client.post("/api/documents", files=[bad], data=data, headers=headers)
        assert (alone.status_code, alone.json()["code"]) == (422, "unreadable")


def test_documents_come_a_page_at_a_time(client: TestClient) -> None:
    whole = client.get("/api/documents", headers=key(Role.SALES)).json()
    assert whole["total"] == len(whole["documents"]) == 7
    second = client.get("/api/documents?limit=2&offset=2", headers=key(Role.SALES)).json()
    assert second["total"] == 7
    assert second["documents"] == whole["documents"][2:4]
    official = client.get("/api/documents?origin=official", headers=key(Role.SALES)).json()
    assert {d["origin"] for d in official["documents"]} == {"official"}


def test_health_needs_no_key_and_tells_nothing_but_that_it_works(client: TestClient) -> None:
    answer = client.get("/health")
    assert answer.status_code == 200
    assert answer.json().keys() == {"status", "passages"}


def test_the_api_is_described_as_the_golden_file_says(client: TestClient) -> None:
    """A change to the API is a visible diff: write the new file with `SAMSYN_GOLDEN=1`."""
    described = client.get("/schema/openapi.json", headers=key(Role.ADMIN)).json()
    described["info"]["version"] = "golden"
    golden = Path(__file__).with_name("openapi.json")
    if os.environ.get("SAMSYN_GOLDEN"):
        golden.write_text(json.dumps(described, indent=1, sort_keys=True) + "\n", "utf-8")
    assert described == json.loads(golden.read_text("utf-8"))


def test_an_upload_beyond_the_limit_is_refused_as_too_large(client: TestClient) -> None:
    answer = client.post(
        "/api/documents",
        files=[("files", ("big.txt", b"x" * (LIMIT + 1), "text/plain"))],
        data={"origin": "field"},
        headers=key(Role.SALES),
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
