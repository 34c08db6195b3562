"""What the official material speaks of at all: the words and topics that can be called absent from it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.gaps.pairs import Corpus
from app.language.senses import senses_of_word
from app.language.stems import STOP, stem, words
from app.language.topics import known_in

_ROOT = 5
_SHORTEST = 4
"""Letters of the shortest part of a compound."""
_AMPLE = 500
"""Stems (each word in two languages) from which a text is more than a leaflet."""
_ONLY = 0.9
"""Share of the material in one language from which a word of that language can be called absent from it."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The vocabulary of texts: stems and how they begin and end, topics and concepts, and what plain words mean."""

    stems: frozenset[str]
    roots: frozenset[str]
    ends: frozenset[str]
    known: frozenset[str]
    senses: frozenset[str]
    languages: frozenset[str]
    """The languages in which something not found would have been said."""

    @property
    def ample(self) -> bool:
        """Whether there is so much material that its silence says something: a leaflet is silent on most things."""
        return len(self.stems) >= _AMPLE

    @classmethod
    def of(cls, texts: Iterable[str], languages: Iterable[str]) -> "Spoken":
        """Read `texts`; `languages` are those of their statements, each as often as it is used."""
        used = Counter(languages)
        listed = list(texts)
        spoken = {w for text in listed for w in words(text) if w not in STOP and not w.isdigit()}
        stems = frozenset(stem(word, language) for word in spoken for language in ("sv", "en"))
        return cls(
            stems,
            frozenset(s[:_ROOT] for s in stems if len(s) >= _ROOT),
            frozenset(s[at:] for s in stems for at in range(len(s) - _SHORTEST + 1)),
            frozenset().union(*map(known_in, listed)),
            frozenset().union(*(senses.first | senses.last for senses in map(senses_of_word, spoken))),
            frozenset(language for language, times in used.items() if times >= _ONLY * used.total()),
        )

    def lacks(self, subject: str, language: str) -> bool:
        """Whether nothing speaks of `subject`, a topic, concept or stem of `language`; False where none can tell."""
        if ":" in subject:
            return subject not in self.known
        senses = senses_of_word(subject)
        meant = senses.first | senses.last
        if not meant and language not in self.languages:
            return False
        heads = (subject[at:] for at in range(len(subject) - _SHORTEST + 1))
        return not (
            subject in self.ends
            or subject[:_ROOT] in (self.roots if len(subject) >= _ROOT else self.stems)
            or any(head in self.stems for head in heads)
            or meant & self.senses
        )


def material(corpus: Corpus) -> Spoken:
    """Return what the current official documents speak of, their titles and questions included."""
    current = {claim.document_id for claim in corpus.official}
    documents = (stored.document for one, stored in corpus.documents.items() if one in current)
    texts = (f"{document.about.title}\n{document.text}" for document in documents)
    return Spoken.of(texts, (claim.language for claim in corpus.official))
