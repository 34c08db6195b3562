"""What is asked for and nothing official is about: `missing_topic`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.claim import Claim, Mood, Speaker
from app.domain.demand import Asked
from app.domain.gap import Kind
from app.domain.sign import Sign
from app.gaps.answers import Passage
from app.gaps.around import Around
from app.gaps.findings import Finding
from app.gaps.pairs import Corpus
from app.gaps.spoken import Spoken, material
from app.gaps.subjects import roots
from app.language import cues
from app.language.circles import circles_of, workplaces
from app.language.proofs import proof_asked_from
from app.language.questions import asked_of_us
from app.language.requests import material_asked_for
from app.language.topics import Subjects, known_in, subjects_of

_NARROW = frozenset(
    f"concept:{concept}"
    for concept in (
        "accessibility", "ai", "api", "backup", "certification", "compliance", "data_location", "gdpr", "insurance",
        "mfa", "offline", "payroll", "procurement", "returns", "roadmap", "sso", "sustainability", "trial", "vat",
        "warranty", "works_council",
    )
)  # fmt: skip
"""Concepts that a question is about where it names them; the others ("support", "import") are in too many words."""
_MANY, _COMMON = 8, 0.04
"""Times, and share of what is said in the field, from which a word is the trade's own and no topic."""
_QUOTED = re.compile(r"[\"“”„»«]")
_WITNESSES = 2
_SHORTEST, _LEFT = 4, 3
"""Letters of a compound's last part, and of what stands before it."""
_TOUCHES = 2
_NAMED, _PART, _WORD, _IN_VAIN = "=", "~", "+", "!"
"""Marks of what a question tells: a subject that is lacking, a compound's last part that is, a word, no answer."""
_GRAVE = frozenset({"concept:security", "concept:gdpr", "concept:data_location", "concept:ai", "topic:ai_training",
                    "topic:liability_", "topic:breach", "topic:allergy", "topic:data_owner"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Question:
    """What one customer, or somebody asking Samsyn, wants to know."""

    language: str
    said: Claim | Asked
    subjects: Subjects


def missing_topics(corpus: Corpus) -> Iterator[Finding]:
    """Yield each question that no official passage is about, with what official material lacks of its subjects.

    Whether it is a topic is told by who else asks (`shared_topics`).
    """
    official = corpus.passages
    for question in _questions(corpus) if official else ():
        if not any(_about(question, passage) for passage in official):
            facts = tuple(_facts(question.subjects, question.language, corpus.kept(material)))
            if facts:
                yield _finding(question, facts)


def shared_topics(signs: Sequence[Sign], around: Around) -> Iterator[Sign]:
    """Yield the questions on topics that are asked in several accounts, or of Samsyn; each on one, the most asked."""
    spoken = around.side.kept(material)
    groups = _by_subject(signs, around)
    told: set[int] = set()
    for subject, asking in sorted(groups.items(), key=lambda g: (-_accounts(signs[n] for n in g[1]), g[0])):
        group = [signs[n] for n in asking if n not in told]
        if _enough(subject, group, spoken):
            told.update(asking)
            for sign in group:
                yield replace(
                    sign, key=subject, severity=4 if subject in _GRAVE else 3, subject=subject.partition("concept:")[2],
                    confidence=0.75 if ":" in subject else 0.65,
                )  # fmt: skip


def _enough(subject: str, group: list[Sign], spoken: Spoken) -> bool:
    """Whether so many ask that it is a topic: two accounts, one and somebody of Samsyn, or Samsyn alone.

    Alone it must be known by more names than one, and the material either searched in vain or so large that its
    silence says something.
    """
    accounts, of_samsyn = _accounts(group), [sign for sign in group if not sign.owner]
    if accounts >= _WITNESSES or (accounts and of_samsyn):
        return True
    return ":" in subject and any(_IN_VAIN in sign.facts or spoken.ample for sign in of_samsyn)


def _by_subject(signs: Sequence[Sign], around: Around) -> dict[str, list[int]]:
    """The subjects that official material lacks, each with the numbers of the questions that name it.

    The last part of a compound is one where somebody asked about it by itself.
    """
    words = {fact.removeprefix(_WORD) for sign in signs for fact in sign.facts if fact.startswith(_WORD)}
    groups: dict[str, list[int]] = defaultdict(list)
    for number, sign in enumerate(signs):
        for fact in sign.facts:
            subject = fact[1:]
            if fact.startswith(_NAMED) or (fact.startswith(_PART) and subject in words):
                groups[subject].append(number)
    common = _trade_words(groups, around)
    return {subject: numbers for subject, numbers in groups.items() if subject not in common}


def _another_matter(text: str) -> bool:
    """Whether the question is one that another kind of gap is for.

    A message taken for something else ("so it's a clock?"), material or evidence asked for.
    """
    taken = cues.has("mistaken", text) or cues.has("unmoved", text)
    proof = workplaces(circles_of(proof_asked_from(text)))
    return taken or bool(proof) or material_asked_for(text) is not None


def _trade_words(groups: Iterable[str], around: Around) -> frozenset[str]:
    """Words that the field uses everywhere: what a customer is, not what is asked for."""
    wanted = {g for g in groups if ":" not in g}
    return frozenset(word for word, times in around.times(wanted).items() if times > usual(around.size))


def usual(size: int) -> float:
    """Return how many of so many claims may use a word that still is a topic."""
    return max(_MANY, _COMMON * size)


def _questions(corpus: Corpus) -> Iterator[_Question]:
    for claim in corpus.field:
        document = corpus.documents[claim.document_id].document
        in_call = bool(document.turns)
        told = claim.mood not in {Mood.PROMISE, Mood.BELIEF, Mood.PRAISE}
        if (
            claim.speaker in {Speaker.COMPANY, Speaker.COMPETITOR}
            or (in_call and claim.speaker is not Speaker.CUSTOMER)
            or not told
        ):
            continue
        if claim.mood is Mood.OBJECTION and _QUOTED.search(claim.quote):
            continue  # a challenge in the customer's own words: an objection, and told as one
        words = "" if corpus.names_competitor(claim) else asked_of_us(claim.quote, spoken=in_call)
        if words and not _another_matter(words):
            yield _Question(claim.language, claim, subjects_of(words, claim.language))
    for asked in (a for a in corpus.asked if not a.answered and not cues.has("pitching", a.question)):
        yield _Question(asked.language, asked, subjects_of(asked.question, asked.language))


def _facts(subjects: Subjects, language: str, spoken: Spoken) -> Iterator[str]:
    """What is lacking of what is named, what would be lacking of parts of compounds, and the words themselves."""
    named = subjects.known | subjects.words
    parts = {word[at:] for word in subjects.words for at in range(_LEFT, len(word) - _SHORTEST + 1)} - named
    for mark, some in ((_NAMED, named), (_PART, parts)):
        yield from (f"{mark}{one}" for one in sorted(some) if _tells(one) and spoken.lacks(one, language))
    for one in sorted(subjects.words):
        if spoken.lacks(one, "sv") or spoken.lacks(one, "en"):
            yield f"{_WORD}{one}"


def _about(question: _Question, passage: Passage) -> bool:
    """Whether the passage speaks of several things the question does, and of half of them."""
    said = question.subjects
    headed = frozenset().union(*(known_in(claim.heading) for claim in passage.claims))
    known = frozenset().union(headed, *(known_in(claim.quote) for claim in passage.claims))
    named, asked = frozenset(filter(_tells, said.known)), roots(said.words)
    topics, words = len(named & known), len(asked & passage.roots)
    if topics >= _TOUCHES and 2 * topics >= len(named):
        return True
    return words >= _TOUCHES and 2 * words >= len(asked) and (topics > 0 or not named)


def _tells(subject: str) -> bool:
    """Whether a question that names `subject` is about it."""
    return not subject.startswith("concept:") or subject in _NARROW


def _accounts(group: Iterable[Sign]) -> int:
    """How many accounts ask; notes without one count as one together."""
    return len({(sign.field[0].account or "").casefold() for sign in group if sign.owner})


def _finding(question: _Question, facts: tuple[str, ...]) -> Finding:
    said = question.said
    in_vain = isinstance(said, Asked) and said.answered is False
    return Finding(
        kind=Kind.MISSING_TOPIC,
        key="",
        official=(),
        field=() if isinstance(said, Asked) else (said,),
        asked=(said,) if isinstance(said, Asked) else (),
        severity=3,
        confidence=0.65,
        members=tuple(dict.fromkeys(fact[1:] for fact in facts)),
        facts=(*facts, _IN_VAIN) if in_vain else facts,
    )
