"""The tray *worth a look*: pairs that no judge could decide, for marketing and admin to decide."""

from collections.abc import Callable
from datetime import date
from typing import TypedDict

import msgspec
from litestar import Router, get, post
from litestar.params import FromPath, JSONBody

from app.domain.contract import EvidenceJson, evidence_json
from app.domain.doubt import Ruling, Waiting
from app.gaps.finder import Finder
from app.store.tray import Tray
from app.web.api.refusals import refusals
from app.web.given import Given
from app.web.guards import CURATORS, allow, role_of
from app.web.visitor import Visitor


class WaitingJson(TypedDict):
    """Two statements that may exclude each other, and are no gap unless someone says so.

    `harm` is 1..5; `lean` 0..1, how far the last judge leaned to a contradiction; `why` makes it plausible: `opposed`
    positions, one `denied`, or the leaning `model` or `llm`.
    """

    id: str
    harm: int
    lean: float
    why: str
    official: EvidenceJson
    field: EvidenceJson


class RulingJson(TypedDict):
    """What a person decided."""

    id: str
    gap: bool
    who: str
    on: str


class Decide(msgspec.Struct, forbid_unknown_fields=True):
    """Whether the pair is a gap: whether both cannot be true at the same time for the same thing."""

    gap: bool


@get("/", sync_to_thread=True, summary="What is worth a look", responses=refusals(403))
def waiting(doubts: Given[Tray], finder: Given[Finder], today: Given[Callable[[], date]]) -> list[WaitingJson]:
    """The pairs that wait for a person, the most harmful first."""
    finder.refresh(today())
    return [waiting_json(one) for one in doubts.waiting()]


@post(
    "/{doubt_id:str}",
    status_code=200,
    sync_to_thread=True,
    summary="Decide a pair",
    responses=refusals(400, 403, 404),
    description="The last word: no judge overrides it. Deciding again replaces it.",
)
def decide(
    request: Visitor,
    doubt_id: FromPath[str],
    data: JSONBody[Decide],
    doubts: Given[Tray],
    today: Given[Callable[[], date]],
) -> RulingJson:
    """A gap, or not a gap."""
    return ruling_json(doubts.rule(doubt_id, contradicts=data.gap, who=role_of(request).value, on=today()))


def waiting_json(one: Waiting) -> WaitingJson:
    """One pair for programs."""
    return {
        "id": one.doubt.id,
        "harm": one.doubt.harm,
        "lean": round(one.doubt.lean, 3),
        "why": one.doubt.why,
        "official": evidence_json(one.official),
        "field": evidence_json(one.other),
    }


def ruling_json(ruling: Ruling) -> RulingJson:
    """One decision for programs."""
    return {"id": ruling.id, "gap": ruling.contradicts, "who": ruling.who, "on": ruling.on.isoformat()}


router = Router(path="/api/tray", route_handlers=[waiting, decide], guards=[allow(*CURATORS)], tags=["Gaps"])
