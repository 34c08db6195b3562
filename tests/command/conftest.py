"""A small company and the command, with a data folder of its own and a day that stands still."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from app.__main__ import main

OFFICIAL = """---
title: Prislista 2026
date: 2026-01-01
product: Kairos
---
# Priser

Team kostar 490 kr per användare och månad exkl. moms.
"""
SYNC = "---\ntitle: Integrations\ndate: 2026-01-01\n---\n# Sync\n\nKairos syncs changes to payroll in real time.\n"
NOTES = {
    "2026-02-03-nordpost.md": (
        "---\naccount: Nordpost\nrep: Eva\ndate: 2026-02-03\n---\n"
        "Offererade Team, jag sa 550 kr per användare och månad.\n"
    ),
    "2026-02-10-almgrens.md": (
        "---\naccount: Almgrens\nrep: Olle\ndate: 2026-02-10\n---\n"
        "They measured a 15 minute delay to payroll, support says it is batched.\n"
    ),
}


@pytest.fixture
def company(tmp_path: Path) -> Path:
    root = tmp_path / "company"
    for folder in ("official", "field"):
        (root / folder).mkdir(parents=True)
    (root / "official" / "prislista.md").write_text(OFFICIAL, "utf-8")
    (root / "official" / "integrations.md").write_text(SYNC, "utf-8")
    for name, text in NOTES.items():
        (root / "field" / name).write_text(text, "utf-8")
    return root


class Command:
    """The command with a data folder of its own and a day that stands still."""

    def __init__(self, data: Path) -> None:
        self.environment = {"SAMSYN_DATA": str(data), "SAMSYN_AS_OF": "2026-03-09", "OPENAI_API_KEY": ""}

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, words, env=self.environment, catch_exceptions=False)

    def json(self, *words: str) -> Any:
        result = self.run(*words, "--json")
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)


@pytest.fixture
def samsyn(tmp_path: Path) -> Command:
    return Command(tmp_path / "data")
