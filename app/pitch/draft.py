"""A line before it is checked, with its sources themselves instead of their numbers."""

import functools
import re
from dataclasses import dataclass

from app.domain.claim import Claim
from app.domain.evidence import Evidence, StoredDocument
from app.domain.pitch import Citation, Section
from app.language.quotes import unmarked

_LEAD = re.compile(r"^\s*(?:\*\*|__|\*|_)(?=\S)[^*_]{2,80}[.:?](?:\*\*|__|\*|_)\s+(?=\S)")
"""An emphasised label before the sentence itself: "**Time back.** Planners save ..." """
_INNER = re.compile(r"[“”„\"»«]([^“”„\"»«]{8,})[“”\"»«]")
_SPOKEN = 4
"""Words between quotation marks from which they can stand for the whole note."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One line to be checked.

    `own` are words of ours that need no source: the product, a competitor, who owns a gap. `written_in` is the
    language an LLM was to write the line in; empty when the words around the quotes come from our phrases.
    """

    section: Section
    text: str
    sources: tuple[Citation, ...] = ()
    own: str = ""
    written_in: str = ""


@functools.lru_cache(maxsize=8192)
def plain(quote: str) -> str:
    """Return a quote as it is read out: without mark-up, and without a label that stands before the sentence."""
    return unmarked(_LEAD.sub("", quote.strip()))


def spoken(quote: str) -> bool:
    """Whether the quote holds somebody's own words between quotation marks."""
    return any(len(inner.split()) >= _SPOKEN for inner in _INNER.findall(quote))


def voice(quote: str) -> str:
    """Return what somebody said, ready to stand between quotation marks: the words they were quoted with, if any."""
    inner = max(_INNER.findall(quote), key=len, default="")
    text = plain(inner if len(inner.split()) >= _SPOKEN else quote)
    return re.sub(r"[“”„\"»«]", "’", text.strip('“”„"»« ')).rstrip(" ,;")


def cited(claim: Claim, document: StoredDocument) -> Citation:
    """Return `claim` as a source still without its number."""
    return Citation(
        n=0,
        origin=claim.origin,
        document=document.document.path,
        title=document.document.about.title,
        place=claim.place,
        quote=claim.quote,
        document_id=claim.document_id,
        passage_id=claim.passage_id,
        date=claim.said,
        account=claim.account,
    )


def cited_evidence(evidence: Evidence) -> Citation:
    """Return one side of a gap as a source still without its number."""
    return Citation(
        n=0,
        origin=evidence.origin,
        document=evidence.document,
        title=evidence.title,
        place=evidence.place,
        quote=evidence.quote,
        document_id=evidence.document_id,
        passage_id=evidence.passage_id,
        date=evidence.date,
        account=evidence.account,
    )


def accounts(sources: tuple[Citation, ...]) -> int:
    """Return the distinct accounts behind the field sources; those without an account count as one together."""
    return len({source.account or "" for source in sources if source.origin == "field"})
