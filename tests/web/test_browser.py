"""The pages as a person meets them: in a real browser, on a desk and on a phone."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from app.domain.people import Role
from app.gaps.life import reconcile
from app.store.ledger import Stamp
from tests.gaps import made
from tests.web import company
from tests.web.conftest import TODAY, TOKENS, Office, served

CHROMIUM = Path("/usr/bin/chromium")
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


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is needed: apt-get install --no-install-recommends chromium")
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install --no-install-recommends chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="en-GB", viewport={"width": 1100, "height": 800})
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """Signed in as marketing. Anything the browser complains of fails the test: broken script, blocked style."""
    opened, complaints = context.new_page(), []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
    opened.goto(f"{address}/?token={TOKENS[Role.MARKETING]}")
    yield opened
    # A refusal's status line is noted by the browser on its own account.
    assert [c for c in complaints if "Failed to load resource" not in c] == []


def ask(page: Page, question: str) -> None:
    page.get_by_label("What do you want to say, and to whom?").fill(question)
    page.keyboard.press("Enter")
    page.wait_for_selector(".colophon")


def test_a_question_gives_a_card_whose_numbers_open_the_exact_quote(page: Page, office: Office) -> None:
    ask(page, "What does Kairos Team cost per user and month?")
    assert "q=What+does" in page.url
    number = page.locator("button.cite.official").first
    expect(number).to_have_accessible_name(re.compile(r"Source \d+: show the exact quote \(Official\)"))
    number.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    quote = dialog.locator("blockquote").inner_text()
    source = dialog.locator("#source-place").inner_text()
    assert any(quote in d.document.text for d in office.library.documents() if d.document.path in source)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(number).to_be_focused()


@pytest.mark.parametrize("origin", ["official", "field"])
def test_a_quote_opens_the_document_where_it_stands(page: Page, origin: str) -> None:
    ask(page, "What does Kairos Team cost per user and month?")
    page.locator(f"button.cite.{origin}").first.click()
    dialog = page.get_by_role("dialog")
    quote = dialog.locator("blockquote").inner_text()
    dialog.get_by_role("link", name="Open the document").click()
    page.wait_for_url(re.compile(r"/sources/\w+#p-\w+"))
    passage = page.locator(f"#{page.url.partition('#')[2]}")
    expect(passage).to_contain_text(quote)
    expect(passage).to_be_in_viewport()


def test_a_seller_opens_our_documents_and_no_colleagues_note(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    page.goto(f"{address}/?token={TOKENS[Role.SALES]}")
    page.goto(f"{address}/?q=Vad+kostar+Kairos+Team+per+anv%C3%A4ndare+och+m%C3%A5nad%3F")
    page.wait_for_selector(".colophon")
    page.locator("button.cite.official").first.click()
    link = page.get_by_role("dialog").get_by_role("link", name="Öppna dokumentet")
    expect(link).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("button.cite.field").first.click()
    expect(page.locator("#source-quote")).to_be_visible()
    expect(link).to_have_count(0)
    page.keyboard.press("Escape")
    page.locator("button.cite.official").first.click()
    link.click()
    page.wait_for_url(re.compile(r"/sources/\w+#p-\w+"))
    context.close()


def test_conflicts_stand_before_what_to_say(page: Page) -> None:
    ask(page, "What does Kairos Team cost per user and month?")
    sections = page.locator(".card > [data-section]").evaluate_all("all => all.map(s => s.dataset.section)")
    assert sections.index("conflicts") < sections.index("say_this")
    expect(page.get_by_role("heading", name="Conflicts: read before you speak")).to_be_visible()


def test_official_and_field_differ_in_words_and_in_form_not_only_in_colour(page: Page, address: str) -> None:
    ask(page, "What does Kairos Team cost per user and month?")
    forms = {
        origin: page.locator(f"button.cite.{origin}").first.evaluate(
            "e => [getComputedStyle(e).borderStyle, getComputedStyle(e).borderRadius]"
        )
        for origin in ("official", "field")
    }
    assert forms["official"] != forms["field"]
    expect(page.locator("button.cite.field").first).to_have_accessible_name(re.compile(r"\(From the field\)"))
    page.goto(f"{address}/gaps?kind=value_mismatch")
    page.locator(".gap a").first.click()
    expect(page.get_by_role("heading", name="Our material says", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="The field says", exact=True)).to_be_visible()
    official, field = (
        page.locator(".quote.official").first.bounding_box(),
        page.locator(".quote.field").first.bounding_box(),
    )
    assert official
    assert field
    assert official["y"] == field["y"]
    assert official["x"] < field["x"]


def test_a_note_that_attacks_is_text_and_nothing_more(page: Page, address: str, office: Office) -> None:
    for path in ("/gaps", "/sources", "/report/2026-W47", *(f"/gaps/{g.id}" for g in office.ledger.gaps())):
        page.goto(f"{address}{path}")
        inert(page)
    page.goto(address)
    ask(page, "What does Kairos Team cost per user and month?")
    page.locator("summary", has_text="Sources").click()
    for number in page.locator("button.cite").all():
        number.click()
        inert(page)
        page.keyboard.press("Escape")
    page.goto(f"{address}/sources?q=dora")
    expect(page.locator(".shelf")).to_contain_text("<script>document.title='owned'</script>")


def inert(page: Page) -> None:
    page.wait_for_timeout(50)
    assert page.title() != "owned"
    assert page.locator("a[href^='javascript'], main img, main script:not([type='application/json'])").count() == 0


def test_a_refusal_is_a_sentence_with_a_next_step(page: Page, address: str) -> None:
    page.goto(f"{address}/?q={'x' * 2500}")
    alert = page.get_by_role("alert").locator(".problem")
    expect(alert).to_contain_text("This question cannot be asked")
    assert "{" not in alert.inner_text()
    expect(page.locator("#card")).to_be_hidden()


def test_an_empty_question_is_not_sent(page: Page) -> None:
    page.get_by_label("What do you want to say, and to whom?").fill("   ")
    page.get_by_role("button", name="Get the card").click()
    expect(page.get_by_role("alert")).to_contain_text("Write a question first.")


def test_an_answer_cut_off_is_not_shown_as_one(page: Page) -> None:
    line = 'event: line\ndata: {"section": "say_this", "text": "half an answer", "citations": []}\n\n'
    page.route("**/api/pitch/stream", lambda r: r.fulfill(body=line, content_type="text/event-stream"))
    page.get_by_label("What do you want to say, and to whom?").fill("What does it cost?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The answer was cut off before it was complete")
    expect(page.get_by_text("half an answer")).to_be_hidden()


def test_a_server_that_is_gone_is_said_so(page: Page) -> None:
    page.route("**/api/pitch/stream", lambda route: route.abort())
    page.get_by_label("What do you want to say, and to whom?").fill("What does it cost?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")


def test_back_returns_to_the_question_before(page: Page) -> None:
    ask(page, "What does Kairos Team cost per user and month?")
    ask(page, "How long is the trial?")
    page.go_back()
    expect(page.get_by_label("What do you want to say, and to whom?")).to_have_value(
        "What does Kairos Team cost per user and month?"
    )
    expect(page.locator(".card")).to_contain_text("490")


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


def test_a_card_speaks_the_language_of_its_question_whatever_the_page_speaks(page: Page) -> None:
    ask(page, "Vad kostar Kairos Team per användare och månad?")
    expect(page.locator("#card")).to_have_attribute("lang", "sv")
    expect(page.get_by_role("heading", name="Säg så här")).to_be_visible()


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


def test_a_swedish_card_tells_places_in_swedish(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=Vad+kostar+Kairos+Team+per+månad%3F")
    page.wait_for_selector(".colophon")
    page.locator("button.cite.official").first.click()
    place = page.get_by_role("dialog").locator("#source-place").inner_text()
    assert re.search(r"\brad \d+|\bstycke \d+", place), place
    assert not re.search(r"\b(?:lines?|paragraph) \d+", place)
