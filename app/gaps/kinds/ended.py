"""What has come to an end: official pages that still name it, and notes that show that it stopped."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.claim import Claim, Mood, Speaker
from app.domain.gap import Kind
from app.domain.quantity import Bound, Quantity
from app.gaps.binding import asserts, sets_terms
from app.gaps.findings import Finding
from app.gaps.kinship import Index, content, shared_words, tells
from app.gaps.pairs import Corpus
from app.language import cues

_SUBJECT = re.compile(
    r"^\W*(?:(?:From|Från)\s[^,]{3,30},\s)?(?:The|Our|Den|Det|Vår|Vårt)?\s*(?P<name>[^,.;:()]{3,60}?)\s*(?:\([^)]{1,60}\)\s*)?$"
)
_LONGEST_NAME = 6
_SHARED = 2
_IF = re.compile(r"\W*(?:if|om|ifall|suppose)\b", re.IGNORECASE)
_PARTS = re.compile(r"\b(?:spare|parts?|reservdel\w*|servic\w*|begagnad\w*|used)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Offered:
    """An official sentence that offers what a notice says is no more since a day."""

    official: Claim
    notice: Claim
    name: str
    pattern: re.Pattern[str]
    ended: date
    path: str


def retired(corpus: Corpus) -> Iterator[Finding]:
    """Yield each current official sentence that offers what another official sentence says is no more."""
    for one in corpus.kept(offered):
        yield _still_offered(one, ())


def retired_met(corpus: Corpus) -> Iterator[Finding]:
    """Yield each note that tells of the end of what an official sentence still offers."""
    for one in corpus.kept(offered):
        for heard in corpus.field:
            if _met(heard, one.pattern, one.ended):
                yield _still_offered(one, (heard,))


def _still_offered(one: _Offered, heard: tuple[Claim, ...]) -> Finding:
    key = f"retired|{one.name.casefold()}|{one.path}"
    return Finding(Kind.STALE_CLAIM, key, (one.official, one.notice), heard, 4, 0.85)


def offered(corpus: Corpus) -> list[_Offered]:
    """Return what official sentences offer although it is no more."""
    capitals = frozenset(m[0] for c in corpus.official for m in _NAME.finditer(c.quote))
    found = []
    for notice in corpus.official:
        name = _retired_by(notice.quote, capitals)
        ended = _since(notice, corpus) if name else None
        if not name or ended is None or cues.has("goes_on", notice.quote):
            continue
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?:s|'s|’s)?(?!\w)", re.IGNORECASE)
        for official in corpus.official:
            if official.document_id != notice.document_id and _offers(official, pattern):
                path = corpus.documents[official.document_id].document.path
                found.append(_Offered(official, notice, name, pattern, ended, path))
    return found


_UNTIL = r"\s(?P<name>[^,.;:()]{3,60}?)(?=\s(?:on|from|in|since|as of|den|från|i|sedan|per)\b|[,.;:(]|$)"
_WE_ENDED = re.compile(
    r"\b(?:we|vi)\s(?:have\s|har\s|\w+\s)?(?:retired|discontinued|withdrawn|withdrew|"
    r"stopped (?:selling|offering|making)|no longer (?:sell|offer|make|stock)|dropped|"
    r"(?:slutat|slutade) (?:sälja|med|tillverka|erbjuda)|tagit bort|avvecklat|lagt ner|"
    r"(?:säljer|erbjuder|tillverkar|har) inte längre)" + _UNTIL,
    re.IGNORECASE,
)
_REPLACES = re.compile(r"\b(?:replaces|replaced|ersätter|ersatte)" + _UNTIL, re.IGNORECASE)


def _retired_by(text: str, capitals: frozenset[str]) -> str:
    """The name of what a sentence says is no more, "" where it says so of nothing that has a name."""
    cue = cues.find("retired", text)
    active = _WE_ENDED.search(text) or _REPLACES.search(text)
    before = active["name"] if active else text[: cue.start()] if cue else ""
    return _named(before, capitals)


def _named(before: str, capitals: frozenset[str]) -> str:
    """The name a sentence begins with, as far as it is one: capitals or a model's figures in it."""
    match = _SUBJECT.match(before.strip("| "))
    if not match or cues.has("negation", before):
        return ""
    words = match["name"].split()
    if len(words) > _LONGEST_NAME:
        return ""
    core = [w for w in words if w[:1].isupper() or any(c.isdigit() for c in w)]
    sure = any(any(c.isdigit() for c in w) for w in core) or len(core) >= _SHARED
    sure = sure or (len(words) == 1 and words[0] in capitals)
    kept = core if sure and words[: len(core)] == core else words if core and len(words) >= _SHARED else []
    return " ".join(kept)


def _since(notice: Claim, corpus: Corpus) -> date | None:
    """The day from which the notice holds; None while that lies ahead or cannot be told."""
    days = [q for q in notice.quantities if q.unit == "date"] or _in_the_next(notice, corpus)
    if days:
        first = min(int(q.high if q.bound is not Bound.AT_MOST else q.high + 1) for q in days)
        return date.fromordinal(first) if first <= corpus.today.toordinal() else None
    ahead = re.search(r"\b(?:will|kommer att|ska|gets)\b", notice.quote)
    return notice.said if notice.said and not ahead else None


def _in_the_next(notice: Claim, corpus: Corpus) -> list[Quantity]:
    """The dates of the sentence after it, where that goes on about the end: "It no longer starts after 30 June"."""
    after = [c for c in corpus.official if c.passage_id == notice.passage_id and c.start >= notice.end]
    following = min(after, key=lambda c: c.start, default=None)
    if following is None or not cues.has("retired", following.quote):
        return []
    return [q for q in following.quantities if q.unit == "date"]


def _offers(official: Claim, name: re.Pattern[str]) -> bool:
    """Whether the sentence speaks of the thing as if it were there."""
    if not name.search(official.quote):
        return False
    history = any(cues.has(cue, official.quote) for cue in ("retired", "older", "ended"))
    return not history and not _PARTS.search(official.quote) and not official.quote.lstrip().startswith("#")


def _met(heard: Claim, name: re.Pattern[str], ended: date) -> bool:
    """Whether a note from later tells of the thing's end or of somebody led astray by it."""
    late = heard.said is None or heard.said > ended
    return late and name.search(heard.quote) is not None and heard.mood is not Mood.HYPOTHETICAL


def ended_since(corpus: Corpus) -> Iterator[Finding]:
    """Yield each current official sentence that the field saw stop being true."""
    seen = [c for c in corpus.field if _tells_an_end(corpus, c)]
    if not seen:
        return
    index = corpus.kept(_index)
    for heard in seen:
        words = content(heard.quote)
        for official in index.near(heard, 16):
            if not _older(official, heard) or not asserts(official) or official.negated:
                continue
            if not corpus.about_same_thing(heard, official) or cues.has("ended", official.quote):
                continue
            common = {w for w in shared_words(content(official.quote), words) if tells(w, corpus.weights)}
            told = heard.speaker is not Speaker.CUSTOMER and len(common) > _SHARED
            if len(common) >= _SHARED and (told or _named_in_both(official, heard)):
                yield Finding(Kind.STALE_CLAIM, f"ended|{official.id}", (official,), (heard,), 4, 0.75)
                break


def _index(corpus: Corpus) -> Index:
    return Index.over(c for c in corpus.official if sets_terms(corpus.documents[c.document_id]))


def _tells_an_end(corpus: Corpus, claim: Claim) -> bool:
    return (
        cues.has("ended", claim.quote)
        and "?" not in claim.quote
        and not _IF.match(claim.quote)
        and not cues.has("goes_on", claim.quote)
        and claim.mood in {Mood.FACT, Mood.OBJECTION}
        and claim.speaker is not Speaker.COMPETITOR
        and claim.exempt in {"", "older"}
        and not corpus.names_competitor(claim)
    )


def _older(official: Claim, heard: Claim) -> bool:
    """Whether the page was written before the thing ended, as far as the note tells when."""
    if official.said is None or heard.said is None:
        return True
    days = [int(q.low) for q in heard.quantities if q.unit == "date"]
    return official.said <= heard.said and all(official.said.toordinal() <= day for day in days)


_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-ZÅÄÖ][\w-]{2,}")


def _named_in_both(official: Claim, heard: Claim) -> bool:
    """Whether both speak of the same place, product or team by name, or share an uncommon subject at length."""
    names = {m[0].casefold().rstrip("s") for m in _NAME.finditer(official.quote)}
    mine = {w.rstrip("s") for w in content(heard.quote)}
    return bool(names & mine) or bool(official.stances and heard.stances and official.stances != heard.stances)
