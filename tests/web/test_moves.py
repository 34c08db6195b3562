"""Gaps moved over the API: what it answers, to whom, and what it refuses."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from app.domain.gap import Gap, Kind
from app.domain.people import Role
from app.gaps.life import reconcile
from app.store.ledger import Stamp
from tests.gaps.made import gap, heard
from tests.web import company
from tests.web.conftest import TODAY, Office, key

PRICE = gap("price", heard("c1"), heard("c2", "Almgrens", "Olle"))
SYNC = gap("sync", heard("c3", "Core"))
PROMISE = gap("sso", heard("c4", "Core"), kind=Kind.UNSUPPORTED_PROMISE)


@pytest.fixture
def desk(own_office: Office) -> Iterator[TestClient[Any]]:
    """A server that knows three gaps, and no documents that they come from."""
    stamp = Stamp(TODAY, own_office.library.revision())
    own_office.ledger.settle(lambda known: reconcile(known, [PRICE, SYNC, PROMISE], TODAY), stamp)
    with TestClient(own_office.app(), raise_server_exceptions=False) as client:
        yield client


def order(client: TestClient[Any], one: Gap, move: str, role: Role = Role.MARKETING, **body: object) -> Any:
    return client.post(f"/api/gaps/{one.id}/{move}", json=body, headers=key(role))


def test_a_gap_is_carried_from_open_to_resolved_and_its_history_says_by_whom(desk: TestClient[Any]) -> None:
    order(desk, PRICE, "acknowledge")
    order(desk, PRICE, "assign", owner="Lena Ek", due="2026-12-04", who="Maria")
    order(desk, PRICE, "start", Role.ADMIN, why="asking finance")
    answer = order(desk, PRICE, "resolve", why="one-pager v3")
    assert answer.status_code == 200
    shown = answer.json()
    assert (shown["status"], shown["owner"], shown["due"]) == ("resolved", "Lena Ek", "2026-12-04")
    history = desk.get(f"/api/gaps/{PRICE.id}/history", headers=key(Role.SALES)).json()
    assert [(e["act"], e["status"], e["who"], e["why"]) for e in history] == [
        ("moved", "open", "samsyn", "found"),
        ("moved", "acknowledged", "marketing", ""),
        ("assigned", "acknowledged", "Maria (marketing)", ""),
        ("moved", "in_progress", "admin", "asking finance"),
        ("moved", "resolved", "marketing", "one-pager v3"),
    ]
    assert history == shown["events"]


def test_a_dismissed_gap_is_listed_with_its_end_and_can_be_opened_again(desk: TestClient[Any]) -> None:
    order(desk, PRICE, "dismiss", why="a campaign", until="2026-12-31")
    (listed,) = desk.get("/api/gaps?status=dismissed", headers=key(Role.SALES)).json()
    assert (listed["id"], listed["until"]) == (PRICE.id, "2026-12-31")
    assert order(desk, PRICE, "reopen", why="it goes on").json()["status"] == "open"


def test_a_merged_gap_leads_to_the_other_and_is_in_no_list(desk: TestClient[Any]) -> None:
    both = order(desk, SYNC, "merge", into=PRICE.id).json()
    assert (both["id"], both["accounts"], len(both["field"])) == (PRICE.id, 3, 3)
    assert desk.get(f"/api/gaps/{SYNC.id}", headers=key(Role.SALES)).json()["merged_into"] == PRICE.id
    for query in ("", "?status=dismissed"):
        listed = desk.get(f"/api/gaps{query}", headers=key(Role.ADMIN)).json()
        assert SYNC.id not in {one["id"] for one in listed}


def test_witnesses_split_off_answer_with_their_own_gap(desk: TestClient[Any]) -> None:
    new = order(desk, PRICE, "split", claims=["c2"], why="another plan").json()
    assert (new["split_from"], [e["claim"] for e in new["field"]]) == (PRICE.id, ["c2"])
    left = desk.get(f"/api/gaps/{PRICE.id}", headers=key(Role.SALES)).json()
    assert [e["claim"] for e in left["field"]] == ["c1"]


def test_the_emerging_tray_holds_what_one_account_said(desk: TestClient[Any]) -> None:
    listed = desk.get("/api/gaps?tray=emerging", headers=key(Role.SALES)).json()
    assert [one["id"] for one in listed] == [SYNC.id]
    assert len(desk.get("/api/gaps?tray=emerging", headers=key(Role.ADMIN)).json()) == 2


@pytest.mark.parametrize(
    ("move", "body", "status", "code"),
    [
        ("resolve", {}, 400, "bad-input"),
        ("resolve", {"why": "x", "mood": "good"}, 400, "invalid-input"),
        ("dismiss", {"why": "x", "until": "someday"}, 400, "invalid-input"),
        ("dismiss", {"why": "x", "until": "2026-01-01"}, 400, "bad-input"),
        ("reopen", {"why": "x"}, 409, "illegal-move"),
        ("assign", {"owner": None, "due": "2027-01-01"}, 400, "bad-input"),
        ("merge", {"into": PRICE.id}, 400, "bad-input"),
        ("merge", {"into": PROMISE.id}, 409, "illegal-move"),
        ("merge", {"into": "deadbeef"}, 404, "not-found"),
        ("split", {"claims": ["c1", "c2"]}, 400, "bad-input"),
        ("acknowledge", {"who": "M" * 101}, 400, "bad-input"),
    ],
)
def test_what_cannot_be_done_is_a_problem_and_changes_nothing(
    desk: TestClient[Any], move: str, body: dict[str, object], status: int, code: str
) -> None:
    before = desk.get("/api/gaps", headers=key(Role.ADMIN)).json()
    answer = order(desk, PRICE, move, **body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["next_step"] or status == 400
    assert desk.get("/api/gaps", headers=key(Role.ADMIN)).json() == before


def test_sales_move_nothing_and_see_no_history_of_a_promise(desk: TestClient[Any]) -> None:
    assert order(desk, PRICE, "acknowledge", Role.SALES).status_code == 403
    assert desk.get(f"/api/gaps/{PROMISE.id}/history", headers=key(Role.SALES)).status_code == 404
    assert desk.get(f"/api/gaps/{PROMISE.id}/history", headers=key(Role.MARKETING)).status_code == 200


def test_a_look_back_moves_nothing(own_office: Office, desk: TestClient[Any]) -> None:
    with TestClient(own_office.app(today=lambda: TODAY.replace(day=1))) as earlier:
        answer = order(earlier, PRICE, "acknowledge")
    assert (answer.status_code, "known as of 2026-11-23" in answer.json()["detail"]) == (400, True)
    assert desk.get(f"/api/gaps/{PRICE.id}", headers=key(Role.SALES)).json()["status"] == "open"


def test_with_real_notes_a_merge_can_be_undone_and_reporters_have_their_receipts(
    own_office: Office, tmp_path: Any
) -> None:
    own_office.pipeline.ingest([company.write(tmp_path / "company")], today=TODAY)
    known = {one.kind: one for one in own_office.ledger.gaps()}
    price, objection, promise = (
        known[kind] for kind in (Kind.VALUE_MISMATCH, Kind.UNANSWERED_OBJECTION, Kind.UNSUPPORTED_PROMISE)
    )
    with TestClient(own_office.app()) as client:
        both = order(client, objection, "merge", into=price.id).json()
        assert len(both["field"]) == len(price.field) + len(objection.field)
        back = order(client, objection, "reopen", why="not the same").json()
        assert [e["quote"] for e in back["field"]] == [e.quote for e in objection.field]
        assert len(client.get(f"/api/gaps/{price.id}", headers=key(Role.SALES)).json()["field"]) == len(price.field)
        order(client, price, "resolve", why="one-pager v3")
        order(client, promise, "resolve", why="it is in the plan")
        told = client.get("/api/receipts?rep=%20eva&lang=en", headers=key(Role.SALES)).json()
        note, outcome = "Your note of 16 November 2026 (Acme)", "resolved: one-pager v3"
        assert told[0]["text"] == f"{note} → gap {price.id}, Figures differ → {outcome}"
        assert {one["rep"] for one in told} == {"Eva"}
        assert "unsupported_promise" not in {one["kind"] for one in told}
        everyone = client.get("/api/receipts?lang=sv", headers=key(Role.MARKETING)).json()
        assert everyone[0]["text"].startswith("Din anteckning från 18 november 2026 (Core) → glapp ")
        promised = client.get("/api/promises", headers=key(Role.MARKETING)).json()
        assert client.get("/api/promises", headers=key(Role.SALES)).status_code == 403
    (one,) = [p for p in promised if p["gap"] == promise.id]
    assert (one["rep"], one["account"], one["by"], one["official_basis"], one["status"]) == (
        "Eva", "Core", "2027-09-30", False, "resolved"
    )  # fmt: skip
