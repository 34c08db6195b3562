"""On which side of the table somebody sits: only where the transcript says so, or there are but two in the call."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.domain.claim import Speaker
from app.domain.evidence import About
from ingest import vocabulary
from ingest.calls.conversation import Utterance, names
from ingest.stated.accounts import fold

_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_PAIR = 2


def seated(said: Sequence[Utterance], about: About) -> list[Utterance]:
    """Return what was said with the side of each speaker, as far as it is told.

    A host is on neither side: customers invite too. So are a guest and "external", seen from whoever recorded it.
    What an utterance already says about its speaker stands.
    """
    told = {one.name: one.side for one in said if one.side}
    everybody = names(said)
    for name in everybody:
        told.setdefault(name, _by_role(name) or _by_name(name, about))
    if len(everybody) == _PAIR and len(found := [name for name in everybody if told[name]]) == 1:
        other = next(name for name in everybody if name != found[0])
        told[other] = {"rep": "customer", "customer": "rep"}.get(told[found[0]], "")
    return [replace(one, side=told.get(" ".join(one.name.split()), one.side)) for one in said]


def _by_role(name: str) -> str:
    """`Anna Berg (Kund)`, `Customer 1`, `AE` → the side."""
    inside = [piece for bracket in _BRACKETS.findall(name) for piece in re.split(r"[,/|–-]", bracket)]
    for piece in [name, *inside]:
        role = re.sub(r"_?\d{1,2}$", "", vocabulary.plain(piece))
        for side, words in _roles().items():
            if role in words:
                return side
    return ""


def _roles() -> Mapping[str, frozenset[str]]:
    return {
        Speaker.CUSTOMER.value: vocabulary.words("customers_role"),
        Speaker.REP.value: vocabulary.words("rep_role"),
    }


def _by_name(name: str, about: About) -> str:
    """The note's seller is who is called so in the call; a first name is enough."""
    if not about.rep:
        return ""
    rep, own = fold(about.rep), fold(_BRACKETS.sub(" ", name))
    shorter = min(len(rep), len(own))
    return Speaker.REP.value if shorter and rep[:shorter] == own[:shorter] else ""
