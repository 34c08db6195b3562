"""The sample company: Kairos, scheduling software that "gives you time back"."""

from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "kairos"
TODAY = date(2026, 11, 23)
"""The Monday after the newest note: the demo lives on this day, so that weeks and ages stay as they were written."""
