"""A number as its cell shows it: `4900` under `#,##0 "kr"` is "4 900 kr", `0.125` under `0.0%` is "12.5 %".

Formats are those of ECMA-376 part 1, 18.8.31. Thousands are parted by a space, which is read the same in Swedish
and English; the decimal mark is a comma where the format is Swedish, else a point.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_TOKEN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]?|General|[^"\\_*\[]', re.DOTALL | re.IGNORECASE)
_SWEDISH = re.compile(r"kr\b|SEK|-0?41[Dd]\b|-\w*sv", re.ASCII)
_PLACES = "0#?"
_LARGEST = 1e15
"""From here on a spreadsheet's digits are guesses."""
_NEVER = frozenset("eE/@")


@dataclass(slots=True)
class _Format:
    """One section of a format, taken apart."""

    before: str = ""
    digits: str = ""
    after: str = ""
    grouped: bool = False
    percent: int = 0
    odd: bool = False
    """Whether it asks for more than digits in a row: fractions, exponents, telephone numbers."""

    def literal(self, text: str) -> None:
        if self.digits:
            self.after += text
        else:
            self.before += text

    def digit(self, mark: str) -> None:
        if self.after:
            self.odd = self.odd or bool(self.after.strip())
            self.grouped, self.after = True, ""
        self.digits += mark


def shown(value: float, code: str) -> str:
    """Return what the cell shows for `value` under the number format `code`; nothing where the format hides it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if not abs(value) < _LARGEST:
        return f"{value:.10g}"
    section, value = _section(value, code)
    form = _parsed(section)
    if "general" in section.lower() or form.odd or not code:
        return f"{form.before if not form.odd else ''}{_plain(value)}{form.after if not form.odd else ''}".strip()
    if not form.digits:
        return " ".join(f"{form.before}{form.after}".split())
    figure = _figure(Decimal(format(value, ".15g")).scaleb(2 * form.percent), form)
    if value == 0 and form.before.strip() == "-":
        form.before = ""  # bookkeepers write a dash for nothing
    mark = "," if _SWEDISH.search(code) else "."
    text = f"{form.before}{figure.replace('.', mark)}{form.after}"
    return " ".join(re.sub(r"(?<=\d)%", " %", text).split()).replace("- ", "-")


def _section(value: float, code: str) -> tuple[str, float]:
    """The part of the format for numbers of this sign, and the number to show with it."""
    marks = _TOKEN.findall(code)
    sections: list[str] = [""]
    for mark in marks:
        if mark == ";":
            sections.append("")
        else:
            sections[-1] += mark
    if value < 0 and len(sections) > 1:
        return sections[1], -value
    if value == 0 and len(sections) > 2:  # noqa: PLR2004 - positive, negative, zero
        return sections[2], value
    return sections[0], value


def _parsed(section: str) -> _Format:
    form = _Format()
    for mark in _TOKEN.findall(section):
        if mark.startswith('"'):
            form.literal(mark.strip('"'))
        elif mark.startswith("\\"):
            form.literal(mark[1:])
        elif mark.startswith("_"):
            form.literal(" ")
        elif mark.startswith("[$"):
            form.literal(mark[2:].rstrip("]").split("-", 1)[0])
        elif mark in _NEVER:
            form.odd = True
        elif mark in _PLACES or (mark in ",." and form.digits and not form.after):
            form.digit(mark)
        elif not mark.startswith(("*", "[")) and mark.lower() != "general":
            form.percent += mark == "%"
            form.literal(mark)
    return form


def _figure(value: Decimal, form: _Format) -> str:
    whole, _, decimals = form.digits.partition(".")
    scaled = len(whole) - len(whole.rstrip(",")) + decimals.count(",")
    value, decimals = value.scaleb(-3 * scaled), decimals.replace(",", "")
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    text = f"{rounded:,f}" if form.grouped or "," in whole.rstrip(",") else f"{rounded:f}"
    if not form.grouped and "," not in whole:
        text = text.rjust(len(text) + whole.count("0") - len(text.partition(".")[0]), "0")
    if "." in text:
        least = len(decimals.rstrip("#?"))
        point = text.index(".") + 1
        kept = text[point:].rstrip("0").ljust(least, "0")
        text = text[:point] + kept if kept else text[: point - 1]
    return text.replace(",", " ")


def _plain(value: float) -> str:
    """As under "General": no noise of binary fractions, no exponent."""
    if float(value).is_integer():
        return str(int(value))
    return f"{Decimal(format(value, '.10g')):f}"
