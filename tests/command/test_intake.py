"""The verbs that look after documents, as a user types them."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.store.database import Database
from app.store.jobs import JobBook
from tests.command.conftest import Command
from tests.command.test_serving import environment

PRICES = "official/prislista.md"


def test_jobs_are_listed_and_shown_with_their_outcome(samsyn: Command, company: Path) -> None:
    assert "No jobs yet" in samsyn.run("jobs").stdout
    samsyn.run("ingest", str(company))
    assert samsyn.run("jobs").stdout.startswith("1 done")
    (job,) = samsyn.json("jobs", "1")
    assert (job["state"], job["outcome"]["documents"]["added"]) == ("done", 4)
    assert "There is no job 7" in samsyn.run("jobs", "7").stderr


def test_a_document_is_shown_put_right_and_deleted_and_brought_back(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    shown = samsyn.run("document", PRICES).stdout
    assert "product: Kairos" in shown
    assert "490 kr per användare" in shown
    right = samsyn.run("document", PRICES, "--set", "market=Sverige", "--set", "valid-until=2026-12-31").stdout
    assert "market: Sverige (put right; the document says nothing)" in right
    assert "valid_until: 2026-12-31" in right
    assert "put right" not in samsyn.run("document", PRICES, "--unset", "market", "--unset", "valid_until").stdout
    assert "is deleted" in samsyn.run("document", PRICES, "--delete", "--why", "fel lista").stdout
    again = samsyn.json("ingest", str(company))
    assert again["skipped"] == [
        {"document": PRICES, "reason": "deleted on 2026-03-09 by command; --restore brings it back"}
    ]
    assert samsyn.json("ingest", str(company), "--restore")["documents"]["added"] == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("nothing.md",), "There is no document 'nothing.md'"),
        ((PRICES, "--set", "market"), "is no correction. Write it as account='Hotell Fjorden'"),
        ((PRICES, "--set", "date=someday"), "'someday' is no day. Write it as 2026-03-09"),
    ],
)
def test_what_cannot_be_done_to_a_document_is_refused(
    samsyn: Command,
    company: Path,
    words: tuple[str, ...],
    says: str,
) -> None:
    samsyn.run("ingest", str(company))
    refused = samsyn.run("document", *words)
    assert (refused.exit_code, says in refused.stderr) == (1, True), refused.stderr


def test_verify_says_that_all_holds_and_repairs_what_does_not(samsyn: Command, company: Path) -> None:
    samsyn.run("ingest", str(company))
    held = samsyn.run("verify")
    assert (held.exit_code, "holds" in held.stdout) == (0, True)
    database = Database.open(Path(samsyn.environment["SAMSYN_DATA"]))
    with database.writing() as session:
        session.connection().exec_driver_sql("DELETE FROM words_official")
    database.close()
    broken = samsyn.run("verify")
    assert (broken.exit_code, "Run it with --repair" in broken.stdout) == (1, True)
    assert samsyn.run("verify", "--repair").exit_code == 0
    assert samsyn.json("verify")["holds"] is True


def test_a_real_ingestion_killed_half_way_goes_on_at_the_next_start(tmp_path: Path, company: Path) -> None:
    data = tmp_path / "data"
    command = [sys.executable, "-m", "app", "ingest", str(company), "--json"]
    first = subprocess.Popen(command, env=environment(data), stdout=subprocess.DEVNULL)
    while not _accepted(data):
        assert first.poll() is None
        time.sleep(0.05)
    first.kill()
    first.wait()
    assert _accepted(data) == ["accepted"] or _accepted(data) == ["running"]
    (company / "field/2026-02-10-almgrens.md").unlink()
    second = subprocess.run(command, env=environment(data), capture_output=True, text=True, check=True)
    assert '"unchanged": 3' in second.stdout  # the killed job has been done first
    assert _accepted(data) == ["done", "done"]


def test_dropping_a_file_into_a_watched_folder_is_all_it_takes(tmp_path: Path, company: Path) -> None:
    data = tmp_path / "data"
    with subprocess.Popen(
        [sys.executable, "-m", "app", "watch", str(company), "--prune"],
        env=environment(data), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as watching:  # fmt: skip
        assert watching.stdout is not None
        try:
            assert "4 added" in watching.stdout.readline()
            # Before it says that it is watching, too, nothing is lost.
            (company / "field/2026-03-01-nytt.md").write_text("Kunden vill ha enkel inloggning.", "utf-8")
            (company / "field/2026-02-10-almgrens.md").unlink()
            told = ""
            while "added" not in (line := watching.stdout.readline()):
                told += line
                assert watching.poll() is None
            assert "Watching" in told
            assert "1 added, 0 changed, 3 unchanged, 1 removed" in line
        finally:
            watching.kill()


def _accepted(data: Path) -> list[str]:
    """The states of the jobs in the book, oldest first."""
    if not (data / "samsyn.db").exists():
        return []
    database = Database.open(data)
    try:
        return [job.state.value for job in reversed(JobBook(database).latest(10))]
    finally:
        database.close()
