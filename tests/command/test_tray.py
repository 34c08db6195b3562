"""Worth a look, as a user types it."""

import json
from pathlib import Path

from tests.command.conftest import Command

HEAD = "---\naccount: Hovden\nrep: Eva\ndate: 2026-02-20\n---\n"
NOTE = f"{HEAD}Synken av ändringar till lönerna (payroll) fungerar inte hos dem.\n"


def test_a_pair_waits_is_decided_and_becomes_a_labelled_case(samsyn: Command, company: Path, tmp_path: Path) -> None:
    (company / "field" / "hovden.md").write_text(NOTE, "utf-8")
    samsyn.run("ingest", str(company))
    before = len(samsyn.json("gaps"))
    (one,) = samsyn.json("gaps", "tray")
    listed = samsyn.run("gaps", "tray").stdout
    assert all(text in listed for text in (one["id"], "denied", "fungerar inte"))
    assert "a gap" in samsyn.run("gaps", "tray", one["id"], "--gap", "--who", "Lena").stdout
    assert samsyn.json("gaps", "tray") == []
    found = samsyn.json("gaps")
    assert len(found) == before + 1
    decided = next(gap for gap in found if gap["decided_by"] == "human")
    assert "Lena" in decided["reason"]["en"]
    assert "Lena" in samsyn.run("gaps", "show", decided["id"]).stdout
    file = tmp_path / "cases.jsonl"
    assert "1 case" in samsyn.run("gaps", "tray", "--export", str(file)).stdout
    case = json.loads(file.read_text("utf-8"))
    assert case == {
        "official": decided["official"][0]["quote"], "field": decided["field"][0]["quote"],
        "label": "contradicts", "category": "contradiction", "lang": "mixed",
    }  # fmt: skip


def test_half_a_decision_is_mistyped_and_an_unknown_pair_is_refused(samsyn: Command) -> None:
    assert samsyn.run("gaps", "tray", "--gap").exit_code == 2
    assert samsyn.run("gaps", "tray", "0000").exit_code == 2
    unknown = samsyn.run("gaps", "tray", "0000", "--no-gap")
    assert (unknown.exit_code, "samsyn gaps tray" in unknown.stderr) == (1, True)
