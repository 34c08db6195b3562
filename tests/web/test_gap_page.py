"""The page of a gap: what is done with its plain forms, and what each role and language sees."""

from collections.abc import Iterator
from typing import Any

import pytest
from litestar.testing import TestClient

from app.domain.evidence import Evidence, Origin
from app.domain.gap import Kind
from app.domain.people import Role
from app.gaps.life import reconcile
from app.store.ledger import Stamp
from tests.gaps.made import gap, heard
from tests.web.conftest import TODAY, Office, key

PRICE = gap("price", heard("c1"), heard("c2", "Almgrens", "Olle"))
SYNC = gap("sync", heard("c3", "Core"), heard("c5", "Dora"))
EN = {"accept-language": "en", **key(Role.MARKETING)}
SV = {"accept-language": "sv", **key(Role.MARKETING)}


@pytest.fixture
def pages(own_office: Office) -> Iterator[TestClient[Any]]:
    stamp = Stamp(TODAY, own_office.library.revision())
    own_office.ledger.settle(lambda known: reconcile(known, [PRICE, SYNC], TODAY), stamp)
    with TestClient(own_office.app(), raise_server_exceptions=False) as client:
        yield client


def send(client: TestClient[Any], move: str, **form: str) -> Any:
    return client.post(f"/gaps/{PRICE.id}/{move}", data=form, headers=EN, follow_redirects=False)


def test_forms_move_a_gap_and_the_page_and_the_list_show_it(pages: TestClient[Any]) -> None:
    answer = send(pages, "assign", owner="Lena Ek", due="2026-12-04", why="")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/gaps/{PRICE.id}")
    send(pages, "acknowledge", why="")
    shown = pages.get(f"/gaps/{PRICE.id}", headers=EN).text
    assert "given to Lena Ek" in shown
    assert "Due 4 December 2026" in shown
    assert "by Marketing" in shown
    listed = pages.get("/gaps", headers=SV).text
    assert "Lena Ek" in listed
    assert "mottaget" in listed


def test_an_empty_owner_takes_it_back(pages: TestClient[Any]) -> None:
    send(pages, "assign", owner="Lena Ek", due="")
    send(pages, "assign", owner="", due="")
    assert "given to nobody yet" in pages.get(f"/gaps/{PRICE.id}", headers=EN).text


def test_a_dismissal_shows_its_end_and_offers_to_open_it_again(pages: TestClient[Any]) -> None:
    send(pages, "dismiss", why="a campaign", until="2026-12-31")
    shown = pages.get(f"/gaps/{PRICE.id}", headers=SV).text
    assert "Avfärdat till och med 31 december 2026" in shown
    assert f'action="/gaps/{PRICE.id}/reopen"' in shown
    assert f'action="/gaps/{PRICE.id}/resolve"' not in shown


def test_ticked_quotes_get_a_page_of_their_own(pages: TestClient[Any]) -> None:
    answer = send(pages, "split", **{"claim-c2": "on", "why": "another plan"})
    assert answer.status_code == 303
    assert answer.headers["location"] != f"/gaps/{PRICE.id}"
    new = pages.get(answer.headers["location"], headers=EN).text
    assert "Split off from" in new
    sides = new.partition('<section class="moves">')[0]
    assert "550 c2" in sides
    assert "550 c1" not in sides
    assert "witnesses split off into" in pages.get(f"/gaps/{PRICE.id}", headers=EN).text


def test_merging_leads_to_the_other_page_and_the_merged_one_points_there(pages: TestClient[Any]) -> None:
    answer = send(pages, "merge", into=SYNC.id, why="")
    assert answer.headers["location"] == f"/gaps/{SYNC.id}"
    merged = pages.get(f"/gaps/{PRICE.id}", headers=SV).text
    assert "samma sak som ett annat glapp" in merged
    assert f'href="/gaps/{SYNC.id}"' in merged
    assert PRICE.id not in pages.get("/gaps", headers=EN).text


@pytest.mark.parametrize(
    ("move", "form", "status"),
    [("resolve", {"why": " "}, 400), ("dismiss", {"why": "x", "until": "soon"}, 400), ("reopen", {"why": "x"}, 409)],
)
def test_a_form_that_cannot_be_done_says_so_on_a_page(
    pages: TestClient[Any], move: str, form: dict[str, str], status: int
) -> None:
    answer = pages.post(
        f"/gaps/{PRICE.id}/{move}", data=form, headers={**EN, "accept": "text/html"}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")


def test_an_unknown_move_is_not_found(pages: TestClient[Any]) -> None:
    assert send(pages, "explode").status_code == 404


def test_sales_see_history_and_owner_but_no_forms(pages: TestClient[Any]) -> None:
    send(pages, "resolve", why="one-pager v3")
    shown = pages.get(f"/gaps/{PRICE.id}", headers={"accept-language": "en", **key(Role.SALES)}).text
    assert "one-pager v3" in shown
    assert "<form" not in shown.split("<main")[1]
    refused = pages.post(f"/gaps/{PRICE.id}/reopen", data={"why": "x"}, headers=key(Role.SALES))
    assert refused.status_code == 403


def test_without_receipts_their_page_says_when_they_come(pages: TestClient[Any]) -> None:
    assert "Inget kvitto ännu" in pages.get("/receipts", headers=SV).text
    assert "No receipt yet" in pages.get("/receipts?rep=Eva", headers=EN).text


@pytest.mark.parametrize(("head", "told"), [(EN, "asked of Samsyn"), (SV, "frågat i Samsyn")])
def test_a_question_put_to_samsyn_is_told_so_with_no_document_to_open(
    own_office: Office, head: dict[str, str], told: str
) -> None:
    question = Evidence("", "asked-1", Origin.FIELD, "", "", "", "Where is the data?", date=TODAY)
    asked = gap("topic", question, kind=Kind.MISSING_TOPIC)
    stamp = Stamp(TODAY, own_office.library.revision())
    own_office.ledger.settle(lambda known: reconcile(known, [asked], TODAY), stamp)
    with TestClient(own_office.app(), raise_server_exceptions=False) as client:
        shown = client.get(f"/gaps/{asked.id}", headers=head).text
        listed = client.get("/gaps", headers=head).text
        (as_json,) = client.get(f"/api/gaps/{asked.id}", headers=head).json()["field"]
    assert f"<cite>{told}</cite>" in shown
    assert "/sources/" not in shown.split("<main")[-1]
    assert told in listed
    assert (as_json["asked"], as_json["document"]) == (True, "")
