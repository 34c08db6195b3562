"""Worth a look: shown to marketing and admin, decided in one click, never called a gap before."""

from collections.abc import Iterator

import pytest
from litestar.testing import TestClient

from app.domain.people import Role
from tests.web.conftest import Office, key

OFFICIAL = b"---\ntitle: Web\ndate: 2026-01-10\n---\n# Export\n\nKairos exports every schedule to Excel in one click.\n"
NOTE = (
    "---\naccount: Nordpost\nrep: Eva\ndate: 2026-11-20\n---\nExporten av scheman till Excel fungerar inte hos dem.\n"
)
MARKETING, SALES = key(Role.MARKETING), key(Role.SALES)


@pytest.fixture
def doubtful(own_office: Office) -> Iterator[TestClient]:
    """An office where rules leave one pair open."""
    with TestClient(own_office.app()) as client:
        for origin, data in (("official", OFFICIAL), ("field", NOTE.encode())):
            files = [("files", (f"{origin}.md", data, "text/markdown"))]
            client.post("/api/documents", files=files, data={"origin": origin}, headers=MARKETING).raise_for_status()
        yield client


def waiting(client: TestClient) -> dict[str, object]:
    (one,) = client.get("/api/tray", headers=MARKETING).json()
    return dict(one)


def test_it_is_no_gap_until_someone_says_so_and_then_says_who(doubtful: TestClient) -> None:
    one = waiting(doubtful)
    assert (one["why"], one["harm"]) == ("denied", 3)
    assert doubtful.get("/api/gaps", headers=MARKETING).json() == []
    told = doubtful.post(f"/api/tray/{one['id']}", json={"gap": True}, headers=MARKETING).json()
    assert told == {"id": one["id"], "gap": True, "who": "marketing", "on": "2026-11-23"}
    (gap,) = doubtful.get("/api/gaps", headers=SALES).json()
    assert (gap["kind"], gap["decided_by"], gap["confidence"]) == ("contradiction", "human", 1.0)
    assert "En människa (marketing)" in gap["reason"]["sv"]
    assert "fungerar inte" in gap["reason"]["en"]
    assert doubtful.get("/api/tray", headers=MARKETING).json() == []
    assert gap["reason"]["sv"].split("”")[1] in doubtful.get(f"/gaps/{gap['id']}?lang=sv", headers=SALES).text


def test_no_gap_sticks_when_the_note_is_taken_in_again(doubtful: TestClient) -> None:
    doubtful.post(f"/api/tray/{waiting(doubtful)['id']}", json={"gap": False}, headers=MARKETING).raise_for_status()
    again = [("files", ("field.md", f"{NOTE}Fikade sedan.\n".encode(), "text/markdown"))]
    doubtful.post("/api/documents", files=again, data={"origin": "field"}, headers=MARKETING).raise_for_status()
    assert doubtful.get("/api/tray", headers=MARKETING).json() == []
    assert doubtful.get("/api/gaps", headers=MARKETING).json() == []


@pytest.mark.parametrize(("language", "title"), [("sv", "Värt en titt"), ("en", "Worth a look")])
def test_the_page_asks_one_question_of_both_quotes(doubtful: TestClient, language: str, title: str) -> None:
    page = doubtful.get(f"/tray?lang={language}", headers=MARKETING).text
    for text in (title, "exports every schedule to Excel", "Exporten av scheman till Excel"):
        assert text in page
    assert title in doubtful.get(f"/gaps?lang={language}", headers=MARKETING).text
    assert title not in doubtful.get(f"/gaps?lang={language}", headers=SALES).text


def test_one_click_on_the_page_decides(doubtful: TestClient) -> None:
    doubt = waiting(doubtful)["id"]
    wrong = doubtful.post(f"/tray/{doubt}", data={"gap": "perhaps"}, headers=MARKETING)
    assert wrong.status_code == 400
    answer = doubtful.post(f"/tray/{doubt}", data={"gap": "yes"}, headers=MARKETING, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/tray")
    assert len(doubtful.get("/api/gaps", headers=MARKETING).json()) == 1


def test_sales_neither_see_nor_decide(doubtful: TestClient) -> None:
    doubt = waiting(doubtful)["id"]
    for method, path in (
        ("GET", "/api/tray"),
        ("GET", "/tray"),
        ("POST", f"/api/tray/{doubt}"),
        ("POST", f"/tray/{doubt}"),
    ):
        assert doubtful.request(method, path, headers=SALES).status_code == 403


def test_what_does_not_exist_or_says_nothing_is_refused(doubtful: TestClient) -> None:
    assert doubtful.post("/api/tray/0000", json={"gap": True}, headers=MARKETING).status_code == 404
    assert doubtful.post(f"/api/tray/{waiting(doubtful)['id']}", json={}, headers=MARKETING).status_code == 400
