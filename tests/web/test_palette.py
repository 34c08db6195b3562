"""Text can be read in both schemes: WCAG contrast of every pair of colours the pages use."""

import re

import pytest

from app.report.html import STYLE_FOLDER

PAIRS = [
    ("ink", "paper"), ("ink", "sheet"), ("ink", "official-ground"), ("ink", "field-ground"), ("ink", "warn-ground"),
    ("quiet", "paper"), ("quiet", "sheet"), ("quiet", "official-ground"), ("quiet", "field-ground"),
    ("official", "paper"), ("official", "sheet"), ("official", "official-ground"),
    ("field", "paper"), ("field", "sheet"), ("field", "field-ground"),
    ("warn", "warn-ground"), ("paper", "official"),
]  # fmt: skip


def palettes() -> dict[str, dict[str, str]]:
    css = (STYLE_FOLDER / "palette.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    found = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks]
    return dict(zip(("light", "dark", "print"), found, strict=True))


def luminance(colour: str) -> float:
    """WCAG 2.2 relative luminance."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
@pytest.mark.parametrize(("front", "ground"), PAIRS)
def test_text_reaches_four_and_a_half_to_one(scheme: str, front: str, ground: str) -> None:
    palette = palettes()[scheme]
    lighter, darker = sorted((luminance(palette[front]), luminance(palette[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5
