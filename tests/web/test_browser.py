"""The pages as a person meets them: in a real browser, on a desk and on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.domain.people import Role
from app.gaps.life import reconcile
from app.store.ledger import Stamp
from tests.gaps import made
from tests.web import company
from tests.web.conftest import TODAY, TOKENS, Office, served

PHONE = {"width": 375, "height": 740}
PATHS = [
    "/",
    "/?q=What+does+Kairos+Team+cost%3F",
    "/gaps",
    "/report/2026-W47",
    "/report/2026-W20",
    "/sources",
    "/receipts",
    "/gaps/nothing",
]


def test_the_language_is_the_browsers_until_another_is_chosen(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    page.goto(f"{address}/?token={TOKENS[Role.SALES]}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Fråga före mötet")
    page.goto(f"{address}/gaps?kind=value_mismatch")
    page.get_by_role("link", name="English").click()
    assert "kind=value_mismatch" in page.url
    expect(page.get_by_role("heading", level=1)).to_have_text("Gaps")
    page.goto(f"{address}/report/2026-W47")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gap report, week 47 2026")
    assert page.locator("html").get_attribute("lang") == "en"
    context.close()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_screen(browser: Browser, address: str, path: str, scheme: str) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, locale="sv-SE")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/?token={TOKENS[Role.MARKETING]}")
    page.goto(f"{address}{path}")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    small = page.locator("main button:visible, nav a:visible, select:visible").evaluate_all(
        "all => all.filter(e => !e.classList.contains('cite') && e.getBoundingClientRect().height < 32).length"
    )
    assert small == 0
    context.close()


def test_the_company_has_what_these_tests_look_for(office: Office) -> None:
    assert any(company.HOSTILE.split()[0] in d.document.text for d in office.library.documents())
    assert {g.kind.value for g in office.finder.view(TODAY)} >= {"value_mismatch", "official_inconsistency"}


def test_every_field_has_a_label_and_every_page_one_heading(page: Page, address: str, office: Office) -> None:
    gaps = [f"/gaps/{gap.id}" for gap in office.finder.view(TODAY)]
    for path in ("/", "/gaps", "/report/2026-W47", "/sources", "/receipts", *gaps):
        page.goto(f"{address}{path}")
        assert page.locator("h1").count() == 1
        unnamed = page.locator("input, select, textarea").evaluate_all(
            "all => all.filter(e => !e.labels.length).length"
        )
        assert unnamed == 0


def test_on_a_phone_the_forms_of_a_gap_fit_and_are_big_enough(browser: Browser, address: str, office: Office) -> None:
    context = browser.new_context(viewport=PHONE, locale="sv-SE")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{address}/?token={TOKENS[Role.MARKETING]}")
    for gap in office.finder.view(TODAY):
        page.goto(f"{address}/gaps/{gap.id}")
        page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        small = page.locator("main button:visible, main select:visible").evaluate_all(
            "all => all.filter(e => e.getBoundingClientRect().height < 32).length"
        )
        assert small == 0
    context.close()


def test_a_gap_is_assigned_on_its_page_and_its_history_says_so(browser: Browser, own_office: Office) -> None:
    stamp = Stamp(TODAY, own_office.library.revision())
    own_office.ledger.settle(lambda known: reconcile(known, [made.gap()], TODAY), stamp)
    with served(own_office.app()) as address:
        context = browser.new_context(locale="en-GB")
        page = context.new_page()
        page.goto(f"{address}/?token={TOKENS[Role.MARKETING]}")
        page.goto(f"{address}/gaps/{made.gap().id}")
        page.get_by_label("Owner").fill("Lena Ek")
        page.get_by_role("button", name="Assign").click()
        expect(page.get_by_text("given to Lena Ek")).to_be_visible()
        page.get_by_label("What settled it").fill("one-pager v3")
        page.get_by_role("button", name="Resolve").click()
        expect(page.locator(".history")).to_contain_text("one-pager v3")
        context.close()


def test_the_report_leads_from_week_to_week_and_to_the_gap(page: Page, address: str) -> None:
    page.goto(f"{address}/report")
    assert page.url.endswith("/report/2026-W47")
    expect(page.get_by_text("Two official documents disagree").first).to_be_visible()
    page.get_by_role("link", name="Week before").click()
    assert page.url.endswith("/report/2026-W46")
    page.get_by_role("link", name="Week after").click()
    page.locator(".decision h3 a").first.click()
    assert "/gaps/" in page.url


def test_the_report_file_shows_itself_with_nothing_else(page: Page, address: str, tmp_path: Path) -> None:
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/api/reports/2026-W47?format=html")
    assert [url for url in asked if not url.endswith("favicon.ico")] == [page.url]
    assert page.locator(".decision").first.evaluate("e => getComputedStyle(e).borderRadius") == "8px"
    pdf = tmp_path / "report.pdf"
    page.pdf(path=str(pdf))
    assert pdf.stat().st_size > 10_000


def test_the_page_of_the_api_comes_from_here_alone(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/schema")
    expect(page.locator(".opblock").first).to_be_visible()
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)


def test_documents_are_handed_in_by_form(browser: Browser, own_office: Office, tmp_path: Path) -> None:
    note = tmp_path / "möte.txt"
    note.write_text("They liked the demo very much. We already have Outlook, they said.", "utf-8")
    photo = tmp_path / "photo.md"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)))
    with served(own_office.app()) as address:
        context = browser.new_context(locale="en-GB")
        page = context.new_page()
        page.goto(f"{address}/?token={TOKENS[Role.SALES]}")
        page.get_by_role("link", name="Sources").click()
        assert page.get_by_label("Official material").count() == 0
        page.get_by_label("Files").set_input_files([note, photo])
        page.get_by_role("button", name="Add").click()
        expect(page.get_by_role("status")).to_contain_text("1 added")
        expect(page.get_by_role("status")).to_contain_text("photo.md")
        expect(page.locator(".shelf")).to_contain_text("möte.txt")
        context.close()


def test_a_form_on_another_port_of_this_machine_cannot_act(browser: Browser, own_office: Office) -> None:
    """The browser sends a `SameSite=Strict` cookie between ports of one host: only the Origin tells them apart."""
    with served(own_office.app()) as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/?token={TOKENS[Role.ADMIN]}")
        evil = "http://127.0.0.1:9/"
        form = f"""<form method=post enctype=multipart/form-data action="{address}/sources">
            <input name=origin value=field><textarea name=files></textarea><button>win</button></form>"""
        page.route(evil, lambda route: route.fulfill(body=form, content_type="text/html"))
        page.goto(evil)
        with page.expect_response(f"{address}/sources") as answered:
            page.get_by_role("button", name="win").click()
        assert "samsyn" in (answered.value.request.all_headers().get("cookie") or "")
        assert answered.value.status == 403
        assert own_office.library.counts().documents == 0
        context.close()


def test_signing_out_closes_the_pages(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Key").fill(TOKENS[Role.SALES])
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ask before the meeting")
    assert page.evaluate("document.cookie") == ""
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    context.close()
