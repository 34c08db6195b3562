"""Who may come where: every route, every role, and nobody."""

from collections.abc import Iterator

import pytest
from litestar.routes import ASGIRoute
from litestar.testing import TestClient

from app.domain.people import Role
from app.gaps.desk import ORDERS
from tests.web.conftest import Office, key

SOMETHING = {
    "gap_id": "0000",
    "week": "2026-W47",
    "document_id": "0000",
    "doubt_id": "0000",
    "claim_id": "0000",
    "number": "1",
    "move": "acknowledge",
}
CURATORS_ONLY = {
    ("GET", "/tray"),
    ("POST", "/tray/0000"),
    ("GET", "/api/tray"),
    ("POST", "/api/tray/0000"),
    ("PATCH", "/api/documents/0000"),
    ("DELETE", "/api/documents/0000"),
    ("POST", "/sources/0000"),
    ("POST", "/sources/0000/delete"),
}
CURATORS_ONLY |= {("POST", "/api/claims"), ("PATCH", "/api/claims/0000"), ("PUT", "/api/messages")}
CURATORS_ONLY |= {("GET", "/api/promises"), ("POST", "/gaps/0000/acknowledge")}
CURATORS_ONLY |= {("POST", f"/api/gaps/0000/{move}") for move in ORDERS}
PUBLIC = {("GET", "/health"), ("POST", "/sign-in"), ("POST", "/sign-out")}


def routes(office: Office) -> Iterator[tuple[str, str]]:
    """Every method and path of the app but the static files, with something in place of parameters."""
    for route in office.app().routes:
        if isinstance(route, ASGIRoute):
            assert route.path == "/mcp"  # see tests/assistants
            continue
        path = route.path_format if hasattr(route, "path_format") else route.path
        for method in sorted(set(route.methods) - {"OPTIONS", "HEAD"}):
            if not path.startswith("/static/"):
                for name, value in SOMETHING.items():
                    path = path.replace(f"{{{name}}}", value)
                yield method, path


def test_without_a_key_every_route_but_the_public_ones_is_closed(office: Office, client: TestClient) -> None:
    closed = set()
    for method, path in routes(office):
        answer = client.request(method, path, follow_redirects=False)
        if answer.status_code == 401:
            closed.add((method, path))
            body = answer.json()
            assert body.get("code") == "not-signed-in" or body["error"]["code"] == "invalid_api_key"
            assert answer.headers["www-authenticate"] == "Bearer"
    assert {(m, p) for m, p in routes(office)} - closed == PUBLIC
    assert len(closed) >= 15


@pytest.mark.parametrize("role", list(Role))
def test_every_role_comes_through_every_guard(office: Office, client: TestClient, role: Role) -> None:
    for method, path in routes(office):
        answer = client.request(method, path, headers=key(role), follow_redirects=False)
        refused_by_origin = (method, path) == ("POST", "/sign-in")  # a form of a page, which this is not
        if role is Role.SALES and (method, path) in CURATORS_ONLY:
            assert answer.status_code == 403, (method, path)
            continue
        assert answer.status_code not in ({401} if refused_by_origin else {401, 403, 405, 500}), (method, path)


def test_a_wrong_key_is_no_key(client: TestClient) -> None:
    for header in ("Bearer wrong", "Bearer ", "Basic " + "x" * 40, "sales-key-" + "x" * 24):
        assert client.get("/api/gaps", headers={"Authorization": header}).status_code == 401


def test_sales_may_add_notes_but_no_official_material(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        for origin, status in (("field", 200), ("official", 403)):
            answer = client.post(
                "/api/documents",
                files=[("files", ("note.txt", b"They liked it very much.", "text/plain"))],
                data={"origin": origin},
                headers=key(Role.SALES),
            )
            assert answer.status_code == status
        assert client.get("/api/documents", headers=key(Role.SALES)).json()["total"] == 1


def test_promises_are_for_marketing_and_admin_only(client: TestClient) -> None:
    def kinds(role: Role) -> set[str]:
        return {g["kind"] for g in client.get("/api/gaps", headers=key(role)).json()}

    promise = next(
        g for g in client.get("/api/gaps", headers=key(Role.ADMIN)).json() if g["kind"] == "unsupported_promise"
    )
    assert "unsupported_promise" in kinds(Role.MARKETING)
    assert "unsupported_promise" not in kinds(Role.SALES)
    for path in (f"/api/gaps/{promise['id']}", f"/gaps/{promise['id']}"):
        assert client.get(path, headers=key(Role.MARKETING)).status_code == 200
        assert client.get(path, headers=key(Role.SALES)).status_code == 404
    for path in ("/api/gaps", "/gaps", "/report/2026-W47", "/api/reports/2026-W47", "/api/reports/2026-W47?format=html",
                 "/api/reports/2026-W47?format=markdown"):  # fmt: skip
        assert "single sign-on" in client.get(path, headers=key(Role.MARKETING)).text
        assert "single sign-on" not in client.get(path, headers=key(Role.SALES)).text


def test_sales_is_told_of_no_promise_gap_in_a_pitch(talking_office: Office) -> None:
    question = {"question": "Do we have single sign-on in Kairos?"}
    with TestClient(talking_office.app()) as client:
        card = client.post("/api/pitch", json=question, headers=key(Role.SALES)).json()
    assert all(gap["kind"] != "unsupported_promise" for gap in card["gaps"])


def test_sales_read_official_documents_and_no_whole_notes(own_office: Office) -> None:
    """A whole note can hold a colleague's promise."""
    with TestClient(own_office.app()) as client:
        for origin in ("field", "official"):
            client.post(
                "/api/documents",
                files=[("files", (f"{origin}.txt", b"I promised them SSO in March, they were glad.", "text/plain"))],
                data={"origin": origin},
                headers=key(Role.MARKETING),
            ).raise_for_status()
        listed = client.get("/api/documents", headers=key(Role.SALES)).json()["documents"]
        ids = {one["origin"]: one["id"] for one in listed}
        for path in ("/api/documents/{}", "/sources/{}"):
            assert client.get(path.format(ids["official"]), headers=key(Role.SALES)).status_code == 200
            assert client.get(path.format(ids["field"]), headers=key(Role.SALES)).status_code == 404
            assert client.get(path.format(ids["field"]), headers=key(Role.MARKETING)).status_code == 200
        assert f'href="/sources/{ids["field"]}"' not in client.get("/sources", headers=key(Role.SALES)).text
        jobs = client.get("/api/jobs", headers=key(Role.SALES)).json()
        assert jobs == []  # they were marketing's
        assert client.get("/api/jobs/1", headers=key(Role.SALES)).status_code == 404
