"""Battlecards: which official documents speak of which competitor, and which field statements are about one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.claim import Claim
from app.domain.evidence import Origin, StoredDocument
from app.gaps.pairs import Corpus

_MARKED = re.compile(
    r"battle[\s_-]?card|stridskort|konkurren\w*|competit\w*|rival\w*|\bcard\b|\bkort(?:et)?\b|vad vi vet om|what we know (?:about|of)"
    r"|head[\s_-]to[\s_-]head|jämförelse|comparison|\bvs\b|versus|[-_](?:card|kort)\b",
    re.IGNORECASE,
)
_NOT_OF_THE_NAME = re.compile(
    r"battle[\s_-]?cards?|stridskort|(?:konkurren|competit)\w*|\brivals?\b|\bcards?\b|\bkort(?:et)?\b|vad vi vet om|what we know (?:about|of)"
    r"|head[\s_-]to[\s_-]head|jämförelse|comparison|\bvs\b\.?|versus|\b(?:om|about|och|and|mot|against|our|vår|the|in|i korthet|in short)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?-i:[A-ZÅÄÖ])[\w.]*[\w](?:\s(?:&|i|of|av)\s(?-i:[A-ZÅÄÖ])[\w]+|\s(?-i:[A-ZÅÄÖ])[\w]+)*"
)
_OURS = re.compile(r"\b(?:we|our|us|ours|vi|vår|våra|vårt|oss)\b", re.IGNORECASE)
_THEIRS = re.compile(r"\b(?:they|their|them|theirs|de|dem|dom|deras)\b", re.IGNORECASE)
_BOLD = re.compile(r"^\W*\*\*(?P<name>[^*\n]{3,40})\*\*", re.MULTILINE)
_SHORTEST = 3
_WORDS_OF_A_NAME = 3
_STOP_NAMES = frozenset(
    "who where what how traps price general in they we vem var vad hur fråga pris priser they're övrigt avtal kontakt ask question fråga "
    "fees prices plans short pricing terms offer service internt internal".split()
)


@dataclass(frozen=True, slots=True)
class Cards:
    """The names of competitors, each with the official documents about it."""

    documents: Mapping[str, frozenset[str]]

    @property
    def any(self) -> frozenset[str]:
        """The ids of all of those documents."""
        return frozenset().union(*self.documents.values()) if self.documents else frozenset()

    def named(self, text: str) -> list[str]:
        """The competitors `text` names, as they are written: capitals count."""
        return [name for name in self.documents if _of(name).search(text)]


def _of(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?:s|'s|’s)?(?!\w)")


def cards_of(corpus: Corpus) -> Cards:
    """Return the battlecards among the current official documents of `corpus`."""
    found: dict[str, set[str]] = {}
    for stored in corpus.documents.values():
        if stored.document.origin is Origin.OFFICIAL and stored.current(corpus.today):
            for name in _names(stored):
                found.setdefault(name, set()).add(stored.id)
    return Cards({name: frozenset(found[name]) for name in sorted(found, key=lambda n: (-len(n), n))})


def _names(stored: StoredDocument) -> Iterator[str]:
    document = stored.document
    about = document.about
    marked = _MARKED.search(f"{about.title} {document.path} {about.kind or ''}") or _MARKED.search(document.text[:80])
    if not marked and (_OURS.search(document.text) or not _THEIRS.search(document.text)):
        return
    places = [about.title]
    if marked:
        places += [title.split(" › ")[-1] for _, title in document.headings]
        places += [m["name"] for m in _BOLD.finditer(document.text)]
        places += [document.text.lstrip("# \n").split("\n", 1)[0][:90]]
    for place in places:
        for name in _NAME.findall(_NOT_OF_THE_NAME.sub(" , ", place)):
            if _is_name(name, document.text, about.title):
                yield name
                first = name.split()[0]
                if first != name and " & " not in name and _is_name(first, document.text, ""):
                    yield first


def _is_name(name: str, text: str, title: str) -> bool:
    """Whether it is a name the text uses for somebody: not a heading's first word, and mentioned in the text."""
    words = name.split()
    known = len(_of(name).findall(text)) >= (1 if name in title else 2)
    plain = re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", text)
    return (
        len(name) >= _SHORTEST
        and len(words) <= _WORDS_OF_A_NAME + 1
        and words[0].casefold() not in _STOP_NAMES
        and known
        and not plain
    )


@dataclass(frozen=True, slots=True)
class Heard:
    """A field statement about a competitor: in its own sentence, or in the one after the sentence that names it."""

    claim: Claim
    name: str
    named: bool


_INTRODUCED = re.compile(
    r"(?:new name(?: to me)?:|nytt namn:?|konkurrenten|competitor|(?:offert|offer|quote|bud|bid|proposal) (?:från|from|by)|courted by|besök av|"
    r"(?:jämför|tittar|comparing|looking)\s(?:\w+\s)?(?:med|på|with|at))\s+(?P<name>(?-i:[A-ZÅÄÖ])[\w&-]{2,})",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(?:they|they['’]\w+|their|them|de|dom|deras|dem)\b", re.IGNORECASE)


def heard_of(corpus: Corpus, cards: Cards, own: frozenset[str]) -> Iterator[Heard]:
    """Yield what the field says about competitors, in the order it was written.

    Args:
        corpus: The claims of the moment.
        cards: The battlecards.
        own: The stems of the company's own names, which no competitor has.
    """
    before: tuple[str, str] | None = None
    for claim in sorted(corpus.field, key=lambda c: (c.document_id, c.start)):
        named = cards.named(claim.quote)
        introduced = _INTRODUCED.search(claim.quote)
        if not named and introduced and introduced["name"].casefold() not in own:
            named = [introduced["name"]]
        if named:
            yield Heard(claim, named[0], named=True)
            before = (claim.document_id, named[0])
        elif before and before[0] == claim.document_id and _BACK.search(claim.quote) and not _OURS.search(claim.quote):
            yield Heard(claim, before[1], named=False)
            before = None
        else:
            before = None
