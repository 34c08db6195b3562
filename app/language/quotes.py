"""A quote as it is read: without the mark-up, line breaks and table bars of its source."""

import re

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_STAR = r"\*{2,}|(?<!\d)(?<!\d\s)\*|\*(?!\s?\d)"
"""An asterisk between figures is none: without it "5*3 m" would be fifty-three."""
_MARK = re.compile(_STAR + r"|`+|(?<!\w)_+|_+(?!\w)|^\s*(?:#{1,6}|>|[-•–]|\d+(?:\.\d+)+\.?)\s+")
_CELLS = re.compile(r"\s*\|\s*")


def unmarked(quote: str) -> str:
    """Return the words of a quote on one line."""
    text = _MARK.sub("", _LINK.sub(r"\1", quote.strip()))
    if "|" in text:
        text = ", ".join(cell for cell in _CELLS.split(text) if cell)
    return " ".join(text.split())
