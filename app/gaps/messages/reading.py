"""The message map as the current official documents set it."""

from collections.abc import Iterable
from datetime import date

from app.domain.evidence import Origin, StoredDocument
from app.domain.message_map import MessageMap, Pillar, Preferred, Retired
from app.gaps.messages.lines import written
from app.gaps.messages.pillars import pillars_of, slogans_of
from app.gaps.messages.words import preferred_of, retired_of


def message_map(documents: Iterable[StoredDocument], today: date) -> MessageMap:
    """Read what the official documents in force on `today` want said; an empty map where none says so."""
    pillars: list[Pillar] = []
    retired: list[Retired] = []
    preferred: list[Preferred] = []
    slogans: list[Pillar] = []
    for stored in sorted(documents, key=lambda s: s.id):
        if stored.document.origin is not Origin.OFFICIAL or not stored.current(today):
            continue
        about = stored.document.about
        since = about.valid_from or about.date
        lines = list(written(stored))
        pillars += pillars_of(lines, stored, since)
        retired += retired_of(lines, stored, since)
        preferred += preferred_of(lines, stored)
        slogans += slogans_of(lines, since)
    taken = {p.line for p in pillars} | {r.line for r in retired} | {p.line for p in preferred}
    slogans = [one for one in slogans if one.line not in taken]
    distinct = {(tuple(w.casefold() for w in r.words), r.segments): r for r in reversed(retired)}
    return MessageMap(_once(pillars), tuple(reversed(distinct.values())), tuple(preferred), tuple(slogans))


def _once(pillars: Iterable[Pillar]) -> tuple[Pillar, ...]:
    """A deck's slide that repeats a pillar of the map, under this name or another, is not one more."""
    kept: list[Pillar] = []
    known: set[str] = set()
    for pillar in sorted(pillars, key=lambda p: -len(p.details) - len(" ".join(p.aliases))):
        names = {name.casefold() for name in (pillar.text, *pillar.aliases)}
        if not names & known:
            kept.append(pillar)
        known |= names
    return tuple(sorted(kept, key=lambda p: (p.line.document_id, p.line.start)))
