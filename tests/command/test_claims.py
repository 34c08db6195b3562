"""The register, as a marketer types it."""

from pathlib import Path

from tests.command.conftest import Command

SAYS = "Team kostar 490 kr per användare och månad exkl. moms."


def price(samsyn: Command, *words: str) -> dict:
    (claim,) = samsyn.json("claims", "list", "490", *words)
    return claim


def test_claims_are_listed_shown_edited_and_marked(samsyn: Command, company: Path) -> None:
    assert "No such claim" in samsyn.run("claims").stdout
    samsyn.run("ingest", str(company))
    claim = price(samsyn)
    assert (claim["text"], claim["status"], claim["last_heard"]) == (SAYS, "current", None)
    assert SAYS in samsyn.run("claims").stdout
    short = claim["id"][:8]
    told = samsyn.json("claims", "edit", short, "--set", "owner=Lena", "--set", "valid-until=2026", "--why", "Q1")
    assert (told["owner"], told["valid_until"], told["events"][0]["why"]) == ("Lena", "2026-12-31", "Q1")
    assert samsyn.json("claims", "edit", short, "--unset", "owner")["owner"] is None
    assert samsyn.json("claims", "pillar", short)["pillar"] is True
    assert price(samsyn, "--only", "pillar")["id"] == claim["id"]
    shown = samsyn.run("claims", "show", short).stdout
    assert "valid_until: 2026-12-31" in shown
    assert "command: pillar: as read → yes" in shown


def test_a_retired_claim_has_no_gap_any_more(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    assert [gap["kind"] for gap in samsyn.json("gaps", "--kind", "value_mismatch")] == ["value_mismatch"]
    one = price(samsyn)["id"]
    assert samsyn.run("claims", "retire", one).exit_code == 1
    assert samsyn.json("claims", "retire", one, "--why", "ny prislista")["status"] == "retired"
    assert samsyn.json("gaps", "--kind", "value_mismatch") == []
    samsyn.run("ingest", str(company))
    assert price(samsyn, "--only", "retired")["because"] == "ny prislista"
    assert samsyn.json("claims", "retire", one, "--undo")["status"] == "current"
    assert [gap["status"] for gap in samsyn.json("gaps", "--kind", "value_mismatch")] == ["open"]


def test_a_claim_for_another_segment_is_held_against_no_other(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    samsyn.json("claims", "edit", price(samsyn)["id"], "--set", "plan=Enterprise")
    assert samsyn.json("gaps", "--kind", "value_mismatch") == []


def test_a_claim_added_by_hand_is_held_against_the_field(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company / "field"))
    added = samsyn.json("claims", "add", SAYS, "--set", "valid_from=2026-01-01", "--set", "owner=Lena")
    assert (added["document"], added["owner"]) == ("register", "Lena")
    (gap,) = samsyn.json("gaps", "--kind", "value_mismatch")
    assert [(e["document"], e["quote"]) for e in gap["official"]] == [("register", SAYS)]
    refused = samsyn.run("claims", "add", "Billigt.")
    assert (refused.exit_code, "one whole sentence" in refused.stderr) == (1, True)


def test_the_message_map_is_shown_and_edited(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    assert "retired: none" in samsyn.run("messages").stdout
    told = ("--instead", "tid tillbaka", "--reason", "Vi är inte billiga.")
    assert samsyn.run("messages", "retire", "billig kalender", *told).exit_code == 0
    assert samsyn.run("messages", "prefer", "schema", "rota").exit_code == 0
    messages = samsyn.json("messages", "show")
    (retired,), (preferred,) = messages["retired"], messages["preferred"]
    assert (retired["instead"], retired["quote"]) == (
        ["tid tillbaka"], "Vi säger inte ”billig kalender”. Vi säger ”tid tillbaka”."
    )  # fmt: skip
    assert preferred["words"] == ["schema", "rota"]
    assert "billig kalender → tid tillbaka" in samsyn.run("messages").stdout
    assert samsyn.run("messages", "drop", retired["id"]).exit_code == 0
    assert samsyn.json("messages", "show")["retired"] == []
    assert samsyn.run("messages", "drop", "nothing").exit_code == 1
