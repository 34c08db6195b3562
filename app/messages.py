"""The message map: what is read in current documents, and what it is with all that marketing has laid down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.evidence import Origin, StoredDocument
from app.domain.message_edits import KeptMessage, Part, laid_over, message_id, words_of
from app.domain.message_map import MessageMap, Pillar, Preferred, Retired
from app.gaps.messages.reading import message_map
from app.store.library import Library

Entry = Pillar | Retired | Preferred


@dataclass(frozen=True, slots=True)
class Shown:
    """The map as it is `read`, and as it is `now`; `kept` is what is laid down, by entry.

    `documents` are the current official ones, by id.
    """

    read: MessageMap
    now: MessageMap
    kept: Mapping[str, KeptMessage]
    documents: Mapping[str, StoredDocument]

    def lost(self) -> tuple[KeptMessage, ...]:
        """What is laid down about entries that no current document has any more."""
        known = {one for part in Part for one in by_id(self.read, part)}
        return tuple(kept for one, kept in self.kept.items() if not kept.document_id and one not in known)


@dataclass(frozen=True, slots=True)
class Messages:
    """Reads the map."""

    library: Library

    def shown(self, today: date) -> Shown:
        """Return the map as on `today`."""
        documents = {s.id: s for s in self.library.documents(Origin.OFFICIAL) if s.current(today)}
        kept = self.library.messages()
        own = {one.document_id for one in kept}
        read = message_map((stored for one, stored in documents.items() if one not in own), today)
        claims = [c for c in self.library.claims(Origin.OFFICIAL) if c.document_id in documents]
        return Shown(read, laid_over(read, kept, claims, today), {one.id: one for one in kept}, documents)


def by_id(messages: MessageMap, part: Part) -> dict[str, Entry]:
    """Return one list of a map by the ids of its entries."""
    lists: dict[Part, tuple[Entry, ...]] = {
        Part.PILLARS: messages.pillars,
        Part.RETIRED: messages.retired,
        Part.PREFERRED: messages.preferred,
    }
    return {message_id(part, words_of(entry)): entry for entry in lists[part]}
