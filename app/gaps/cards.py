"""Battlecards: which official documents speak of which competitor, and which field statements are about one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.claim import Claim
from app.domain.evidence import Origin, StoredDocument
from app.gaps.pairs import Corpus
from app.language.lexicon import word_list

_CARD = (
    r"battle[\s_-]?cards?|stridskort|\b(?:konkurren|competit)\w*|\brivals?\b|\bcards?\b|\bkort(?:et)?\b|vad vi vet om"
    r"|what we know (?:about|of)|head[\s_-]to[\s_-]head|jämförelse|comparison|\bvs\b\.?|versus"
)
_MARKED = re.compile(rf"{_CARD}|_(?:card|kort)\b", re.IGNORECASE)
_NOT_OF_THE_NAME = re.compile(
    rf"{_CARD}|\b(?:om|about|och|and|mot|against|our|vår|the|in|i korthet|in short)\b", re.IGNORECASE
)
_NAME = re.compile(r"(?-i:[A-ZÅÄÖ])[\w.]*[\w](?:\s(?:&|i|of|av)\s(?-i:[A-ZÅÄÖ])[\w]+|\s(?-i:[A-ZÅÄÖ])[\w]+)*")
_OURS = re.compile(r"\b(?:we|our|us|ours|vi|vår|våra|vårt|oss)\b", re.IGNORECASE)
_THEIRS = re.compile(r"\b(?:they|their|them|theirs|de|dem|dom|deras)\b", re.IGNORECASE)
_BOLD = re.compile(r"^\W*\*\*(?P<name>[^*\n]{3,40})\*\*", re.MULTILINE)
_SHORTEST = 3
_NO_NAMES = word_list("no_names")


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
    official = [
        d for d in corpus.documents.values() if d.document.origin is Origin.OFFICIAL and d.current(corpus.today)
    ]
    for stored in official:
        for name in _names(stored):
            found.setdefault(name, set()).add(stored.id)
    products = {(d.document.about.product or "").casefold() for d in official}
    return Cards(
        {
            name: frozenset(found[name])
            for name in sorted(found, key=lambda n: (-len(n), n))
            if name.casefold() not in products and not _is_our_own(name, found[name], official)
        }
    )


def _is_our_own(name: str, about: set[str], official: list[StoredDocument]) -> bool:
    """Whether our pages speak of it more than its own cards do: our product, our plan, a system everybody has."""
    pattern = _of(name)
    elsewhere = sum(pattern.search(d.document.text) is not None for d in official if d.id not in about)
    return elsewhere > len(about)


def _names(stored: StoredDocument) -> Iterator[str]:
    """The competitors one official document is about."""
    document = stored.document
    title = document.about.title
    marked = _MARKED.search(f"{title} {document.path} {document.about.kind or ''}") or _MARKED.search(
        document.text[:80]
    )
    if not marked:
        about = _NAME.match(title)
        if about and not _OURS.search(document.text) and _THEIRS.search(document.text):
            yield from _forms(_NAME.findall(_NOT_OF_THE_NAME.sub(" , ", title))[:1], document.text)
        return
    heads = [title, *(heading.split(" › ")[-1] for _, heading in document.headings)]
    heads += [m["name"] for m in _BOLD.finditer(document.text)]
    for head in heads:
        yield from _forms(_NAME.findall(_NOT_OF_THE_NAME.sub(" , ", head)), document.text)
    first_line = document.text.lstrip("# \n").split("\n", 1)[0][:90]
    for name in _NAME.findall(_NOT_OF_THE_NAME.sub(" , ", first_line)):
        if len(_of(name).findall(document.text)) > 1 or len(_of(name.split()[0]).findall(document.text)) > 1:
            yield from _forms([name], document.text)


def _forms(names: list[str], text: str) -> Iterator[str]:
    """The names that are names, whole and by their first word."""
    for name in names:
        first = name.split()[0]
        for form in dict.fromkeys([name, *([] if " & " in name else [first])]):
            plain = re.search(rf"(?<!\w){re.escape(form.lower())}(?!\w)", text)
            if len(form) >= _SHORTEST and first.casefold() not in _NO_NAMES and not plain:
                yield form


@dataclass(frozen=True, slots=True)
class Heard:
    """A field statement about a competitor: in its own sentence, or in the one after the sentence that names it."""

    claim: Claim
    name: str
    named: bool


_INTRODUCED = re.compile(
    r"(?:new name(?: to me)?:|nytt namn:?|konkurrenten|competitor|"
    r"(?:offert|offer|quote|bud|bid|proposal) (?:från|from|by)|"
    r"courted by|besök av|(?:jämför|tittar|comparing|looking)\s(?:\w+\s)?(?:med|på|with|at))"
    r"\s+(?P<name>(?-i:[A-ZÅÄÖ])[\w&-]{2,})",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(?:they|they['’]\w+|their|them|de|dom|deras|dem)\b", re.IGNORECASE)


def heard_of(corpus: Corpus, cards: Cards, own: frozenset[str]) -> Iterator[Heard]:
    """Yield what the field says about competitors, in the order it was written.

    Args:
        corpus: The claims of the moment.
        cards: The battlecards.
        own: Our own products in lower case, which no competitor is called.
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
