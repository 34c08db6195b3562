"""What an answer needs to know of the library as a whole; it changes only with `library.revision()`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.claim import Claim
from app.domain.evidence import Origin, StoredDocument
from app.language.glossary import concepts_of
from app.pitch.assets import Asset, asset_of, family
from app.pitch.matching import Unit, Vocabulary, stems_of, title_of
from app.store.library import Library

_FRONT_PASSAGES = 3
"""Passages taken from the beginning of each document that carries the story."""
_FRONT_DOCUMENTS = 5
_WORD = re.compile(r"[^\W\d_]{4,}")
_INSIDE = re.compile(r"(?<=[a-zåäö,] )[A-ZÅÄÖ][a-zåäö]{3,}")
"""A name: a capital inside a sentence."""
_RIVAL = re.compile(
    r"(?:battle[ -]?card|konkurrentkort|kill sheet|competitor|konkurrent(?:en)?|compare|jämför|vs\.?|versus|mot)"
    r"[\s:–—\-]+"
    r"([A-ZÅÄÖ][\w&]+)|([A-ZÅÄÖ][\w&]+)[\s:–—\-]+(?:battle[ -]?card|konkurrentkort)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Shelf:
    """Documents without their texts, their kinds, the official vocabulary, and the passages that carry the story."""

    revision: int
    documents: Mapping[str, StoredDocument]
    assets: Mapping[str, Asset]
    vocabulary: Vocabulary
    front: tuple[str, ...]
    openings: frozenset[str]
    """Those of `front` that open their document."""
    products: tuple[str, ...]
    rivals: Mapping[str, frozenset[str]]
    """Competitor → ids of the official documents about it."""
    editions: Mapping[tuple[str, str, str], tuple[str, ...]]
    """Family → official documents of it, oldest first."""
    headings: Mapping[str, tuple[str, ...]]
    """Stem or `§concept` → official passages with it in their own heading, or with a value of that metric."""

    def headed(self, units: Iterable[Unit], found: Mapping[str, float], limit: int) -> list[str]:
        """Official passages whose heading or values speak of the units, best first: the text may leave it unsaid.

        Among those under equal headings the ones that score high in `found` come first.
        """
        scores: defaultdict[str, float] = defaultdict(float)
        for unit in units:
            literal = {p for stem in unit.stems for p in self.headings.get(stem, ())}
            related = {p for concept in unit.concepts for p in self.headings.get(f"§{concept}", ())}
            for passage in literal | related:
                scores[passage] += self.vocabulary.weight(unit) * (1.0 if passage in literal else 0.5)
        return sorted(scores, key=lambda p: (-scores[p], -found.get(p, 0.0), p))[:limit]

    def usable(self, document_id: str, today: date) -> bool:
        """Whether the document may be cited as it stands: known, valid on `today` and not from a later day."""
        stored = self.documents.get(document_id)
        return stored is not None and _known(stored, today) and stored.current(today)

    def expired(self, document_id: str, today: date) -> bool:
        """Whether the document was valid once and is no longer."""
        stored = self.documents.get(document_id)
        until = stored.document.about.valid_until if stored else None
        return until is not None and until < today

    def in_play(self, document_id: str, today: date) -> bool:
        """Whether the document may play any part: an edition that a newer one has replaced may not."""
        return self.usable(document_id, today) or self.expired(document_id, today)

    def replaced(self, document_id: str, today: date) -> str | None:
        """The id of the newer edition in force on `today`, if there is one."""
        stored = self.documents[document_id]
        if stored.document.origin is not Origin.OFFICIAL:
            return None
        newest = [i for i in self.editions.get(family(stored), ()) if self.usable(i, today)]
        return newest[-1] if newest and newest[-1] != document_id else None


def shelf_of(library: Library) -> Shelf:
    """Read the library once."""
    revision = library.revision()
    documents = {d.id: replace(d, document=replace(d.document, text="", headings=())) for d in library.documents()}
    official = {i: d for i, d in documents.items() if d.document.origin is Origin.OFFICIAL}
    assets = {i: asset_of(d) for i, d in official.items()}
    claims = [c for c in library.claims(Origin.OFFICIAL) if c.document_id in official and not _retired(c)]
    editions: dict[tuple[str, str, str], list[str]] = {}
    for i, d in sorted(official.items(), key=lambda item: (_dated(item[1]), item[0])):
        editions.setdefault(family(d), []).append(i)
    front = _front(claims, assets, official)
    return Shelf(
        revision=revision,
        documents=documents,
        assets=assets,
        vocabulary=_vocabulary(claims),
        front=tuple(passage for passages in front for passage in passages),
        openings=frozenset(passages[0] for passages in front),
        products=tuple(sorted({d.document.about.product for d in official.values() if d.document.about.product}))
        or _name(claims, official),
        rivals=_rivals(official),
        editions={key: tuple(ids) for key, ids in editions.items()},
        headings=_headings(claims),
    )


def _retired(claim: Claim) -> bool:
    return claim.registered is not None and claim.registered.retired is not None


def _known(stored: StoredDocument, today: date) -> bool:
    day = stored.document.about.date
    return day is None or day <= today


def _dated(stored: StoredDocument) -> date:
    about = stored.document.about
    return about.valid_from or about.date or date.min


def _vocabulary(claims: Iterable[Claim]) -> Vocabulary:
    seen: Counter[str] = Counter()
    size = 0
    for claim in claims:
        size += 1
        seen.update(claim.terms)
        seen.update(f"§{concept}" for concept in claim.concepts)
    return Vocabulary(size, seen)


def _headings(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for claim in claims:
        heading = title_of(claim.heading)
        metrics = {q.metric for q in claim.quantities if q.metric}
        for token in (*stems_of(heading), *(f"§{c}" for c in concepts_of(heading) | metrics)):
            found.setdefault(token, {})[claim.passage_id] = None
    return {token: tuple(passages) for token, passages in found.items()}


def _front(
    claims: Iterable[Claim], assets: Mapping[str, Asset], official: Mapping[str, StoredDocument]
) -> list[list[str]]:
    """The first passages of each document that carries the story, the fittest kinds and latest dates first."""
    passages: dict[str, dict[str, int]] = {}
    for claim in claims:
        if assets[claim.document_id].front:
            starts = passages.setdefault(claim.document_id, {})
            starts[claim.passage_id] = min(starts.get(claim.passage_id, claim.start), claim.start)
    best = sorted(passages, key=lambda i: (-assets[i].say, -_dated(official[i]).toordinal(), i))
    return [sorted(passages[i], key=passages[i].__getitem__)[:_FRONT_PASSAGES] for i in best[:_FRONT_DOCUMENTS]]


def _name(claims: Iterable[Claim], official: Mapping[str, StoredDocument]) -> tuple[str, ...]:
    """The product's name where no document states it: a word never written small that stands all over the material."""
    places: dict[str, set[str]] = {}
    inside: set[str] = set()
    small: set[str] = set()
    for i, stored in official.items():
        for word in _WORD.findall(stored.document.about.title):
            places.setdefault(word, set()).add(i)
    for claim in claims:
        inside.update(_INSIDE.findall(claim.quote))
        for word in _WORD.findall(claim.quote):
            if word[0].isupper():
                places.setdefault(word, set()).add(claim.document_id)
            else:
                small.add(word)
    names = [name for name in places if name in inside and name.casefold() not in small]
    best = max(names, key=lambda name: (len(places[name]), name), default="")
    return (best,) if best and len(places[best]) >= max(2, len(official) / 2) else ()


def _rivals(official: Mapping[str, StoredDocument]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for i, stored in official.items():
        match = _RIVAL.search(stored.document.about.title)
        name = match and (match[1] or match[2])
        if name and name[0].isupper():
            found.setdefault(name, set()).add(i)
    return {name: frozenset(ids) for name, ids in sorted(found.items())}
