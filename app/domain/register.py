"""The register of official claims: what people put right about a claim, found again when its document is read anew.

An edit belongs to a sentence of a document, whatever its case, spacing and marks: it holds wherever that sentence
stands in the document's present text. Where it has vanished the edit is an orphan: kept, listed, and back in force
with the sentence.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

from app.domain.claim import Claim, Registered
from app.domain.evidence import Evidence, StoredDocument, stable_id
from app.domain.scope import Scope

DOCUMENT = "register"
"""The path of the document in which a claim stands that was added by hand."""
SCOPE = tuple(field.name for field in fields(Scope))
DAYS = ("valid_from", "valid_until")
FIELDS = (*SCOPE, *DAYS, "owner", "proof", "pillar", "retired", "because")
"""What can be laid down about a claim, in the order it is shown."""
YES, NO = "yes", "no"

Values = tuple[tuple[str, str], ...]
"""Fields and what is laid down in them, in the order of their names: days in ISO form, "" for not known."""

_SPELLINGS = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": "-", "−": "-",
     "\u00a0": " ", "\u202f": " ", "\u00ad": None, "*": " ", "_": " "}
)  # fmt: skip
_BULLET = re.compile(r"^(?:[-•·+>]|#{1,6}|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Edit:
    """What people have laid down about one sentence of a document. `quote` is its text as it last stood there."""

    id: str
    document_id: str
    quote: str
    values: Values


@dataclass(frozen=True, slots=True)
class Change:
    """One change of an entry: each field that changed with its value before and after, None for "as it is read"."""

    on: dt.date
    who: str
    why: str
    fields: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An official claim with what the register says of it; an orphaned edit has no `claim` and maybe no `document`.

    `heard` is the latest field claim that repeats or supports it, `also` the ids of entries that say the same in other
    documents.
    """

    id: str
    document_id: str
    quote: str
    values: Values
    claim: Claim | None = None
    document: StoredDocument | None = None
    pillar: bool = False
    heard: Evidence | None = None
    also: tuple[str, ...] = ()

    def status(self, today: dt.date) -> str:
        """Return `current`, `retired`, `orphaned`, or `not-current` for one whose days or document are not in force."""
        if self.claim is None or self.document is None:
            return "orphaned"
        kept = self.claim.registered
        if kept and kept.retired and kept.retired <= today:
            return "retired"
        return "current" if self.claim.in_force(today) and self.document.current(today) else "not-current"


def wording(text: str) -> str:
    """Return what two spellings of one sentence share: case, spacing, quotation marks and bullets do not matter.

    Every figure stays as it is written.
    """
    plain = " ".join(unicodedata.normalize("NFC", text).translate(_SPELLINGS).casefold().split())
    return _BULLET.sub("", plain).lstrip(" \"'").rstrip(" \"'.,:;!")


def entry_id(document_id: str, quote: str) -> str:
    """Return the id of the entry for this sentence of a document."""
    return stable_id("claim", document_id, wording(quote))


def merged(values: Values, changes: Mapping[str, str | None]) -> Values:
    """Return the values after these changes; None takes one back."""
    after: dict[str, str | None] = {**dict(values), **changes}
    return tuple(sorted((field, value) for field, value in after.items() if value is not None))


def change(before: Values, after: Values, on: dt.date, who: str, why: str) -> Change:
    """Return the event of going from one set of values to another."""
    old, new = dict(before), dict(after)
    differing = [field for field in FIELDS if old.get(field) != new.get(field)]
    return Change(on, who, why, tuple((field, old.get(field), new.get(field)) for field in differing))


def laid_over(claims: Iterable[Claim], edits: Mapping[str, Mapping[str, Values]]) -> list[Claim]:
    """Return the claims with what is laid down about them; `edits` are values by document and entry id."""
    return [
        _edited(claim, values)
        if (own := edits.get(claim.document_id)) and (values := own.get(entry_id(claim.document_id, claim.quote)))
        else claim
        for claim in claims
    ]


def _edited(claim: Claim, values: Values) -> Claim:
    told = dict(values)
    scope = {field: told[field] or None for field in SCOPE if field in told}
    kept = Registered(
        fixed=frozenset(scope),
        valid_from=_day(told.get("valid_from")),
        valid_until=_day(told.get("valid_until")),
        owner=told.get("owner", ""),
        proof=told.get("proof", ""),
        pillar=told["pillar"] == YES if told.get("pillar") else None,
        retired=_day(told.get("retired")),
        because=told.get("because", ""),
    )
    return replace(claim, scope=replace(claim.scope, **scope), registered=kept)


def _day(value: str | None) -> dt.date | None:
    return dt.date.fromisoformat(value) if value else None
