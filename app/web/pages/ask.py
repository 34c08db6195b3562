"""The first page: ask, and read the card."""

from typing import Any

from litestar import get
from litestar.params import FromQuery
from litestar.response import Template

from app.domain.evidence import Origin
from app.domain.pitch import Section
from app.pitch.phrases import label
from app.report.words import LANGUAGES, words
from app.store.library import Library
from app.web.given import Given
from app.web.guards import EVERYONE, allow, role_of
from app.web.pages.rendering import page
from app.web.shelf import opens
from app.web.visitor import Visitor


@get("/", sync_to_thread=True, guards=[allow(*EVERYONE)])
def ask(request: Visitor, library: Given[Library], q: FromQuery[str] = "", product: FromQuery[str] = "") -> Template:
    """The form; a question in the address is asked as soon as the page is there."""
    official = library.documents(Origin.OFFICIAL)
    products = sorted({s.document.about.product for s in official if s.document.about.product})
    return page(
        request,
        "ask.html",
        question=q,
        products=products,
        product=product,
        labels=labels(),
        opens=opens(role_of(request)),
    )


def labels() -> dict[str, Any]:
    """What the script writes, in both languages: a card speaks the language of its question, not of the page."""
    return {
        language: {
            **words(language, "app.web").texts["ask"],
            "sections": [[section.value, label(section, language)] for section in Section],
            "kinds": words(language).texts["kind"],
            "places": words(language).texts["places"],
            "statuses": words(language).texts["status"],
        }
        for language in LANGUAGES
    }
