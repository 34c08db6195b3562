"""What is said of us against the message map: `off_message` and `silent_message`."""

import re
from collections.abc import Iterator

from app.domain.claim import Claim, Mood, Speaker
from app.domain.evidence import Origin
from app.domain.gap import Kind
from app.domain.message_map import Retired
from app.gaps.findings import Finding
from app.gaps.messages.audience import is_of
from app.gaps.messages.citing import cited
from app.gaps.messages.wording import content, find_phrase, shared_words, word
from app.gaps.pairs import Corpus
from app.language import cues

_UNSAID = frozenset({Mood.QUESTION, Mood.HYPOTHETICAL})
_NOT_OURS = frozenset({Speaker.COMPETITOR, Speaker.COMPANY, Speaker.PARTNER})
_ARTICLE = (
    r"(?:(?:an?|the|en|ett|den|det|your|er|ert|era|new|nya?|just|bara|really|basically|i grunden|i princip|"
    r"in essence)\s+)*"
)
_NAMING_US = re.compile(
    r"(?:\b(?:us|it|this|ourselves|them|oss|det|den)\s+(?:[\w-]+\s+){0,2}?(?:as|like|som|för)\s+"
    r"|(?:pitch|sålde|sold|beskr|descri|present|position|framst|fram(?:ed|ing)|lade? upp|bill|label|dub|vinkl|summ)\w*"
    r"\s+(?:[\w-]+\s+){0,6}?(?:as|like|som)\s+"
    r"|\b(?:we|it|this|that|vi|det|den|detta)(?:\s+(?:ju|bara|just|really|basically|actually|kind of|egentligen))*\s*"
    r"(?:['’](?:re|s)|\s(?:are|is|am|är|blir|become|can be))\s+"
    r"|(?-i:\b(?P<name>[A-ZÅÄÖ]\w+)\s(?:is|är)|\b(?:is|är)\s(?P<turned>[A-ZÅÄÖ]\w+))\s+"
    r"|\b(?:call(?:ed|s|ing)?|kalla\w*) (?:it|us|ourselves|this|det|den|oss)\s+(?:för\s+)?"
    r"|\b(?:our|vår|våra|vårt)\s+"
    r"|\b(?:we|vi) (?:do|sell|offer|run|provide|make|have|gör|säljer|erbjuder|kör|levererar|har|är)\s+"
    r"|:\s*|[\"“”„»]\s*)"
    rf"{_ARTICLE}(?:[\w-]+\W+){{0,2}}[\"“”'‘’]?$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"[\W_]*(?:(?:him|her|them|on|with|w|about|om|m|med|av|of|the|a|an|en|ett|det|den|our|vår|våra|vårt|being|us|"
    r"oss|it|in|idea|idén)\W+){0,4}[\"“”'‘’]?",
    re.IGNORECASE,
)
_TELLS = re.compile(r"\b(?:told|explained|berättade|förklarade|gave \w+|gav \w+)$", re.IGNORECASE)
_THEIRS = re.compile(
    r"\b(?:their|his|her|deras|hans|hennes|sin|sitt|sina|dagens|the old|gamla|befintliga|existing|"
    r"current|"
    r"with|mot|till|into|from|från|instead of|rather than|i stället för|istället för|than|än|replac\w+|"
    r"ersätt\w+)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:inte|aldrig|ej|ingen|inget|inga|not|never|no|isn['’]t|aren['’]t|wasn['’]t|don['’]t)\b", re.IGNORECASE
)
_OPENING = re.compile(
    r"(?:^|[.!?]\s)[\W\d]*(?:(?:sen|då|så|först|then|so|first|also|and|och|igen|again)\s+)?", re.IGNORECASE
)
"""Where a thought begins: a seller's note leaves out "I" there."""
_FAR = 45
_TELLING = 5
"""Letters from which a word of an exception tells where it holds."""


def off_messages(corpus: Corpus) -> Iterator[Finding]:
    """Yield each time a seller calls us by a retired word, or by what the map says we are not."""
    entries = corpus.kept(_entries)
    for claim in corpus.field if entries else ():
        used = [(r, source, phrase) for r, source in entries if (phrase := _used(r, claim, corpus))]
        for retired, source, phrase in used:
            if any(phrase != other and find_phrase(phrase, other) for _, _, other in used):
                continue  # "the calendar that thinks" is one slip, not also "calendar"
            yield Finding(
                kind=Kind.OFF_MESSAGE,
                key=",".join(sorted(w.casefold() for w in retired.words)),
                official=(source,),
                field=(claim,),
                severity=2,
                confidence=0.75,
                subject=retired.words[0],
            )


def _entries(corpus: Corpus) -> list[tuple[Retired, Claim]]:
    return [(r, source) for r in corpus.messages.retired if (source := cited(corpus, r.line))]


def _used(retired: Retired, claim: Claim, corpus: Corpus) -> str:
    """The word of the entry by which the claim calls us, else ""."""
    said = [phrase for phrase in retired.words if _may_say(claim, phrase)]
    if not said or not _binding(retired, claim, corpus):
        return ""
    return next((phrase for phrase in said if _calls_us(claim, corpus, phrase, retired)), "")


def _may_say(claim: Claim, phrase: str) -> bool:
    """A cheap look before the careful one."""
    quote = claim.quote.casefold()
    return all(w.stems & claim.terms or w.text in quote for w in content(phrase))


def _binding(retired: Retired, claim: Claim, corpus: Corpus) -> bool:
    """Whether the entry holds for where and when the claim was said."""
    if claim.mood in _UNSAID or claim.speaker in _NOT_OURS or claim.exempt or corpus.names_competitor(claim):
        return False
    if claim.said and retired.since and claim.said < retired.since:
        return False
    if retired.segments and not is_of(corpus.documents[claim.document_id], retired.segments):
        return False
    return not _excused(retired, f"{claim.account or ''} {claim.quote}")


def _excused(retired: Retired, text: str) -> bool:
    """Whether the map says that the words may stand there: `text` shares what is telling in such a line."""
    own = [w for phrase in retired.words for w in content(phrase)]
    return any(
        shared_words([w for w in content(line) if len(w.text) >= _TELLING and not any(w.says(o) for o in own)], text)
        for line in retired.excused
    )


def _calls_us(claim: Claim, corpus: Corpus, phrase: str, retired: Retired) -> bool:
    """Whether the seller, in their own words to a customer, names us by `phrase`."""
    text = claim.quote
    found = find_phrase(phrase, text, compound=retired.position)
    if found is None:
        return False
    before = text[: found.start()]
    said = _said_by_seller(claim, corpus, before)
    if said is None or _THEIRS.search(before) or _NEGATED.search(before[max(said, len(before) - _FAR) :]):
        return False
    naming = _NAMING_US.search(before)
    if naming:
        name = naming["name"] or naming["turned"]
        return not name or _is_ours(corpus, name)
    return _OBJECT.fullmatch(before[said:]) is not None and _TELLS.search(before[:said]) is None


def _is_ours(corpus: Corpus, name: str) -> bool:
    """Whether the name stands in a title of our own material."""
    titles = (s.document.about.title for s in corpus.documents.values() if s.document.origin is Origin.OFFICIAL)
    return word(name.casefold()).stems <= corpus.vocabulary or any(name in title for title in titles)


def _said_by_seller(claim: Claim, corpus: Corpus, before: str) -> int | None:
    """Where the seller's own telling begins in what stands before the word; None where somebody else says it."""
    turn = corpus.documents[claim.document_id].document.turn_at(claim.start)
    if turn is not None and turn.side:
        return 0 if claim.speaker is Speaker.REP else None
    told = None
    for opening in _OPENING.finditer(before):
        first = cues.find("pitched_first", before[opening.end() :])
        if first and first.start() == 0:
            told = opening.end() + first.end()
    if told is None and (match := cues.find("pitched", before)):
        told = match.end()
    if told is None and (match := cues.find("pitched", claim.quote)) and match.start() > len(before):
        return None if cues.has("customer", before) else 0  # "it is just a canteen, I told him"
    return None if told is None or cues.has("customer", before[told:]) else told
