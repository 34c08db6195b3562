"""Signing a browser in, and keeping other sites from acting through it."""

from collections.abc import Iterator

import pytest
from litestar.testing import TestClient

from app.domain.people import Role
from tests.web.conftest import TOKENS, Office

PAGE = {"Accept": "text/html"}
HERE = "http://testserver.local"


@pytest.fixture
def browser(office: Office) -> Iterator[TestClient]:
    """Signed in as marketing by the link."""
    with TestClient(office.app(), base_url=HERE) as opened:
        opened.get(f"/?token={TOKENS[Role.MARKETING]}", headers=PAGE)
        yield opened


def test_the_link_signs_in_and_leaves_no_key_in_the_address(client: TestClient) -> None:
    answer = client.get(f"/?token={TOKENS[Role.MARKETING]}", headers=PAGE, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.casefold()
    assert TOKENS[Role.MARKETING] not in cookie
    assert client.get("/api/gaps").status_code == 200


def test_a_wrong_link_shows_the_form_and_says_so(client: TestClient) -> None:
    answer = client.get("/?token=wrong", headers=PAGE)
    assert answer.status_code == 401
    assert "That key is not known here." in answer.text
    assert "wrong" not in answer.text.split("<main", 1)[1]
    assert "set-cookie" not in answer.headers


def test_a_page_without_a_key_is_a_form_to_sign_in(client: TestClient) -> None:
    for path in ("/", "/gaps", "/report/2026-W47", "/sources"):
        answer = client.get(path, headers=PAGE)
        assert answer.status_code == 401
        assert 'action="/sign-in"' in answer.text


def test_the_form_signs_in_from_here_only(client: TestClient) -> None:
    form = {"token": TOKENS[Role.SALES]}
    elsewhere = client.post("/sign-in", data=form, headers={"Origin": "https://evil.example"}, follow_redirects=False)
    assert elsewhere.status_code == 403
    assert "set-cookie" not in elsewhere.headers
    here = client.post("/sign-in", data=form, headers={"Origin": HERE}, follow_redirects=False)
    assert (here.status_code, here.headers["location"]) == (303, "/")
    wrong = client.post("/sign-in", data={"token": "no"}, headers={"Origin": HERE}, follow_redirects=False)
    assert "set-cookie" not in wrong.headers


def test_signing_out_forgets_the_browser(browser: TestClient) -> None:
    assert browser.get("/api/gaps").status_code == 200
    browser.post("/sign-out", headers={"Origin": HERE})
    assert browser.get("/api/gaps").status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.local.evil.example"},
        {"Origin": "http://testserver.local:8080"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
)
def test_another_site_cannot_act_through_the_cookie(browser: TestClient, headers: dict[str, str]) -> None:
    for path, body in (
        ("/api/documents", {"files": {"files": ("x.txt", b"hello there you")}, "data": {"origin": "field"}}),
        ("/sources", {"files": {"files": ("x.txt", b"hello there you")}, "data": {"origin": "field"}}),
        ("/api/pitch", {"json": {"question": "What?"}}),
        ("/sign-out", {}),
    ):
        answer = browser.post(path, headers=headers, **body)
        assert (answer.status_code, answer.json()["code"]) == (403, "cross-site")


def test_a_page_of_ours_may_act_through_the_cookie(browser: TestClient) -> None:
    for headers in ({"Origin": HERE}, {"Sec-Fetch-Site": "same-origin"}):
        answer = browser.post("/api/pitch", json={"question": "What does Kairos cost?"}, headers=headers)
        assert answer.status_code == 200


def test_two_servers_on_one_machine_do_not_overwrite_each_others_cookie(office: Office) -> None:
    names = []
    for port in (8765, 8766):
        with TestClient(office.app(), base_url=f"http://127.0.0.1:{port}") as client:
            answer = client.get(f"/?token={TOKENS[Role.SALES]}", headers=PAGE, follow_redirects=False)
            names.append(answer.headers["set-cookie"].split("=")[0])
    assert len(set(names)) == 2


def test_over_https_the_cookie_travels_only_there(office: Office) -> None:
    with TestClient(office.app(), base_url="https://samsyn.example") as client:
        answer = client.get(f"/?token={TOKENS[Role.SALES]}", headers=PAGE, follow_redirects=False)
        assert "Secure" in answer.headers["set-cookie"]
