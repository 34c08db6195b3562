"""Trades, workplaces and roles a text names, whatever they are called there."""

from app.language.forms import forms

_WIDE = frozenset(
    [
        "clinic", "construction", "engineer", "executive", "farm", "large_firm", "manufacturing", "office", "retail",
        "small_firm",
    ]
)  # fmt: skip
"""Those that take others in: a pig farmer is a farmer, and is asked about as the first."""
_ROLES = frozenset(
    [
        "board", "engineer", "executive", "finance", "hr", "installer", "it", "legal", "maintenance_crew", "marketing",
        "operations", "purchasing", "receptionist", "safety_rep", "security_officer", "store_manager",
    ]
)  # fmt: skip
"""Who decides and buys anywhere."""


def circles_of(text: str) -> frozenset[str]:
    """Return the ids of all that `text` names."""
    return forms("circles").of(text)


def narrow(circles: frozenset[str]) -> frozenset[str]:
    """Return the narrowest of `circles`: of pig farm and farm, the first."""
    return circles - _WIDE or circles


def workplaces(circles: frozenset[str]) -> frozenset[str]:
    """Return those of `circles` where a thing is used, and could be seen at work."""
    return circles - _ROLES
