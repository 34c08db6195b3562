"""Rows of Markdown tables: what a cell says only its column's heading tells."""

import re
from dataclasses import replace
from datetime import date

from app.domain.quantity import Bound, Quantity
from app.language.metrics import with_metrics
from app.language.quantities import quantities
from app.language.scopes import plans_in

_CELL = re.compile(r"[^|]+")
_COUNT = re.compile(r"\s*+(?P<words>\D*+)(?P<n>\d[\d\s]*+)")
_RULE = re.compile(r"[\s:|-]+")


def is_row(line: str) -> bool:
    """Whether `line` is a row of a table with several columns."""
    return line.count("|") >= 2  # noqa: PLR2004 - two bars part three cells


def header_of(text: str, start: int) -> list[str]:
    """Return the column headings of the table whose row begins at `start` in `text`; none without a rule below them."""
    lines: list[str] = []
    end = text.rfind("\n", 0, start + 1)
    while end > 0:
        begin = text.rfind("\n", 0, end) + 1
        line = text[begin:end]
        if "|" not in line:
            break
        lines.append(line)
        end = begin - 1
    if text[: text.find("\n") + 1].count("|") >= 2 and end <= 0 and not lines:  # noqa: PLR2004 - as above
        lines.append(text[: text.find("\n")])
    if len(lines) < 2 or not _RULE.fullmatch(lines[-2]):  # noqa: PLR2004 - headings and the rule
        return []
    return [cell.strip() for cell in lines[-1].strip().strip("|").split("|")]


def row_quantities(row: str, header: list[str], language: str, near: date | None) -> tuple[Quantity, ...]:
    """Return the quantities of `row`, each read together with its column's heading; offsets are those of `row`."""
    offset = 1 if row.startswith("|") else 0
    found: list[Quantity] = []
    for column, match in enumerate(_CELL.finditer(row, offset)):
        title = header[column] if column < len(header) else ""
        lead = f"{title}: "
        text = lead + match[0]
        for quantity in with_metrics(quantities(text, language, near), text, ""):
            if quantity.start >= len(lead) or quantity.end > len(lead):
                shift = match.start() - len(lead)
                start, end = max(match.start(), quantity.start + shift), quantity.end + shift
                found.append(replace(_with_title(quantity, title), start=start, end=end))
        found.extend(_bare(match, title, language))
    return tuple(found)


def _with_title(quantity: Quantity, title: str) -> Quantity:
    """Take denominators the heading names ("per user and month") for those the cell leaves out."""
    if quantity.per or not quantity.unit.isupper():
        return quantity
    named = quantities(f"1 kr {title[title.lower().find('per') :] if 'per' in title.lower() else title}", "sv")
    return replace(quantity, per=named[0].per) if named else quantity


def _bare(cell: re.Match[str], title: str, language: str) -> list[Quantity]:
    """`40` or `up to 40` under "Users": a count of what the heading names, unless that is a plan."""
    number = _COUNT.fullmatch(cell[0])
    if not number or not title or plans_in(f"x {title}"):
        return []
    text = f"{number['words']}{number['n'].strip()} {title.lower()}"
    return [
        replace(q, start=cell.start(), end=cell.end(), text=cell[0].strip(), metric=q.unit)
        for q in quantities(text, language)
        if q.unit.startswith("#") and (not number["words"] or q.approximate or q.bound is not Bound.EXACT)
    ]
