"""What is asked for and nothing official is about: `missing_topic`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.claim import Claim, Mood, Speaker
from app.domain.demand import Asked
from app.domain.gap import Kind
from app.gaps.answers import Passage
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
_GRAVE = frozenset({"concept:security", "concept:gdpr", "concept:data_location", "concept:ai", "topic:ai_training",
                    "topic:liability_", "topic:breach", "topic:allergy", "topic:data_owner"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Question:
    """What one customer, or somebody asking Samsyn, wants to know."""

    words: str
    language: str
    account: str
    said: Claim | Asked
    subjects: Subjects


def missing_topics(corpus: Corpus) -> Iterator[Finding]:
    """Yield each question on a topic that is asked in several accounts, or of Samsyn, and official material lacks."""
    official = corpus.passages
    questions = [q for q in _questions(corpus) if not any(_about(q, passage) for passage in official)]
    if not questions or not official:
        return
    spoken = material(corpus.official, corpus.documents.values())
    left = set(range(len(questions)))
    groups = _by_subject(corpus, questions, spoken)
    for subject, numbers in sorted(groups.items(), key=lambda g: (-_accounts(questions[n] for n in g[1]), g[0])):
        group = [questions[n] for n in numbers if n in left]
        if _enough(subject, group, spoken):
            left.difference_update(numbers)
            yield from (_finding(subject, question) for question in group)


def _enough(subject: str, group: list[_Question], spoken: Spoken) -> bool:
    """Whether so many ask that it is a topic: two accounts, one and somebody of Samsyn, or Samsyn alone.

    Alone it must be known by more names than one, and the material either searched in vain or so large that its
    silence says something.
    """
    accounts, of_samsyn = _accounts(group), [q.said for q in group if isinstance(q.said, Asked)]
    if accounts >= _WITNESSES or (accounts and of_samsyn):
        return True
    return ":" in subject and any(asked.answered is False or spoken.ample for asked in of_samsyn)


def _by_subject(corpus: Corpus, questions: list[_Question], spoken: Spoken) -> dict[str, list[int]]:
    """The subjects that official material lacks, each with the numbers of the questions that name it."""
    stems = frozenset().union(*(q.subjects.words for q in questions))
    groups: dict[str, list[int]] = defaultdict(list)
    for number, question in enumerate(questions):
        for subject in question.subjects.known | _parts(question.subjects.words, stems):
            if _tells(subject) and spoken.lacks(subject, question.language):
                groups[subject].append(number)
    common = _trade_words(corpus, groups)
    return {subject: numbers for subject, numbers in groups.items() if subject not in common}


def _another_matter(text: str) -> bool:
    """Whether the question is one that another kind of gap is for.

    A message taken for something else ("so it's a clock?"), material or evidence asked for.
    """
    taken = cues.has("mistaken", text) or cues.has("unmoved", text)
    proof = workplaces(circles_of(proof_asked_from(text)))
    return taken or bool(proof) or material_asked_for(text) is not None


def _trade_words(corpus: Corpus, groups: Iterable[str]) -> frozenset[str]:
    """Words that the field uses everywhere: what a customer is, not what is asked for."""
    wanted = {g for g in groups if ":" not in g}
    seen = Counter(term for claim in corpus.field for term in claim.terms & wanted)
    return frozenset(word for word, times in seen.items() if times > max(_MANY, _COMMON * len(corpus.field)))


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
            account = (claim.account or "").casefold()
            yield _Question(words, claim.language, account, claim, subjects_of(words, claim.language))
    for asked in (a for a in corpus.asked if not a.answered and not cues.has("pitching", a.question)):
        yield _Question(asked.question, asked.language, "", asked, subjects_of(asked.question, asked.language))


def _parts(words: frozenset[str], stems: frozenset[str]) -> frozenset[str]:
    """The words, and the last parts of compounds that somebody asked about by themselves."""
    heads = (word[at:] for word in words for at in range(_LEFT, len(word) - _SHORTEST + 1))
    return words.union(head for head in heads if head in stems)


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


def _accounts(group: Iterable[_Question]) -> int:
    """How many accounts ask; notes without one count as one together."""
    return len({question.account for question in group if not isinstance(question.said, Asked)})


def _finding(subject: str, question: _Question) -> Finding:
    said = question.said
    return Finding(
        kind=Kind.MISSING_TOPIC,
        key=subject,
        official=(),
        field=() if isinstance(said, Asked) else (said,),
        asked=(said,) if isinstance(said, Asked) else (),
        severity=4 if subject in _GRAVE else 3,
        confidence=0.75 if ":" in subject else 0.65,
        subject=subject.partition("concept:")[2],
    )
