"""The verbs that close the loop, as a user types them."""

from pathlib import Path
from typing import Any

import pytest

from tests.command.conftest import Command

MORE = (
    "---\naccount: Core\nrep: Olle\ndate: 2026-02-12\n---\nOffererade Team, jag sa 550 kr per användare och månad.\n"
    "I promised them that single sign-on will be delivered in Q3 2026.\n"
)


@pytest.fixture
def price(samsyn: Command, company: Path) -> str:
    """The id of the gap about the price, heard in two accounts."""
    (company / "field" / "2026-02-12-core.md").write_text(MORE, "utf-8")
    samsyn.run("ingest", str(company))
    return str(kinds(samsyn)["value_mismatch"]["id"])


def kinds(samsyn: Command, *words: str) -> dict[str, Any]:
    return {gap["kind"]: gap for gap in samsyn.json("gaps", *words)}


def witnesses(samsyn: Command) -> dict[str, list[str]]:
    """The documents behind each gap that is listed."""
    return {gap["id"]: [e["document"] for e in gap["field"]] for gap in samsyn.json("gaps")}


def test_a_gap_is_shown_assigned_and_resolved_and_its_reporters_are_told(samsyn: Command, price: str) -> None:
    assert "field 2" in samsyn.run("gaps", "show", price).stdout
    given = samsyn.json("gaps", "assign", price, "Lena Ek", "--due", "2026-03-20", "--who", "Maria")
    assert (given["owner"], given["due"]) == ("Lena Ek", "2026-03-20")
    samsyn.run("gaps", "acknowledge", price)
    samsyn.run("gaps", "start", price)
    assert (
        "resolved · command (admin): new price list"
        in samsyn.run("gaps", "resolve", price, "--why", "new price list").stdout
    )
    told = samsyn.run("gaps", "history", price).stdout
    assert "assigned to Lena Ek until 2026-03-20 · Maria (admin)" in told
    receipts = samsyn.run("receipts", "--rep", "eva").stdout
    assert (
        f"Your note of 3 February 2026 (Nordpost) → gap {price}, Figures differ → resolved: new price list" in receipts
    )
    assert "Din anteckning från 12 februari 2026 (Core)" in samsyn.run("receipts", "--language", "sv").stdout
    assert "value_mismatch" not in kinds(samsyn)
    assert "value_mismatch" in kinds(samsyn, "--status", "resolved")


def test_what_was_dismissed_or_resolved_stays_so_when_the_same_folder_is_read_again(
    samsyn: Command, price: str, company: Path
) -> None:
    samsyn.run("gaps", "dismiss", price, "--why", "an approved discount", "--until", "2026-03-31")
    (company / "field" / "new.md").write_text(MORE.replace("Core", "Dora").replace("-12", "-20"), "utf-8")
    samsyn.run("ingest", str(company))
    dismissed = kinds(samsyn, "--status", "dismissed")["value_mismatch"]
    assert (dismissed["id"], dismissed["accounts"], dismissed["until"]) == (price, 3, "2026-03-31")
    assert kinds(samsyn, "--as-of", "2026-04-01")["value_mismatch"]["status"] == "open"


def test_gaps_are_merged_and_split_and_stay_so(samsyn: Command, price: str, company: Path) -> None:
    sync = kinds(samsyn)["contradiction"]["id"]
    assert samsyn.json("gaps", "merge", sync, price)["accounts"] == 3
    new = samsyn.json("gaps", "split", price, "1", "--why", "another plan")
    assert (new["split_from"], len(new["field"])) == (price, 1)
    before = witnesses(samsyn)
    (company / "field" / "other.md").write_text("Kunden vill ha enkel inloggning.", "utf-8")
    samsyn.run("ingest", str(company))
    assert witnesses(samsyn) == before
    assert samsyn.run("gaps", "reopen", sync, "--why", "no").exit_code == 0
    assert kinds(samsyn)["contradiction"]["id"] == sync


def test_promises_are_listed_with_whom_by_when_and_on_what_basis(samsyn: Command, price: str) -> None:
    (promise,) = samsyn.json("promises")
    assert price
    assert (promise["rep"], promise["account"], promise["by"], promise["official_basis"]) == (
        "Olle", "Core", "2026-09-30", False
    )  # fmt: skip
    assert "Olle → Core · 2026-02-12 · by 2026-09-30 · no official basis · open" in " ".join(
        samsyn.run("promises").stdout.split()
    )


def test_only_the_emerging_ones_are_listed_when_asked_for(samsyn: Command, price: str) -> None:
    found = kinds(samsyn, "--tray", "emerging")
    assert price not in {gap["id"] for gap in found.values()}
    assert set(found) == {"contradiction", "unsupported_promise"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("show", "deadbeef"), "There is no gap deadbeef"),
        (("resolve", "deadbeef", "--why", "x"), "There is no gap 'deadbeef'"),
        (("resolve", "PRICE"), "A gap is resolved for a reason"),
        (("reopen", "PRICE", "--why", "x"), "is open and cannot be open. It can become acknowledged"),
        (("split", "PRICE", "7"), "has no quote 7"),
        (("merge", "PRICE", "PRICE"), "cannot be merged with itself"),
        (("assign", "PRICE", "Lena", "--due", "2026-01-01"), "has passed"),
        (("acknowledge", "PRICE", "--as-of", "2026-03-01"), "known as of 2026-03-09"),
    ],
)
def test_what_cannot_be_done_to_a_gap_is_refused(
    samsyn: Command, price: str, words: tuple[str, ...], says: str
) -> None:
    refused = samsyn.run("gaps", *(price if word == "PRICE" else word for word in words))
    assert refused.exit_code == 1
    assert says in refused.stderr
