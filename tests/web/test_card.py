"""The card as a seller meets it: asked for, read, opened and refused, in a real browser."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from app.domain.people import Role
from tests.web.conftest import TOKENS, Office


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


def test_a_card_speaks_the_language_of_its_question_whatever_the_page_speaks(page: Page) -> None:
    ask(page, "Vad kostar Kairos Team per användare och månad?")
    expect(page.locator("#card")).to_have_attribute("lang", "sv")
    expect(page.get_by_role("heading", name="Säg så här")).to_be_visible()


def test_a_swedish_card_tells_places_in_swedish(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=Vad+kostar+Kairos+Team+per+månad%3F")
    page.wait_for_selector(".colophon")
    page.locator("button.cite.official").first.click()
    place = page.get_by_role("dialog").locator("#source-place").inner_text()
    assert re.search(r"\brad \d+|\bstycke \d+", place), place
    assert not re.search(r"\b(?:lines?|paragraph) \d+", place)
