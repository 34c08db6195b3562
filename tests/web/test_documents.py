"""Documents over the API: handed in as jobs, shown as they were read, put right, deleted."""

from litestar.testing import TestClient

from app.domain.evidence import Origin
from app.domain.people import Role
from app.store.jobs import JobBook, Upload
from ingest.jobs import Foreman
from tests.web.conftest import TODAY, Office, key

ADMIN = key(Role.ADMIN)


def hand_in(client: TestClient, name: str, text: str, origin: str = "official", **query: str) -> object:
    answer = client.post(
        "/api/documents",
        files=[("files", (name, text.encode(), "text/plain"))],
        data={"origin": origin},
        params=query,
        headers=ADMIN,
    )
    assert answer.status_code == (202 if query else 200), answer.text
    return answer.json()


def only(client: TestClient) -> str:
    (one,) = client.get("/api/documents", headers=ADMIN).json()["documents"]
    return str(one["id"])


def test_who_does_not_wait_gets_a_job_to_follow(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        job = hand_in(client, "terms.txt", "The notice period is three months.", wait="false")
        assert isinstance(job, dict)
        assert (job["state"] in {"accepted", "running", "done"}, job["who"]) == (True, "admin")
        while (now := client.get(f"/api/jobs/{job['id']}", headers=ADMIN).json())["state"] not in {"done", "failed"}:
            pass
        assert now["outcome"]["documents"]["added"] == 1
        assert [one["id"] for one in client.get("/api/jobs", headers=ADMIN).json()] == [job["id"]]
        assert client.get("/api/jobs/99", headers=ADMIN).status_code == 404


def test_a_job_accepted_before_a_restart_is_done_after_it(own_office: Office) -> None:
    """The app that accepted it never worked; the next one does, without being asked."""
    foreman = Foreman(JobBook(own_office.database), own_office.pipeline)
    number = foreman.accept_uploads([Upload("a.txt", Origin.FIELD, b"They want single sign-on.")], TODAY, "sales")
    with TestClient(own_office.app()) as client:
        while not client.get(f"/api/jobs/{number}", headers=ADMIN).json()["ended"]:
            pass
        assert client.get("/api/documents", headers=ADMIN).json()["total"] == 1


def test_a_document_is_shown_as_it_was_read_and_stays_as_it_was_put_right(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "terms.md", "# Terms\n\nThe notice period is three months for all plans.")
        one = only(client)
        shown = client.get(f"/api/documents/{one}", headers=ADMIN).json()
        passage = shown["passages"][0]
        assert shown["text"][passage["start"] : passage["end"]] == "The notice period is three months for all plans."
        assert passage["place"] == "Terms, line 3"
        put = client.patch(f"/api/documents/{one}", json={"market": "Sverige", "valid_until": "2026-12"}, headers=ADMIN)
        assert put.json()["about"]["valid_until"] == "2026-12-31"
        assert put.json()["corrections"] == {"market": "Sverige", "valid_until": "2026-12-31"}
        hand_in(client, "terms.md", "# Terms\n\nThe notice period is two months for all plans.")
        again = client.get(f"/api/documents/{one}", headers=ADMIN).json()
        assert again["about"]["market"] == "Sverige"
        assert [version["number"] for version in again["versions"]] == [1]
        old = client.get(f"/api/documents/{one}/versions/1", headers=ADMIN).json()
        assert "three months" in old["text"]
        assert client.get(f"/api/documents/{one}/versions/2", headers=ADMIN).status_code == 404


def test_what_cannot_be_a_correction_is_refused_with_the_next_step(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "terms.txt", "The notice period is three months.")
        answer = client.patch(f"/api/documents/{only(client)}", json={"date": "someday"}, headers=ADMIN)
        assert (answer.status_code, answer.json()["next_step"]) == (400, "Write it as 2026-03-09")
        assert client.patch("/api/documents/nothing", json={}, headers=ADMIN).status_code == 404


def test_a_deleted_document_answers_nothing_any_more(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "terms.txt", "The notice period is three months.")
        hand_in(client, "other.txt", "Support answers within four hours.")
        ask = {"question": "How long is the notice period?"}
        before = client.post("/api/pitch", json=ask, headers=ADMIN).json()
        assert "terms.txt" in {citation["document"] for citation in before["citations"]}
        listed = client.get("/api/documents?q=terms", headers=ADMIN).json()["documents"]
        gone = client.delete(f"/api/documents/{listed[0]['id']}?why=old", headers=ADMIN)
        assert gone.status_code == 204
        after = client.post("/api/pitch", json=ask, headers=ADMIN).json()
        assert "terms.txt" not in {citation["document"] for citation in after["citations"]}
        (stone,) = own_office.library.tombstones()
        assert (stone.removal.who, stone.removal.why) == ("admin", "old")


def test_the_pages_put_right_and_delete(own_office: Office) -> None:
    page = {**ADMIN, "Origin": "http://testserver.local"}
    with TestClient(own_office.app()) as client:
        hand_in(client, "möte.txt", "They want single sign-on.", "field")
        one = only(client)
        shown = client.get(f"/sources/{one}", headers=ADMIN).text
        assert "They want single sign-on." in shown
        fields = {"title": "Möte", "account": "Hotell Fjorden"}
        client.post(f"/sources/{one}", data=fields, headers=page).raise_for_status()
        assert own_office.library.document(one).document.about.account == "Hotell Fjorden"
        assert dict(own_office.library.document(one).document.corrections) == {"account": "Hotell Fjorden"}
        client.post(f"/sources/{one}/delete", data={"why": "test"}, headers=page).raise_for_status()
        assert own_office.library.documents() == []
