"""The company's own plan names, learnt from its price lists, put into the scope of whatever names them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.claim import Claim
from app.domain.evidence import Origin, StoredDocument

_HEADED = re.compile(
    r"^\|?\s*(?:plan|paket|package|tier|nivå|abonnemang|edition|licens)\w*\s*\|", re.IGNORECASE | re.MULTILINE
)
_FIRST_CELL = re.compile(r"^\|?\s*\**(?P<name>[A-ZÅÄÖ][\w+-]{1,20})\**\s*\|", re.MULTILINE)
_PRICED = re.compile(r"\b(?:pris|price|plan|paket|abonnemang)", re.IGNORECASE)
_NOT_NAMES = frozenset({"plan", "paket", "pris", "price", "tier", "package", "all", "alla", "allt", "support"})


def plan_names(documents: Iterable[StoredDocument]) -> frozenset[str]:
    """Return the names in the first column of tables of plans in official documents."""
    names: set[str] = set()
    for stored in documents:
        document = stored.document
        if document.origin is Origin.OFFICIAL and _PRICED.search(document.about.title + document.path):
            for header in _HEADED.finditer(document.text):
                rows = document.text[header.start() :].split("\n\n")[0]
                names |= {m["name"] for m in _FIRST_CELL.finditer(rows) if m["name"].casefold() not in _NOT_NAMES}
    return frozenset(names)


def scoped(claims: Sequence[Claim], names: frozenset[str]) -> list[Claim]:
    """Return `claims` with the plans they name; a table row is about the plan in its first cell.

    A plan that the register has laid down stays.
    """
    if not names:
        return list(claims)
    named = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(map(re.escape, names), key=len, reverse=True))})(?!\w)")
    return [_with_plan(claim, named) for claim in claims]


def products_of(official: Iterable[Claim]) -> frozenset[str]:
    """Return the products that official claims hold for, in lower case."""
    return frozenset(product.casefold() for claim in official if (product := claim.scope.product))


def of_known_products(claims: Iterable[Claim], known: frozenset[str]) -> list[Claim]:
    """Return `claims` without the products only a note names: sellers write a plan or a module there, or a nickname."""
    return [
        replace(claim, scope=replace(claim.scope, product=None))
        if claim.scope.product and claim.scope.product.casefold() not in known
        else claim
        for claim in claims
    ]


def _with_plan(claim: Claim, named: re.Pattern[str]) -> Claim:
    if claim.registered and "plan" in claim.registered.fixed:
        return claim
    text = claim.quote.strip("| ").split("|")[0] if claim.quote.count("|") > 1 else claim.quote
    found = list(dict.fromkeys(m[0].casefold() for m in named.finditer(text)))
    if not found and claim.scope.plan is None:
        found = [m[0].casefold() for m in named.finditer(claim.heading)]
    return replace(claim, scope=replace(claim.scope, plan="|".join(found))) if found else claim
