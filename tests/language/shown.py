"""A quantity in one short line, so that a table of them can be read."""

from datetime import date
from decimal import Decimal

from app.domain.quantity import Bound, Quantity


def shown(quantity: Quantity) -> str:
    """Value or range, unit with what it is per, tax, bound and vagueness: `490..590 SEK/month excl about`."""
    low, high = _value(quantity.low, quantity.unit), _value(quantity.high, quantity.unit)
    parts = [low if low == high else f"{low}..{high}", "/".join([quantity.unit, *sorted(quantity.per)])]
    if quantity.vat is not None:
        parts.append("incl" if quantity.vat else "excl")
    if quantity.bound is not Bound.EXACT:
        parts.append(quantity.bound.value)
    return " ".join([*parts, "about"] if quantity.approximate else parts)


def _value(value: Decimal, unit: str) -> str:
    if unit == "date":
        return date.fromordinal(int(value)).isoformat()
    return f"{round(value, 4).normalize():f}"
