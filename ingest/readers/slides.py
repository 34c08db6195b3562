"""PowerPoint: every slide that is shown, its own text first, then what its speaker says and what colleagues remark."""

from collections.abc import Sequence
from dataclasses import replace

from pptx import Presentation
from pptx.slide import Slide

from app.domain.errors import TooLarge, Unreadable
from ingest.office import remarks, shapes
from ingest.office.package import opened
from ingest.reading import Raw, Reading, Refusal
from ingest.stated.about import whole
from ingest.stated.writer import Writer

SUFFIXES = frozenset({".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm"})


def read(raw: Raw) -> Reading:
    """Return the deck as one document whose places are its slides.

    A hidden slide is passed over, and said to be: who hides one has taken it out of what is shown, so that nothing on
    it may be cited as what the company says.
    """
    writer, hidden = Writer(), []
    with opened(raw) as package:
        deck = Presentation(package.file)
        if len(deck.slides) > raw.limits.pages:
            raise TooLarge(
                f"{raw.name} has {len(deck.slides):,} slides, the limit is {raw.limits.pages:,}",
                "Split it, or raise SAMSYN_MAX_PAGES",
            )
        size = (deck.slide_width or 0, deck.slide_height or 0)
        names = remarks.authors(deck)
        for number, slide in enumerate(deck.slides, start=1):
            if slide.element.get("show") in {"0", "false"}:
                hidden.append(Refusal(f"{raw.path}, slide {number}", "hidden in the deck"))
                continue
            title, rest = shapes.title_of(slide, shapes.visible(slide, *size), size[1])
            writer.begin(f"slide {number}", title)
            shapes.write(rest, slide, writer)
            _aside(writer, title, "speaker notes", _notes(slide))
            _aside(writer, title, "comments", list(remarks.on(slide, names)))
    if hidden and not writer.text:
        raise Unreadable(f"All slides of {raw.name} with text on them are hidden", "Show those that are in use")
    reading = whole(
        raw, {}, writer.text, writer.headings, first_line=0, places=writer.places, properties=package.properties
    )
    return replace(reading, skipped=tuple(hidden))


def _notes(slide: Slide) -> list[str]:
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return [paragraph.text for paragraph in frame.paragraphs] if frame else []


def _aside(writer: Writer, title: str, what: str, texts: Sequence[str]) -> None:
    """Write what is not on the slide itself under a heading that says so, beside the slide's and not below it.

    Below it, the slide's own title would count as a chapter's and never be cited as the message it is.
    """
    if any(text.strip() for text in texts):
        writer.heading(f"{title} – {what}" if title else what.capitalize(), 1)
        for text in texts:
            writer.paragraph(text)
