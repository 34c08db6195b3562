"""What was said in the field by somebody who is not us, with the sentences around it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from app.domain.claim import Claim, Mood, Speaker
from app.gaps.pairs import Corpus


def outsiders(corpus: Corpus) -> Iterator[tuple[Claim, str]]:
    """Yield each statement an outsider may have made, told or quoted, with itself and its neighbours as one text.

    In a recorded call only a customer's own words count; in a note what the writer tells counts as well. What is said
    of a competitor, promised or only imagined does not.
    """
    near = _neighbours(corpus.field)
    for claim in corpus.field:
        in_call = bool(corpus.documents[claim.document_id].document.turns)
        if claim.speaker in {Speaker.COMPANY, Speaker.COMPETITOR} or (
            in_call and claim.speaker is not Speaker.CUSTOMER
        ):
            continue
        if claim.mood in {Mood.HYPOTHETICAL, Mood.PROMISE} or corpus.names_competitor(claim):
            continue
        yield claim, near[claim.id]


def _neighbours(claims: Iterable[Claim]) -> dict[str, str]:
    documents: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        documents[claim.document_id].append(claim)
    found = {claim.id: claim.quote for together in documents.values() for claim in together}
    for together in documents.values():
        for one, other in pairwise(sorted(together, key=lambda c: c.start)):
            found[one.id] = f"{found[one.id]}\n{other.quote}"
            found[other.id] = f"{one.quote}\n{found[other.id]}"
    return found
