"""Every error says what happened and what to do, and nothing of the inside."""

from typing import Any

import pytest
from litestar.testing import TestClient
from sqlalchemy import text

from app.domain.errors import SamsynError
from app.domain.people import Role
from app.report.words import words
from app.store.vectors import IndexBroken
from app.web.problems import MEDIA_TYPE, problem_of
from tests.web.company import HOSTILE
from tests.web.conftest import Office, key


def problem(answer: Any) -> dict[str, Any]:
    """The body, checked for its form."""
    assert answer.headers["content-type"] == MEDIA_TYPE
    body: dict[str, Any] = answer.json()
    assert body.keys() == {"type", "title", "status", "detail", "next_step", "code"}
    assert body["status"] == answer.status_code
    assert body["type"] == f"urn:samsyn:problem:{body['code']}"
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize(
    ("method", "path", "sent", "status", "code"),
    [
        ("GET", "/api/gaps/nothing", {}, 404, "not-found"),
        ("GET", "/api/nowhere", {}, 404, "not-found"),
        ("GET", "/api/pitch", {}, 405, "method-not-allowed"),
        ("GET", "/api/gaps?kind=nonsense", {}, 400, "invalid-input"),
        ("GET", "/api/reports/last-week", {}, 400, "bad-input"),
        ("GET", "/api/reports/2026-W60", {}, 400, "bad-input"),
        ("GET", "/api/reports/2027-W40", {}, 404, "not-found"),
        ("GET", "/api/reports/2026-W47?format=docx", {}, 400, "invalid-input"),
        ("GET", "/api/documents?limit=0", {}, 400, "invalid-input"),
        ("POST", "/api/pitch", {"json": {}}, 400, "invalid-input"),
        ("POST", "/api/pitch", {"json": {"question": "What?", "role": "admin"}}, 400, "invalid-input"),
        ("POST", "/api/pitch", {"json": {"question": 7}}, 400, "invalid-input"),
        (
            "POST",
            "/api/pitch",
            {"content": b"{", "headers": {"content-type": "application/json"}},
            400,
            "invalid-input",
        ),
        ("POST", "/api/pitch", {"json": {"question": "  "}}, 400, "bad-question"),
        ("POST", "/api/pitch", {"json": {"question": "x" * 10_000}}, 400, "bad-question"),
        ("POST", "/api/pitch/stream", {"json": {"question": ""}}, 400, "bad-question"),
        ("POST", "/api/pitch", {"json": {"question": "x" * 100_000}}, 413, "too-large"),
        ("POST", "/api/documents", {"data": {"origin": "field"}}, 400, None),
        (
            "POST",
            "/api/documents",
            {"files": {"files": ("a.txt", b"x")}, "data": {"origin": "moon"}},
            400,
            "invalid-input",
        ),
    ],
)
def test_every_refusal_is_a_problem(
    client: TestClient, method: str, path: str, sent: dict[str, Any], status: int, code: str | None
) -> None:
    headers = {**key(Role.ADMIN), **sent.pop("headers", {})} if "headers" in sent else key(Role.ADMIN)
    body = problem(client.request(method, path, headers=headers, **sent))
    assert body["status"] == status
    assert code in {None, body["code"]}


def test_an_empty_library_says_what_to_do(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        for path in ("/api/pitch", "/api/pitch/stream"):
            body = problem(client.post(path, json={"question": "What does it cost?"}, headers=key(Role.SALES)))
            assert (body["status"], body["code"]) == (409, "nothing-ingested")
            assert "samsyn demo" in body["next_step"]


def test_what_we_did_not_foresee_gives_only_a_number_which_stands_in_the_log(
    own_office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    with TestClient(own_office.app(), raise_server_exceptions=False) as client:
        with own_office.database.writing() as session:
            session.execute(text("DROP TABLE documents"))
        answer = client.get("/api/documents", headers=key(Role.ADMIN))
        body = problem(answer)
        assert (body["status"], body["code"]) == (500, "unexpected")
        for inside in ("sqlite", "Traceback", "no such table", "documents.py", "OperationalError"):
            assert inside.casefold() not in answer.text.casefold()
        assert caplog.messages[0].removeprefix("unexpected ") in body["detail"]
        assert "no such table" in caplog.text
        page = client.get("/sources", headers={**key(Role.ADMIN), "Accept": "text/html"})
        assert page.status_code == 500
        assert "sqlite" not in page.text.casefold()


def every_code() -> set[str]:
    waiting, codes = [SamsynError], set()
    while waiting:
        kind = waiting.pop()
        codes.add(kind.code)
        waiting += kind.__subclasses__()
    return codes


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_kind_of_error_has_words_in_both_languages(language: str) -> None:
    catalogue = words(language, "app.web").texts["problem"]
    assert every_code() <= catalogue.keys()
    if language == "sv":  # of an unreadable file the reason matters more than its language
        assert {code for code, texts in catalogue.items() if "detail" not in texts} == {"unreadable"}


def test_a_fault_of_the_store_keeps_its_inside_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    body = problem_of(IndexBroken("Failed to apply logs to the hnsw segment writer in /srv/data"), "en")
    assert body["status"] == 500
    assert "samsyn reindex" in body["next_step"]
    assert "hnsw" not in str(body)
    assert "hnsw" in caplog.text


def test_problems_speak_swedish_to_those_who_prefer_it(client: TestClient) -> None:
    headers = {**key(Role.ADMIN), "Accept-Language": "sv"}
    body = problem(client.post("/api/pitch", json={"question": ""}, headers=headers))
    assert (body["title"], body["next_step"]) == ("Den frågan går inte att ställa", "Skriv en eller två meningar.")


def test_a_person_gets_the_same_words_as_a_page(client: TestClient) -> None:
    headers = {**key(Role.ADMIN), "Accept": "text/html"}
    for path, status in (("/gaps/nothing", 404), ("/report/nonsense", 400), ("/gaps?kind=x", 400), ("/nowhere", 404)):
        answer = client.get(path, headers=headers)
        assert answer.status_code == status
        assert answer.headers["content-type"].startswith("text/html")
        assert 'role="alert"' in answer.text


@pytest.mark.parametrize("path", ["/", "/gaps", "/report/2026-W47", "/sources", "/nowhere", "/gaps/nothing", "/health",
                                  "/api/gaps", "/static/nothing", "/schema"])  # fmt: skip
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={**key(Role.ADMIN), "Accept": "text/html"}).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src", 1)[1].split(";", 1)[0]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_the_report_file_may_use_its_own_style_and_nothing_else(client: TestClient) -> None:
    answer = client.get("/api/reports/2026-W47?format=html", headers=key(Role.ADMIN))
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "style-src 'sha256-" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/gaps", "/report/2026-W47", "/sources"])
def test_untrusted_text_is_escaped_on_every_page(client: TestClient, path: str) -> None:
    page = client.get(path, headers={**key(Role.ADMIN), "Accept": "text/html"}).text
    assert HOSTILE.split()[0] not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page
