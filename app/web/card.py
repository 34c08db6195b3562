"""A pitch card as text: its sections in the order they are read, its sources, and both as Markdown."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.domain.pitch import Section
from app.pitch.phrases import label, say
from app.report.markdown import escape
from app.report.words import words

_FRAME = frozenset({Section.UNDERSTOOD, Section.STANDING})
"""One line each, which needs no heading."""


def sections(card: Mapping[str, Any]) -> Iterator[tuple[Section, list[Mapping[str, Any]]]]:
    """Yield each section of a card (the JSON contract's shape) with its lines, in the order the card was written in.

    That order is part of the answer: what is not known before all, conflicts before advice.
    """
    for name in dict.fromkeys(line["section"] for line in card["lines"]):
        yield Section(name), [line for line in card["lines"] if line["section"] == name]


def where(source: Mapping[str, Any], language: str) -> str:
    """Say what a source of a card is and where its quote stands: origin, title, place, account, day."""
    texts = words(language)
    day = texts.day(date.fromisoformat(source["date"])) if source["date"] else None
    place = texts.place(source["place"]) if source["place"] else None
    origin = say(f"label.{source['origin']}", language)
    parts = (origin, source["title"] or source["document"], place, source["account"], day)
    return " · ".join(part for part in parts if part)


def markdown(card: Mapping[str, Any]) -> str:
    """Return the whole card. Text from sources is escaped: it can form no markup, so no link and no picture."""
    return "".join(pieces(card))


def pieces(card: Mapping[str, Any]) -> Iterator[str]:
    """Yield the Markdown a paragraph or a list at a time; together they are what `markdown` returns."""
    for n, block in enumerate(_blocks(card)):
        yield f"\n\n{block}" if n else block


def _blocks(card: Mapping[str, Any]) -> Iterator[str]:
    language = card["language"]
    if card["notice"]:
        yield f"*{escape(card['notice'])}*"
    for section, lines in sections(card):
        if section in _FRAME:
            yield "\n\n".join(_line(line) for line in lines)
            continue
        yield f"### {label(section, language)}"
        yield "\n".join(f"- {_line(line)}" for line in lines)
    if card["citations"]:
        yield f"### {say('label.sources', language)}"
        yield "\n".join(
            f"- **[{source['n']}]** {escape(where(source, language))}: “{escape(source['quote'])}”"
            for source in card["citations"]
        )


def _line(line: Mapping[str, Any]) -> str:
    numbers = " ".join(f"[{n}]" for n in line["citations"])
    return f"{escape(line['text'])} {numbers}".rstrip()
