"""Field notes as somebody reads them: statement after statement, the fragments between them included."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.claim import Claim
from app.gaps.pairs import Corpus


@dataclass(frozen=True, slots=True)
class Said:
    """A field claim with what stands before it on its line and is too short to claim anything ("Andrum?")."""

    claim: Claim
    text: str

    @property
    def account(self) -> str:
        """Whose words count as one witness."""
        return (self.claim.account or self.claim.document_id).casefold()


def by_note(corpus: Corpus) -> Iterator[list[Said]]:
    """Yield what each note says, in its order."""
    notes: dict[str, list[Claim]] = defaultdict(list)
    for claim in sorted(corpus.field, key=lambda c: (c.document_id, c.start)):
        notes[claim.document_id].append(claim)
    for document_id, claims in notes.items():
        text = corpus.documents[document_id].document.text
        ends = [0, *(c.end for c in claims[:-1])]
        starts = [max(end, text.rfind("\n", 0, c.start) + 1) for end, c in zip(ends, claims, strict=True)]
        yield [Said(c, text[min(start, c.start) : c.end]) for start, c in zip(starts, claims, strict=True)]
