"""What one text denies and another takes for granted: "needs no broadband" against "it won't run without fibre".

A judge of whole sentences (`app.gaps.judges`) asks for the same words on both sides. Here it is enough that what stands
right after a denial is affirmed on the other side, and that both speak of the same thing besides.
"""

import functools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.gaps.kinship import content, shared_words
from app.gaps.subjects import narrow
from app.language import cues
from app.language.glossary import concepts_of
from app.language.lexicon import read, word_list
from app.language.stems import words

_CLAUSE = re.compile(
    r"[,.;:!?()–—]|\s-\s|\s(?:men|but|fast|although|because|eftersom|so that|så att|unless|until|tills|when|när|if|om|"
    r"while|medan|since|including|inklusive|och att|and that)\s",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:inte|ej|aldrig|ingen|inget|inga|varken|utan(?! att det)|slipper|saknar|not(?! (?:just|only))|never|"
    r"no(?! (?:matter|longer than))|none|cannot|without|nobody|nor|lacks?|neither)\b|n['’]t\b",
    re.IGNORECASE,
)
_DEAD_WITHOUT = re.compile(
    r"\b(?:död|dead|useless|värdelös|oanvändbar|(?:funkar|fungerar|går) inte|"
    r"(?:won['’]?t|doesn['’]?t|can['’]?t|cannot) \w+)\b"
    r"[^.;]{0,30}\b(?:utan|without)\b"
    r"|\b(?:utan|without)\b[^.;]{0,40}\b(?:funkar|fungerar|går)\b[^.;]{0,12}\b(?:inte|ej)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:och|and|samt)\s", re.IGNORECASE)
_PEOPLE = word_list("people")
_QUOTED = re.compile(r"[\"“”„»«][^\"“”„»«\n]{2,80}[\"“”„»«]|(?<!\w)['‘’][^'‘’\n]{2,80}['’](?!\w)")
_ANYBODY = re.compile(
    r"\b(?:någons?|nån|nånting|någonting|any(?:one|body|thing)?|vem som helst|vad som helst)\b", re.IGNORECASE
)
_THAT = re.compile(r"\b(?:att|that)\b", re.IGNORECASE)
"""What is told begins here, who tells it stands before; in Swedish the verb then comes after the denial."""
_AFTER_THE_VERB = re.compile(r"inte|ej|aldrig", re.IGNORECASE)
"""In a Swedish main clause the verb stands before these, in an English one after the denial."""
_FEW_WORDS, _NEXT = 6, 3
"""Words after a denial that it turns, and among which what is not needed stands."""


@dataclass(frozen=True, slots=True)
class Denial:
    """One denial: the words before it (who or what), the verb it turns, and the words after it.

    `any` is true where it denies of all there is: "never tracks anybody".
    """

    subject: tuple[str, ...]
    verb: tuple[str, ...]
    scope: tuple[str, ...]
    any: bool


def denials(text: str) -> list[Denial]:
    """Return what the clauses of `text` deny; a clause that denies twice denies nothing that could be told."""
    found = []
    for clause in (part for whole in _CLAUSE.split(_QUOTED.sub(" ", text)) for part in _parted(whole)):
        cuts = list(_DENIED.finditer(clause))
        if len(cuts) == 1:
            *told, subordinate = _THAT.split(clause[: cuts[0].start()])
            before, after = content(subordinate), content(clause[cuts[0].end() :])[:_FEW_WORDS]
            verb = before[-1:] if _AFTER_THE_VERB.fullmatch(cuts[0][0]) and not told else after[:1]
            subject = before[:-1] if verb == before[-1:] else before
            found.append(Denial(subject, verb, after, _ANYBODY.search(clause) is not None))
    return found


def _parted(clause: str) -> list[str]:
    """Part "has no camera and records no sound": each half denies something by itself."""
    halves = _AND.split(clause)
    return halves if len(halves) > 1 and all(_DENIED.search(half) for half in halves) else [clause]


def affirmed(text: str) -> tuple[str, ...]:
    """Return the words `text` affirms; what is said to be dead without something affirms that it needs it."""
    if _DEAD_WITHOUT.search(text):
        return content(text)
    return tuple(w for clause in _CLAUSE.split(text) if not _DENIED.search(clause) for w in content(clause))


def refutes(denying: str, affirming: str, telling: Callable[[str], bool], *, whole: bool = False) -> bool:
    """Whether `denying` denies what `affirming` affirms.

    Args:
        denying: The text with the denial.
        affirming: The text held against it.
        telling: Whether a word is not one the company uses everywhere, like its own name.
        whole: Ask that all the denied words are affirmed, and not only half of them.
    """
    said = affirmed(affirming)
    everything = content(affirming)
    return any(_meets(denial, said, everything, telling, whole=whole) for denial in denials(denying))


def _meets(
    denial: Denial, said: tuple[str, ...], everything: tuple[str, ...], telling: Callable[[str], bool], *, whole: bool
) -> bool:
    denied = shared_words((*denial.verb, *denial.scope), said)
    subject = [w for w in denial.subject if telling(w) and w not in _PEOPLE]
    about = shared_words(denial.subject, everything)
    if not any(map(telling, denied)) or (subject and not about):
        return False
    scope = [w for w in denial.scope if telling(w)]
    met = len(denied.intersection(scope))
    done = bool(denied.intersection(denial.verb)) and (denial.any or len(denied) > 1)
    enough = met == len(scope) if whole else done or (met > 0 and 2 * met >= len(scope))
    return enough and len(denied | about) >= 2  # noqa: PLR2004 - one thing in common is a mention


_NEEDLESS = re.compile(
    r"\b(?:(?:needs?|requires?|takes|asks? for) no|(?:do|does|did)(?: not|n['’]t) (?:need|require|have to|use)|"
    r"no need (?:for|to)|without|(?:behöver|kräver|krävs|behövs|använder) (?:inte|inga|inget|ingen|varken|ej)|slipper|"
    r"there is no|det finns ingen?t?|utan(?: att)?|is no|free of)\b(?P<what>[^.;:!?]{3,70})"
    r"|\b(?:no|ingen|inget|inga|varken)\s(?P<gone>[^.;:!?,]{3,40}?)\s(?:(?:is|are|was|were)\s)?"
    r"(?:needed|required|necessary|behövs|krävs)\b",
    re.IGNORECASE,
)
_NEED = re.compile(
    r"\b(?:have to|has to|had to|must|needs?|needed|requires?|required|måste|behöver|behövs|behövde|krävs|kräver|"
    r"tvung(?:en|na)|tvingas|förutsätter|förutsatte)\b(?P<what>[^.;:!?]{3,90})",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(r"(?:\b(?:inte|ej|aldrig|not|never|no)|n['’]t)\W*(?:\w+\W+)?$", re.IGNORECASE)


def needless(denying: str, affirming: str, telling: Callable[[str], bool], *, among: int) -> bool:
    """Whether one text says that something is not needed, and the other that it has to be there or be done.

    `among` is how many words the two have in common: what is needed is to be one of several.
    """
    needs = [
        content(match["what"])
        for match in _NEED.finditer(affirming)
        if not _NOT_BEFORE.search(affirming[: match.start()])
    ]
    if (not needs and not _DEAD_WITHOUT.search(affirming)) or _DEAD_WITHOUT.search(denying):
        return False
    wanted = [word for need in needs or [content(affirming)] for word in need if telling(word)]
    meant = narrow(concepts_of(affirming))
    return any(
        (among > 1 and shared_words(content(match["what"] or match["gone"])[:_NEXT], wanted))
        or concepts_of(match[0]) & meant
        or (match["gone"] and any(need and shared_words(content(match["gone"])[:1], need[:1]) for need in needs))
        for match in _NEEDLESS.finditer(denying)
    )


def opposed_words(one: str, other: str, telling: Callable[[str], bool]) -> bool:
    """Whether what one text denies the other affirms, whichever denies."""
    if cues.has("hypothetical", one) or cues.has("hypothetical", other):
        return False
    return refutes(one, other, telling) or refutes(other, one, telling, whole=True)


def possible_and_not(one: str, other: str, telling: Callable[[str], bool]) -> bool:
    """Whether one text says that something can be done, and the other that the same cannot."""
    if cues.has("hypothetical", one) or cues.has("hypothetical", other):
        return False
    for yes, no in ((one, other), (other, one)):
        can, cannot = cues.find("possible", yes), cues.find("impossible", no)
        if can is None or cannot is None or cues.has("impossible", yes):
            continue
        done, refused = content(yes[can.end() :])[:1], content(no[cannot.end() :])[:1]
        if done and refused and telling(done[0]) and shared_words(done, refused):
            return True
    return False


_BESIDE = 2
"""Words between an adjective and what it is said of."""


@functools.cache
def _opposites() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    sides = (pair.split("|") for pair in read("words")["opposites"]["pairs"])
    return tuple((frozenset(one.split()), frozenset(other.split())) for one, other in sides)


def opposites_of(one: str, other: str, telling: Callable[[str], bool]) -> bool:
    """Whether the two say opposite things of one and the same: "with a full tank" against "the tank is empty"."""
    if _DENIED.search(one) or _DENIED.search(other):
        return False
    mine, theirs = words(one), words(other)
    for first, second in _opposites():
        for left, right in ((first, second), (second, first)):
            if left.isdisjoint(theirs) and right.isdisjoint(mine):
                said, held = _beside(mine, left), _beside(theirs, right)
                if any(map(telling, shared_words(said, held))):
                    return True
    return False


def _beside(spoken: Sequence[str], among: frozenset[str]) -> tuple[str, ...]:
    """The words that tell and stand next to one of `among`."""
    near = {
        word
        for at, found in enumerate(spoken)
        if found in among
        for word in (*spoken[max(0, at - _BESIDE) : at], *spoken[at + 1 : at + 1 + _BESIDE])
    }
    return content(" ".join(sorted(near - among)))


def excludes_in_part(one: str, other: str) -> bool:
    """Whether one text says something of all of it, and the other of some of it only."""
    return any(
        cues.has("all_of_it", whole) and not cues.has("only_some", whole) and cues.has("only_some", part)
        for whole, part in ((one, other), (other, one))
    )
