"""The register: every official claim with its scope, days, owner, proof, and when the field last repeated it."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.claim import Claim
from app.domain.errors import BadInput, NotFound
from app.domain.evidence import Origin, StoredDocument
from app.domain.message_edits import stands_on
from app.domain.message_map import Pillar
from app.domain.register import YES, Edit, Entry, entry_id, wording
from app.domain.scope import Scope
from app.gaps.repeated import last_repeated
from app.messages import Messages
from app.store.library import Library
from app.store.register import RegisterBook

_SHORTEST = 6
"""Characters of an id that may stand for it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries to show: those that hold for `scope`, say every word of `text`, and are what is asked for.

    None does not ask. `silent_since` leaves those the field has not repeated on that day or later.
    """

    scope: Scope = field(default_factory=Scope)
    text: str = ""
    pillar: bool | None = None
    retired: bool | None = None
    orphaned: bool | None = None
    silent_since: date | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """The latest repetition of each claim and the pillars, as of a revision of the library and a day."""

    revision: int
    day: date
    latest: dict[str, Claim]
    pillars: tuple[Pillar, ...]


@dataclass(frozen=True)
class Register:
    """Reads the register. Safe to use from several threads."""

    library: Library
    book: RegisterBook
    _kept: dict[str, _Known] = field(default_factory=dict, init=False, repr=False, compare=False)

    def entries(self, today: date, wanted: Wanted | None = None) -> list[Entry]:
        """Return the entries asked for: by document and place in it, orphaned edits last."""
        asked = wanted or Wanted()
        chosen = [self._told(entry, today) for entry in self._all(today) if _is_wanted(entry, asked, today)]
        since = asked.silent_since
        if since is None:
            return chosen
        return [e for e in chosen if e.claim and (e.heard is None or e.heard.date is None or e.heard.date < since)]

    def entry(self, reference: str, today: date) -> Entry:
        """Return one entry by its id, the beginning of it, or the id of a claim.

        Raises:
            NotFound: There is none.
            BadInput: The beginning fits several.
        """
        found = [entry for entry in self._all(today) if _is_named(entry, reference)]
        if not found:
            raise NotFound(f"There is no claim {reference!r}", "`samsyn claims` lists those there are")
        if len(found) > 1:
            raise BadInput(f"{len(found)} claims begin with {reference!r}", "Write more of the id")
        return self._told(found[0], today)

    def _all(self, today: date) -> list[Entry]:
        """Every entry, without who repeated it; what is said twice in one document is one."""
        documents = {stored.id: stored for stored in self.library.documents(Origin.OFFICIAL)}
        edits, pillars = {edit.id: edit for edit in self.book.edits()}, self._known(today).pillars
        entries: dict[str, Entry] = {}
        same: defaultdict[str, list[str]] = defaultdict(list)
        for claim in self.library.claims(Origin.OFFICIAL):
            one, stored = entry_id(claim.document_id, claim.quote), documents.get(claim.document_id)
            if stored is None or one in entries:
                continue
            values = edits[one].values if one in edits else ()
            said = wording(claim.quote)
            same[said].append(one)
            pillar = any(stands_on(told.line, claim) and wording(told.text) in said for told in pillars)
            entries[one] = Entry(one, stored.id, claim.quote, values, claim, stored, pillar)
        orphans = [_orphan(e, documents.get(e.document_id)) for e in edits.values() if e.id not in entries]
        also = {one: tuple(ids) for ids in same.values() for one in ids}
        return [replace(e, also=tuple(i for i in also[e.id] if i != e.id)) for e in entries.values()] + orphans

    def _known(self, today: date) -> _Known:
        revision = self.library.revision()
        kept = self._kept.get("now")
        if kept is None or (kept.revision, kept.day) != (revision, today):
            official, heard = (self.library.claims(origin) for origin in Origin)
            pillars = Messages(self.library).shown(today).now.pillars
            kept = self._kept["now"] = _Known(revision, today, last_repeated(official, heard, today), pillars)
        return kept

    def _told(self, entry: Entry, today: date) -> Entry:
        """The entry with who repeated it last."""
        heard = self._known(today).latest.get(entry.claim.id) if entry.claim else None
        return replace(entry, heard=heard.evidence(self.library.document(heard.document_id))) if heard else entry


def _is_named(entry: Entry, reference: str) -> bool:
    if reference == entry.id or (entry.claim is not None and reference == entry.claim.id):
        return True
    return len(reference) >= _SHORTEST and entry.id.startswith(reference)


def _orphan(edit: Edit, stored: StoredDocument | None) -> Entry:
    pillar = dict(edit.values).get("pillar") == YES
    return Entry(edit.id, edit.document_id, edit.quote, edit.values, document=stored, pillar=pillar)


def _is_wanted(entry: Entry, wanted: Wanted, today: date) -> bool:
    status = entry.status(today)
    asked = ((wanted.pillar, entry.pillar), (wanted.retired, status == "retired"))
    if any(want is not None and want is not known for want, known in asked):
        return False
    if wanted.orphaned is not None and wanted.orphaned is not (status == "orphaned"):
        return False
    text = wording(f"{entry.quote} {entry.document.document.about.title if entry.document else ''}")
    if not all(word in text for word in wording(wanted.text).split()):
        return False
    return entry.claim.scope.overlaps(wanted.scope) if entry.claim else wanted.scope == Scope()
