"""Passages become claims: each sentence with its verbatim quote, who says it, how it is meant and what it holds for."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.claim import Claim, Mood, Speaker
from app.domain.evidence import MIXED, Document, Origin, Passage, Turn, stable_id
from app.domain.quantity import Quantity
from app.domain.scope import Scope
from app.language import cues
from app.language.beliefs import belief_in
from app.language.detect import language_of
from app.language.glossary import concepts_of
from app.language.metrics import with_metrics
from app.language.quantities import quantities
from app.language.scopes import scope_of
from app.language.sentences import sentences
from app.language.stances import stances
from app.language.stems import terms
from app.language.tables import header_of, is_row, row_quantities

_QUOTED = re.compile(r"[\"“”„»«'‘’](?=\w)[^\"“”„»«\n]{8,}?[\"“”„»«'’](?=$|[\s.,;:!?)–-])")
_MOSTLY = 0.45
"""Share of a sentence inside quotation marks from which the quoted person is taken for the speaker."""
_TOLD = re.compile(
    r",\s+(?=(?:so |så |och |and |but |men )?(?:i |jag )?"
    r"(?:told|said|sa|svarade|lovade|promised|quoted|offererade)\b(?! (?:han|hon|de|dom|he|she|they)\b)"
    r"(?!(?: (?:jag|vi|i|we|vår|våra|our)(?: [^\W\d_]+){0,2})?\s*(?:[,.;!]|$)))",
    re.IGNORECASE,
)
_DOUBLE = re.compile(r"[\"“”„»«]")
_LONGEST_QUOTE = 400
_AT_LENGTH = 8
"""Words quoted from which a customer's own words are a statement and not a catch-phrase."""
_UNSEEN = re.compile(
    r"<!--.{0,5000}?-->|"
    r"<(\w{1,12})\b[^>]{0,300}\b(?:display\s?:\s?none|visibility\s?:\s?hidden|hidden\b)[^>]{0,300}>.{0,5000}?</\1>",
    re.DOTALL | re.IGNORECASE,
)
"""What a page shown from this text would not show."""
_BRIEF = 3
"""Words a statement needs; "Ok." and "Tack!" claim nothing."""


@dataclass(frozen=True, slots=True)
class ClaimReader:
    """Reads claims by rule. `version` changes when the rules do, so that unchanged documents are read again."""

    version: str = "rules-5"

    def read(self, document: Document, document_id: str, passages: Sequence[Passage]) -> list[Claim]:
        """Return the claims of one document, in order.

        None for a question or a fragment in official material, for what a reader of the page does not see, and for
        what speaks to a machine instead of a reader.
        """
        said: Counter[str] = Counter()
        return [claim for passage in passages for claim in _of_passage(document, document_id, passage, said)]


def _of_passage(document: Document, document_id: str, passage: Passage, said: Counter[str]) -> Iterator[Claim]:
    heading = passage.heading or ""
    if cues.has("to_machine", heading):
        return
    spans = [span for span in _statements(document, passage) if _to_a_reader(passage.text, *span)]
    texts = [passage.text[start:end] for start, end in spans]
    languages = [_language(text, passage) for text in texts]
    surroundings = concepts_of(f"{document.about.title}\n{heading}") | terms(heading, _language(heading, passage))
    told = [terms(text, language) | concepts_of(text) for text, language in zip(texts, languages, strict=True)]
    for index, ((start, end), text, language) in enumerate(zip(spans, texts, languages, strict=True)):
        if len(text.split()) < _BRIEF or (document.origin is Origin.OFFICIAL and text.endswith("?")):
            continue
        near = told[max(0, index - 1) : index] + told[index + 1 : index + 2]
        turn = document.turn_at(passage.start + start)
        official = document.origin is Origin.OFFICIAL
        speaker, mood = (Speaker.COMPANY, Mood.FACT) if official else _voice(text, document, turn)
        said[text] += 1
        yield Claim(
            id=stable_id(document_id, text, str(said[text])),
            document_id=document_id,
            passage_id=passage.id,
            origin=document.origin,
            start=passage.start + start,
            end=passage.start + end,
            quote=text,
            language=language,
            speaker=speaker,
            mood=mood,
            scope=_scope(text, passage, document),
            negated=cues.negated(text),
            terms=terms(text, language),
            concepts=concepts_of(text),
            stances=frozenset() if is_row(text) else stances(text),
            context=surroundings.union(*near),
            quantities=_quantities(text, language, document, passage, start),
            heading=heading,
            place=turn.time if turn and turn.time else passage.place,
            said=_said(document),
            account=document.about.account,
            rep=document.about.rep,
            exempt=_exempt(text, " ".join(texts[max(0, index - 1) : index + 2]))
            if document.origin is Origin.FIELD
            else "",
        )


def _to_a_reader(text: str, start: int, end: int) -> bool:
    """Whether a reader of the page sees this, and is spoken to: no comment, no hidden markup, no order to a machine."""
    seen = "<" not in text or not any(hidden.start() <= start < hidden.end() for hidden in _UNSEEN.finditer(text))
    return seen and not cues.has("to_machine", text[start:end])


def _statements(document: Document, passage: Passage) -> list[tuple[int, int]]:
    """Where each statement of a passage stands: a sentence, in a call without the speaker's name, a quote whole."""
    spans = sentences(passage.text)
    if document.turns:
        spans = list(_without_names(document, passage, spans))
    return _whole_quotes(passage.text, spans) if document.origin is Origin.FIELD else spans


def _language(text: str, passage: Passage) -> str:
    """The passage's, or the sentence's own where the passage goes from one language to the other."""
    return language_of(text) if passage.language == MIXED else passage.language


def _quantities(text: str, language: str, document: Document, passage: Passage, start: int) -> tuple[Quantity, ...]:
    if is_row(text) and (header := header_of(document.text, passage.start + start)):
        return row_quantities(text, header, language, document.about.date)
    return with_metrics(quantities(text, language, document.about.date), text, passage.heading or "")


def _without_names(document: Document, passage: Passage, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Part sentences where somebody else begins to speak; the name at the start of the line is nobody's words."""
    first = bisect_left(document.turns, passage.start, key=lambda turn: turn.start)
    last = bisect_right(document.turns, passage.end, key=lambda turn: turn.start)
    starts = [turn.start - passage.start for turn in document.turns[first:last]]
    names = [(passage.text.rfind("\n", 0, cut) + 1, cut) for cut in starts]
    for start, end in spans:
        begin = start
        for name, words in names:
            if begin < words and name < end:
                said = passage.text[begin:name].rstrip()
                if said:
                    yield begin, begin + len(said)
                begin = min(words, end)
        if begin < end:
            yield begin, end


def _whole_quotes(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Keep what somebody said between one pair of quotation marks together: the objection is the whole of it."""
    joined: list[tuple[int, int]] = []
    for start, end in (piece for span in spans for piece in _told(text, *span)):
        if (
            joined
            and len(_DOUBLE.findall(text[joined[-1][0] : joined[-1][1]])) % 2
            and end - joined[-1][0] < _LONGEST_QUOTE
        ):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _told(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part "he asked about notice, told him three months": what was asked and what was answered are two statements."""
    cuts = [m.end() for m in _TOLD.finditer(text, start, end) if '"' not in text[start : m.start()]]
    return [(a, b) for a, b in zip([start, *cuts], [*cuts, end], strict=True) if b > a]


def _said(document: Document) -> date | None:
    about = document.about
    return about.valid_from or about.date if document.origin is Origin.OFFICIAL else about.date


def _scope(text: str, passage: Passage, document: Document) -> Scope:
    """The sentence's own limits first; what it leaves open comes from the document, for official material alone.

    A note's segment describes the account, not what the statement holds for.
    """
    own = scope_of(text, passage.heading or "")
    if any(stance.startswith("data_") for stance in stances(text)):
        own = replace(own, market=None)  # where something is stored, not whom it is for
    about = document.about
    if document.origin is Origin.OFFICIAL:
        return own.within(Scope(product=about.product, plan=about.plan, segment=about.segment, market=about.market))
    found = own if own.plan else Scope(own.product, scope_of(passage.text).plan, own.segment, own.market, own.period)
    return found.within(Scope(product=about.product, plan=about.plan, market=about.market))


def _exempt(text: str, near: str) -> str:
    """Why a field statement is no evidence against official material, else "".

    A pilot or an approved exception colours the sentences around it; age, irony and a reading from our own
    material only their own.
    """
    if cues.has("exempt", near) or cues.has("pilot", text):
        return "exception"
    return next((name for name in ("older", "irony", "material") if cues.has(name, text)), "")


def _voice(text: str, document: Document, turn: Turn | None) -> tuple[Speaker, Mood]:
    """Who speaks and how. A text that names no seller and no account is a customer's own: a review, a question."""
    if turn and turn.side:
        said = _retold(text, Speaker(turn.side))
        return said, _pledged(text, _mood(text, said)) if said is Speaker.REP else _mood(text, said)
    speaker = _speaker(text)
    if turn and speaker is Speaker.REP and _objects(text) and not _own(text):
        speaker = Speaker.CUSTOMER  # in a call whose sides are not known: "why should we pay?" is no seller's question
    if document.about.rep or document.about.account or speaker not in {Speaker.REP, Speaker.CUSTOMER}:
        return speaker, _mood(text, speaker)
    mood = _mood(text, Speaker.CUSTOMER)
    if mood is Mood.OBJECTION and not cues.has("commercial", text):
        return Speaker.CUSTOMER, Mood.FACT
    return (speaker if mood is Mood.PROMISE else Speaker.CUSTOMER), mood


def _retold(text: str, said: Speaker) -> Speaker:
    """Whose words they are when who speaks in a call gives somebody else's: a vendor's, our support's, a customer's.

    A customer who quotes their own people, or our support, still speaks of what they have met with.
    """
    if said is Speaker.CUSTOMER:
        return Speaker.COMPETITOR if cues.has("competitor", text) else said
    if said is not Speaker.REP:
        return said
    told = _speaker(text)
    if told in {Speaker.COMPETITOR, Speaker.COMPANY}:
        return told
    return Speaker.CUSTOMER if _quoted(text) > _MOSTLY * len(text) else said


def _pledged(text: str, mood: Mood) -> Mood:
    """A seller's own "you will have it in June" in a call binds; in a note it would be a guess about somebody else."""
    binds = mood is Mood.FACT and cues.has("pledge", text)
    return Mood.PROMISE if binds and not cues.has("denied_promise", text) and not cues.has("uncertain", text) else mood


def _own(text: str) -> bool:
    return cues.has("promise", text) or cues.has("rep_self", text)


def _quoted(text: str) -> int:
    return sum(len(m[0]) for m in _QUOTED.finditer(text))


def _speaker(text: str) -> Speaker:
    if cues.has("competitor", text):
        return Speaker.COMPETITOR
    company, belief = cues.find("company", text), belief_in(text)
    if company and not (belief and company.start() >= belief.start):
        return Speaker.COMPANY  # but in "he thinks our support is closed" nobody of ours speaks
    # Whoever is named first is the one who speaks: "told the director we'd …" against "director said they …".
    own = min((m.start() for name in ("promise", "rep_self") if (m := cues.find(name, text))), default=None)
    customer = cues.find("customer", text)
    if own is not None and (customer is None or own <= customer.start()):
        return Speaker.REP
    if _quoted(text) > _MOSTLY * len(text) or customer is not None:
        return Speaker.CUSTOMER
    return Speaker.REP


def _mood(text: str, speaker: Speaker) -> Mood:  # noqa: PLR0911 - the order of the questions is the rule
    if _is_promise(text, speaker):
        return Mood.PROMISE
    if cues.has("hypothetical", text):
        return Mood.HYPOTHETICAL
    objecting = speaker is not Speaker.COMPANY and _objects(text)
    asking = text.rstrip("\"'”’) ").endswith("?") or cues.has("question", text)
    if not objecting and speaker is Speaker.CUSTOMER and _complains(text):
        return Mood.OBJECTION
    if objecting and not (asking and speaker is Speaker.REP):
        return Mood.OBJECTION
    if asking:
        return Mood.QUESTION
    if speaker is not Speaker.COMPANY and (cues.has("belief", text) or cues.has("worry", text) or belief_in(text)):
        return Mood.BELIEF
    if not cues.has("evidence", text):
        if cues.has("praise", text):
            return Mood.PRAISE
        if cues.has("opinion", text):
            return Mood.OPINION
    return Mood.FACT


def _objects(text: str) -> bool:
    """Whether it is turned against us: "who pays if …?" is, and "he wants to know who pays if …" is a question told."""
    return cues.has("objection", text) or (cues.has("challenge", text) and not cues.has("question", text))


def _complains(text: str) -> bool:
    """Whether a customer is quoted at length with a denial or a challenge: people quote what stuck."""
    quoted = " ".join(m[0] for m in _QUOTED.finditer(text))
    pushes = (cues.has("negation", quoted) and cues.has("bearing", quoted)) or cues.has("consequence", quoted)
    return len(quoted.split()) >= _AT_LENGTH and pushes and not cues.has("praise", text) and not cues.has("irony", text)


def _is_promise(text: str, speaker: Speaker) -> bool:
    """Whether a colleague bound the company; a guess ("it will probably rise") binds nobody."""
    if speaker not in {Speaker.REP, Speaker.COMPANY} or cues.has("denied_promise", text) or cues.has("uncertain", text):
        return False
    return cues.has("sworn", text) or (speaker is Speaker.REP and cues.has("promise", text))
