"""The command, as a user types it: what is printed, what is refused, and the JSON other programs rely on."""

from pathlib import Path

import pytest

from app.__main__ import main
from tests.command.conftest import NOTES, OFFICIAL, Command


def test_a_folder_goes_in_and_the_summary_counts_it(samsyn: Command, company: Path) -> None:
    summary = samsyn.json("ingest", str(company))
    assert summary["documents"] | {"vanished": 0} == {
        "added": 4, "changed": 0, "unchanged": 0, "removed": 0, "refused": 0, "vanished": 0
    }  # fmt: skip
    assert summary["gaps"] == 2
    assert {"passages", "claims", "refusals", "seconds"} <= summary.keys()


def test_the_same_folder_twice_changes_nothing(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    before = samsyn.json("gaps")
    summary = samsyn.json("ingest", str(company))
    assert (summary["documents"]["unchanged"], summary["documents"]["added"]) == (4, 0)
    assert samsyn.json("gaps") == before


def test_gaps_carry_the_contract_and_verbatim_quotes(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    gaps = {gap["kind"]: gap for gap in samsyn.json("gaps")}
    assert gaps.keys() == {"value_mismatch", "contradiction"}
    price = gaps["value_mismatch"]
    assert price["official"][0]["document"] == "official/prislista.md"
    assert price["official"][0]["quote"] in OFFICIAL
    assert price["field"][0]["quote"] in NOTES["2026-02-03-nordpost.md"]
    assert price["field"][0] | {"place": ""} == price["field"][0] | {
        "document": "field/2026-02-03-nordpost.md", "account": "Nordpost", "date": "2026-02-03", "place": ""
    }  # fmt: skip
    assert (price["first_seen"], price["emerging"], price["decided_by"]) == ("2026-02-03", True, "rule")


def test_a_corrected_page_closes_the_gap_and_a_changed_file_replaces_its_old_text(
    samsyn: Command, company: Path
) -> None:
    samsyn.run("ingest", str(company))
    page = company / "official" / "prislista.md"
    page.write_text(OFFICIAL.replace("490", "550"), "utf-8")
    samsyn.run("ingest", str(company))
    assert [gap["kind"] for gap in samsyn.json("gaps")] == ["contradiction"]
    assert [gap["kind"] for gap in samsyn.json("gaps", "--status", "verified")] == ["value_mismatch"]
    card = samsyn.json("ask", "Vad kostar Team?")
    assert not any("490" in citation["quote"] for citation in card["citations"])


def test_a_vanished_file_is_told_and_removed_only_with_prune(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    (company / "field" / "2026-02-03-nordpost.md").unlink()
    kept = samsyn.json("ingest", str(company))
    assert (kept["documents"]["removed"], kept["vanished"]) == (0, ["field/2026-02-03-nordpost.md"])
    pruned = samsyn.json("ingest", str(company), "--prune")
    assert pruned["documents"]["removed"] == 1
    assert [gap["kind"] for gap in samsyn.json("gaps")] == ["contradiction"]


def test_an_answer_cites_only_what_exists_and_says_the_conflict(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    card = samsyn.json("ask", "Vad kostar Team?")
    numbers = {citation["n"] for citation in card["citations"]}
    assert card["language"] == "sv"
    assert card["composed_by"] == "rules"
    assert card["not_known"] == []
    assert all(set(line["citations"]) <= numbers for line in card["lines"])
    assert any(line["section"] == "conflicts" for line in card["lines"])
    assert [gap["kind"] for gap in card["gaps"]] == ["value_mismatch"]


def test_what_the_material_does_not_answer_is_said_and_reaches_the_report(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    card = samsyn.json("ask", "Do you support fingerprint readers?")
    assert card["not_known"]
    assert "fingerprint" in samsyn.run("report", "2026-W11").stdout


def test_looking_back_shows_only_what_was_known_then(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    now = samsyn.json("gaps")
    then = samsyn.json("gaps", "--as-of", "2026-02-05")
    assert [gap["kind"] for gap in then] == ["value_mismatch"]
    assert samsyn.json("gaps") == now


@pytest.mark.parametrize("form", ["markdown", "html", "json"])
def test_the_report_of_a_week_is_written_in_every_form(samsyn: Command, company: Path, form: str) -> None:
    samsyn.run("ingest", str(company))
    result = samsyn.run("report", "2026-W06", "--format", form)
    assert result.exit_code == 0
    assert "550 kr" in result.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("ask", ""), "question"),
        (("ask", "why? " * 2500), "2000"),
        (("report", "next week"), "2026-W47"),
        (("ingest", "nowhere"), "nowhere"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_exit_code_1(
    samsyn: Command, company: Path, words: tuple[str, ...], says: str
) -> None:
    samsyn.run("ingest", str(company))
    result = samsyn.run(*words)
    assert result.exit_code == 1
    assert says in result.stderr
    assert "Traceback" not in result.output


def test_asked_before_anything_was_read_it_says_what_to_run(samsyn: Command) -> None:
    result = samsyn.run("ask", "How should I pitch this?")
    assert result.exit_code == 1
    assert "samsyn ingest" in result.stderr


def test_a_folder_with_no_origin_is_refused_with_how_to_choose(samsyn: Command, tmp_path: Path) -> None:
    (tmp_path / "stuff").mkdir()
    (tmp_path / "stuff" / "note.md").write_text("Kund nöjd med allt.", "utf-8")
    result = samsyn.run("ingest", str(tmp_path / "stuff"))
    assert result.exit_code == 1
    assert "--origin" in result.stderr
    assert samsyn.run("ingest", str(tmp_path / "stuff"), "--origin", "field").exit_code == 0


def test_one_bad_file_stops_no_other(samsyn: Command, company: Path) -> None:
    (company / "official" / "picture.md").write_bytes(bytes(range(256)) * 40)
    (company / "official" / "huge.txt").write_bytes(b"a " * 11_000_000)
    summary = samsyn.json("ingest", str(company))
    assert summary["documents"]["added"] == 4
    assert {r["document"] for r in summary["refusals"]} == {"official/picture.md", "official/huge.txt"}
    assert any("SAMSYN_MAX_FILE_MB" in r["reason"] for r in summary["refusals"])


def test_an_unknown_setting_is_refused_by_name(samsyn: Command) -> None:
    samsyn.environment["SAMSYN_EMBEDING_MODEL"] = "x"
    result = samsyn.run("gaps")
    assert result.exit_code == 1
    assert "SAMSYN_EMBEDDING_MODEL" in result.stderr


def test_doctor_says_what_works(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    findings = {f["name"]: f for f in samsyn.json("doctor")}
    assert all(f["works"] for f in findings.values())
    assert "2 official and 2 field" in findings["store"]["seen"]


def test_reindex_builds_the_same_answers_anew(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    before = samsyn.json("ask", "Vad kostar Team?")
    assert samsyn.run("reindex").exit_code == 0
    assert samsyn.json("ask", "Vad kostar Team?") == before


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_every_verb_explains_itself(samsyn: Command, verb: str) -> None:
    result = samsyn.run(verb, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout
