"""What the card lets a seller say: official sentences, verbatim, with proof, about a competitor, and what to send."""

import re
from collections.abc import Callable, Iterable, Iterator

from app.domain.pitch import Section
from app.language.glossary import concepts_of
from app.pitch.answered import RELEVANT
from app.pitch.draft import Draft, plain, spoken, voice
from app.pitch.figures import figures, unsupported
from app.pitch.fitness import OUTCOME, asked_for, echoed, fitness, leans, speakable
from app.pitch.matching import coverage, met, stems_of, text_bag, title_of, weights
from app.pitch.material import Material, bears
from app.pitch.phrases import say
from app.pitch.retrieve import Found

_SAY, _PROOF, _RIVAL = 2, 3, 3
_SAME_OBJECTION = 0.8
"""Share of the question that a heading of the objection sheet must speak of to be the very objection."""
_HEADING = 4
"""Words of a heading that can be put before a sentence."""
_WORTH, _WORTH_TOPICAL = 0.3, 0.55
"""Share of the best one's worth below which the next is not worth a line."""
_ALIKE = 0.6
"""Share of common stems from which two sentences say the same thing."""


def say_this(material: Material) -> Iterator[Draft]:
    """One or two official sentences; the nearest one, marked as such, when the question is not answered."""
    understood, standing = material.understood, material.standing
    disputed = material.disputed
    echoes = echoed(material) if understood.general else {}

    def worth(found: Found) -> float:
        if found.claim.id in disputed or not bears_or_general(found, material):
            return 0.0
        fit = fitness(found, material)
        if understood.general:
            return fit * (1.0 + 0.5 * echoes.get(found.claim.id, 0.0))
        share = max(found.coverage, standing.by.get(found.claim.id, 0.0))
        return fit * (0.1 + share + 0.2 * found.cosine)

    if not standing.answered and standing.coverage == "none":
        return
    share = _WORTH if understood.general else _WORTH_TOPICAL
    best = _from_sheet(material) or _best(material.found.official, worth, _SAY if standing.answered else 1, share)
    if understood.general and understood.persona:
        best = _for_persona(best[:1], worth, material)
    for found in best:
        text = read_out(found, material)
        if not standing.answered:
            text = say("line.say_nearest", material.language, quote=plain(found.claim.quote))
        yield Draft(Section.SAY, text, material.cite(found), own=title_of(found.claim.heading))


def _for_persona(first: list[Found], worth: Callable[[Found], float], material: Material) -> list[Found]:
    """The message, then the best sentence on what this persona cares for."""
    persona = material.understood.persona
    cares = frozenset(persona.cares) if persona else frozenset()

    def theirs(found: Found) -> float:
        named = bool(persona and persona.pattern.search(found.bag.text.casefold()))
        return worth(found) if named or found.claim.concepts & cares else 0.0

    ids = frozenset(f.claim.id for f in first)
    return [*first, *_best(material.found.official, theirs, 1, 0.0, besides=ids)]


def proof(material: Material, said: frozenset[str]) -> Iterator[Draft]:
    """Up to three official sentences with a figure, or a customer's own words; not those already said."""
    disputed = material.disputed | said

    def worth(found: Found) -> float:
        case = material.shelf.assets[found.claim.document_id].id == "case" and bool(found.claim.quantities)
        outcome = bool(OUTCOME.search(found.claim.quote))
        if not (case or outcome or asked_for(found, material)) or leans(found) or found.claim.id in disputed:
            return 0.0
        if not (material.understood.general or found.coverage >= RELEVANT):
            return 0.0
        fit = fitness(found, material) * (2.0 if outcome else 1.0) * (1.6 if case else 1.0)
        return fit if material.understood.general else fit * (0.15 + found.coverage)

    if not material.standing.answered:
        return
    for found in _best(material.found.official, worth, _PROOF, _WORTH, besides=said):
        text = read_out(found, material)
        if spoken(found.claim.quote):
            text = say("line.proof_case", material.language, quote=voice(found.claim.quote))
        yield Draft(Section.PROOF, text, material.cite(found), own=title_of(found.claim.heading))


def competitor(material: Material) -> Iterator[Draft]:
    """What official material says of the competitor named, and nothing else about them."""
    rival = material.understood.competitor
    if not rival:
        return
    about = material.shelf.rivals.get(rival, frozenset())

    def worth(found: Found) -> float:
        named = rival.casefold() in found.claim.quote.casefold()
        if not named and found.claim.document_id not in about:
            return 0.0
        return speakable(found) * (2.0 if named else 0.6) * (0.3 + found.coverage + 0.3 * found.cosine)

    for found in _best(material.found.official, worth, _RIVAL, _WORTH):
        text = plain(found.claim.quote)
        if found.claim.language != material.language:
            text = say("line.competitor_foreign", material.language, quote=text)
        yield Draft(Section.COMPETITOR, text, material.cite(found), own=rival)


def send_afterwards(material: Material, said: frozenset[str] = frozenset()) -> Iterator[Draft]:
    """The asset that speaks most of the matter, in its edition in force, preferably in the asker's language."""
    scores: dict[str, float] = {}
    best: dict[str, Found] = {}
    if not material.standing.answered:
        return
    pool = material.found.official if material.understood.general else material.bearing(material.found.official)
    for document_id in {f.claim.document_id for f in pool}:
        if not material.shelf.assets[document_id].send or material.shelf.replaced(document_id, material.today):
            continue
        claims = [f for f in pool if f.claim.document_id == document_id and speakable(f)]
        if claims:
            scores[document_id] = max(_tells(f, material, said) for f in claims)
            best[document_id] = _titled(claims)
    if not scores:
        return
    chosen = best[max(scores, key=lambda i: (scores[i], i))]
    title = chosen.document.document.about.title
    yield Draft(Section.SEND, without_figures(title, chosen.claim.quote), material.cite(chosen), own=title)


def read_out(found: Found, material: Material) -> str:
    """Return the sentence as it is said; one that leaves to its heading what it is about gets that in front."""
    text, topic = plain(found.claim.quote), _topic(found, material)
    if found.claim.language == material.language:
        return f"{topic}: {text}" if topic else text
    key = "line.say_foreign_about" if topic else "line.say_foreign"
    return say(key, material.language, quote=text, topic=topic)


def _topic(found: Found, material: Material) -> str:
    """The heading, if it names what the question asks about and the sentence does not, else ""."""
    heading = plain(title_of(found.claim.heading))
    named = [u for u in material.understood.units if met(u, text_bag(heading)) == 1.0]
    told = stems_of(found.claim.quote)
    if not named or all(u.stems & told for u in named) or len(heading.split()) > _HEADING:
        return ""
    return "" if figures(heading) or heading.endswith(("?", "”", '"')) else heading


def _from_sheet(material: Material) -> list[Found]:
    """The beginning of the answer in the objection sheet, when the question is the very objection it stands under."""
    units, language = material.understood.units, material.language
    parts = weights(units, material.shelf.vocabulary)
    answers: dict[str, list[Found]] = {}
    for found in material.found.official:
        sheet = material.shelf.assets[found.claim.document_id].id == "objections"
        share = coverage(units, parts, text_bag(title_of(found.claim.heading))) if sheet else 0.0
        if share >= _SAME_OBJECTION and found.claim.language == language and speakable(found):
            answers.setdefault(found.claim.passage_id, []).append(found)
    best = max(answers.values(), key=lambda a: (a[0].rank, a[0].claim.id), default=[])
    return sorted(best, key=lambda f: f.claim.start)[:_SAY]


def _tells(found: Found, material: Material, said: frozenset[str]) -> float:
    """How well a document would follow up: by what it says of the matter, its kind, its title and its language."""
    asset, title = material.shelf.assets[found.claim.document_id], found.document.document.about.title
    worth = (0.3 + found.coverage) * asset.say * (1.0 if found.claim.language == material.language else 0.5)
    worth *= 1.5 if found.claim.id in said else 1.0
    named = bool(concepts_of(title) & material.understood.wanted)
    return worth * (2.0 if named or (material.understood.general and asset.front) else 1.0)


def _titled(claims: list[Found]) -> Found:
    """The first claim, or one that has the figures of its document's title: a figure needs its source."""
    title = figures(claims[0].document.document.about.title)
    if not title:
        return claims[0]
    return next((f for f in claims if not unsupported(f.document.document.about.title, f.claim.quote)), claims[0])


def without_figures(title: str, quote: str) -> str:
    """Return a title less the figures that do not stand in `quote`: a figure needs its source."""
    words = [re.sub(r"[\W_]*\d[\d.,/\-]*", "", w) if unsupported(w, quote) else w for w in title.split()]
    return re.sub(r"[\s,:–\-]+$", "", " ".join(filter(None, words)))


def bears_or_general(found: Found, material: Material) -> bool:
    """Whether the claim may stand for the answer: about the question, or of any kind when it is a general one."""
    if material.understood.general or found.claim.id in material.standing.by:
        return True
    return bears(found) or bool(found.claim.concepts & material.understood.topics)


def _best(
    pool: Iterable[Found],
    worth: Callable[[Found], float],
    limit: int,
    share: float,
    besides: frozenset[str] = frozenset(),
) -> list[Found]:
    """The most worthy, no two alike and none like one of `besides`; ties by id."""
    pool = tuple(pool)
    ranked = sorted(((worth(f), f) for f in pool), key=lambda item: (-item[0], item[1].claim.id))
    seen = [f for f in pool if f.claim.id in besides]
    chosen: list[Found] = []
    for score, found in ranked:
        if score <= 0 or score < share * ranked[0][0]:
            break
        if not any(alike(found, other) for other in (*seen, *chosen)):
            chosen.append(found)
        if len(chosen) == limit:
            break
    return chosen


def alike(one: Found, other: Found) -> bool:
    """Whether two sentences say the same thing, in one language or two."""
    mine, theirs = one.claim.terms, other.claim.terms
    if one.claim.language != other.claim.language:
        shared = concepts_of(one.claim.quote) & concepts_of(other.claim.quote)
        return bool(shared) and shared == concepts_of(one.claim.quote) | concepts_of(other.claim.quote)
    return len(mine & theirs) >= _ALIKE * max(1, min(len(mine), len(theirs)))
