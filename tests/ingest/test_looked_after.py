"""What a person does to documents after they were taken in, and what reading them again makes of it."""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.claims import ClaimReader
from app.domain.errors import NotFound, SamsynError
from app.domain.evidence import Origin, StoredDocument
from app.domain.gap import Kind, Status
from app.domain.history import Removal
from app.verify import verify
from ingest import sources
from ingest.isolation import ReadingRoom
from ingest.pipeline import Pipeline
from ingest.reading import Limits, Raw, Reading
from tests.ingest.reading_a_file import TODAY

DELETED = Removal(TODAY, who="marketing", why="wrong customer")


def named(pipeline: Pipeline, path: str) -> StoredDocument:
    return next(one for one in pipeline.library.documents() if one.document.path == path)


def test_what_was_put_right_stays_so_when_the_file_is_read_again(pipeline: Pipeline, company: Path) -> None:
    pipeline.ingest([company], today=TODAY)
    note = named(pipeline, "field/2026-03-09-acme.txt")
    right = pipeline.correct(note.id, {"account": "Acme Retail", "rep": "Johan"}, TODAY)
    assert (right.document.about.account, right.document.about.rep) == ("Acme Retail", "Johan")
    assert right.document.about.title == "Acme Retail, 2026-03-09"
    assert {claim.account for claim in pipeline.library.claims() if claim.document_id == note.id} == {"Acme Retail"}
    again = pipeline.ingest([company], today=TODAY)
    assert (again.changed, again.embedded) == (0, 0)
    (company / "field/2026-03-09-acme.txt").write_text("They said that the price is far too high for them.\n")
    assert pipeline.ingest([company], today=TODAY).changed == 1
    assert named(pipeline, note.document.path).document.about.account == "Acme Retail"
    pipeline.correct(note.id, {"account": None}, TODAY)
    assert named(pipeline, note.document.path).document.about.account == "Acme"


def test_a_deleted_document_does_not_come_back_by_itself_and_does_when_asked(pipeline: Pipeline, company: Path) -> None:
    pipeline.ingest([company], today=TODAY)
    note = named(pipeline, "field/2026-03-09-acme.txt")
    pipeline.remove(note.id, DELETED)
    with pytest.raises(NotFound):
        pipeline.library.document(note.id)
    summary = pipeline.ingest([company], today=TODAY)
    assert [(one.document, one.reason) for one in summary.skipped] == [
        ("field/2026-03-09-acme.txt", "deleted on 2026-11-23 by marketing; --restore brings it back")
    ]
    assert summary.added == 0
    assert pipeline.ingest([company], restore=True, today=TODAY).added == 1
    assert pipeline.library.document(note.id).document.text == note.document.text


def test_a_row_of_a_table_that_was_deleted_stays_away_while_its_neighbours_are_read(
    pipeline: Pipeline, company: Path
) -> None:
    pipeline.ingest([company], today=TODAY)
    row = next(one for one in pipeline.library.documents() if one.document.place == "row 2")
    pipeline.remove(row.id, DELETED)
    summary = pipeline.ingest([company], today=TODAY)
    assert [one.document for one in summary.skipped] == ["field/crm.csv row 2"]
    assert (summary.added, summary.removed, summary.unchanged) == (0, 0, 3)


def test_an_upload_brings_a_deleted_one_back(pipeline: Pipeline) -> None:
    file = sources.upload("note.txt", b"They want single sign-on.", Origin.FIELD)
    pipeline.accept([file], TODAY)
    (stored,) = pipeline.library.documents()
    pipeline.remove(stored.id, DELETED)
    assert pipeline.accept([file], TODAY).added == 1


def test_deleting_a_document_closes_the_gap_that_rested_on_it(pipeline: Pipeline, company: Path) -> None:
    pipeline.ingest([company], today=TODAY)
    gaps = [gap for gap in pipeline.finder.view(TODAY) if gap.kind is Kind.VALUE_MISMATCH]
    assert [gap.status for gap in gaps] == [Status.OPEN]
    pipeline.remove(gaps[0].field[0].document_id, DELETED)
    left = [gap for gap in pipeline.finder.view(TODAY) if gap.kind is Kind.VALUE_MISMATCH and not gap.status.closed]
    assert left == []
    assert pipeline.library.faults() == []


def test_two_price_lists_valid_on_one_day_are_a_finding(pipeline: Pipeline, tmp_path: Path) -> None:
    for year, price, validity in ((2025, 490, "valid_until: 2027-01-31"), (2026, 550, "valid_from: 2026-06-01")):
        file = tmp_path / f"official/price-list-{year}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(
            f"---\ntitle: Price list {year}\n{validity}\n---\n# Prices\n\nTeam costs SEK {price} per user and month.\n"
        )
    pipeline.ingest([tmp_path / "official"], today=TODAY)
    (gap,) = [gap for gap in pipeline.finder.view(TODAY) if gap.kind is Kind.OFFICIAL_INCONSISTENCY]
    assert {e.title for e in gap.official} == {"Price list 2025", "Price list 2026"}


def test_verify_asks_for_every_old_text_and_finds_none(pipeline: Pipeline, tmp_path: Path) -> None:
    official = tmp_path / "official"
    official.mkdir()
    for number, discount in ((1, 10), (2, 15)):
        (official / f"discounts-{number}.md").write_text(
            f"---\ntitle: Discounts\nversion: {number}\n---\nThe discount is at most {discount} % a year.\n"
        )
    (official / "terms.md").write_text("# Terms\n\nThe notice period is three months.\n")
    pipeline.ingest([official], today=TODAY)
    (official / "terms.md").write_text("# Terms\n\nThe notice period is one month.\n")
    pipeline.ingest([official], today=TODAY)
    verified = verify(pipeline.library, pipeline.embedder, pipeline.finder, TODAY, repair=False)
    assert (verified.faults, verified.left, verified.probes) == ((), (), 2)


def test_verify_notices_an_old_text_that_can_be_found_and_repairs_it(pipeline: Pipeline, tmp_path: Path) -> None:
    official = tmp_path / "official"
    official.mkdir()
    for number in (1, 2):
        (official / f"discounts-{number}.md").write_text(
            f"---\ntitle: Discounts\nversion: {number}\n---\nThe discount is at most {number}0 % a year.\n"
        )
    pipeline.ingest([official], today=TODAY)
    with pipeline.library.database.writing() as session:
        session.connection().exec_driver_sql("UPDATE documents SET superseded_by = NULL, superseded_on = NULL")
    verified = verify(pipeline.library, pipeline.embedder, pipeline.finder, TODAY, repair=True)
    assert [fault.what for fault in verified.faults] == ["editions are not what the documents say"]
    assert verified.left == ()
    assert named(pipeline, "discounts-1.md").superseded_by


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that were really read, in the reading process or for it."""
    paths: list[str] = []
    opened = ReadingRoom._opened

    def noting(room: ReadingRoom, file: sources.File, today: date, known: Callable[[Raw], Reading | None]) -> object:
        outcome = opened(room, file, today, known)
        if not isinstance(outcome, Reading | SamsynError):
            paths.append(file.path)
        return outcome

    monkeypatch.setattr(ReadingRoom, "_opened", noting)
    return paths


def test_a_file_is_read_again_only_when_its_bytes_change_whatever_its_time_says(
    pipeline: Pipeline, company: Path, reads: list[str]
) -> None:
    first = pipeline.ingest([company], today=TODAY)
    reads.clear()
    os.utime(company / "official/prices.md", (1, 1))
    again = pipeline.ingest([company], today=TODAY)
    assert (reads, again.unchanged, again.columns) == ([], 4, first.columns)
    before = (company / "official/prices.md").stat()
    (company / "official/prices.md").write_text("# Prices\n\nTeam is SEK 520 per user and month.\n")
    os.utime(company / "official/prices.md", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert pipeline.ingest([company], today=TODAY).changed == 1
    assert reads == ["official/prices.md"]


def test_another_path_origin_limit_or_reader_means_that_a_file_is_read_again(
    pipeline: Pipeline, company: Path, reads: list[str]
) -> None:
    note = company / "field/2026-03-09-acme.txt"
    pipeline.ingest([note], today=TODAY)
    pipeline.ingest([note], today=TODAY)
    assert len(reads) == 1
    pipeline.ingest([company], today=TODAY)
    assert len(reads) == 4
    pipeline.ingest([company], Origin.OFFICIAL, today=TODAY)
    assert len(reads) == 6  # the official one is what it was
    with closing(ReadingRoom(Limits(pages=7))) as room:
        replace(pipeline, room=room).ingest([company], Origin.OFFICIAL, today=TODAY)
    assert len(reads) == 9
    newer = replace(pipeline, claim_reader=ClaimReader(version="rules-of-tomorrow"))
    assert newer.ingest([company], today=TODAY).changed == 4


def test_on_a_later_day_only_what_has_no_day_is_read_again_and_on_an_earlier_one_everything(
    pipeline: Pipeline, company: Path, reads: list[str]
) -> None:
    (company / "field/2026-03-09-acme.txt").rename(company / "field/acme.txt")
    (company / "field/acme.txt").write_text("Kund: Acme  Datum: 3/3\n\nThey want a discount.\n")
    pipeline.ingest([company], today=TODAY)
    reads.clear()
    later = TODAY.replace(year=TODAY.year + 1)
    assert pipeline.ingest([company], today=later).unchanged == 4
    assert reads == ["official/prices.md"]
    assert named(pipeline, "field/acme.txt").document.about.date == date(2026, 3, 3)
    assert pipeline.ingest([company], today=date(2026, 3, 10)).unchanged == 4
    assert len(reads) == 4


def test_a_customer_whose_name_gets_a_better_spelling_is_renamed_in_files_that_did_not_change(
    pipeline: Pipeline, company: Path, reads: list[str]
) -> None:
    (company / "field/2026-03-01-vardbolaget-nord.txt").write_text("De vill ha enkel inloggning.\n")
    pipeline.ingest([company], today=TODAY)
    reads.clear()
    (company / "field/2026-03-03-x.md").write_text("Kund: Vårdbolaget Nord AB  Datum: 3/3\n\nDe vill ha rabatt.\n")
    summary = pipeline.ingest([company], today=TODAY)
    assert (summary.added, summary.changed, summary.unchanged) == (1, 1, 4)
    assert reads == ["field/2026-03-03-x.md", "field/2026-03-01-vardbolaget-nord.txt"]
    assert named(pipeline, "field/2026-03-01-vardbolaget-nord.txt").document.about.account == "Vårdbolaget Nord"
    reads.clear()
    assert pipeline.ingest([company], today=TODAY).unchanged == 6
    assert reads == []


def test_a_file_with_something_refused_or_deleted_in_it_is_read_every_time(
    pipeline: Pipeline, company: Path, reads: list[str]
) -> None:
    (company / "field/bad.md").write_bytes(b"%PDF-1.4")
    pipeline.ingest([company], today=TODAY)
    row = next(one for one in pipeline.library.documents() if one.document.place == "row 2")
    pipeline.remove(row.id, DELETED)
    for _ in range(2):
        reads.clear()
        summary = pipeline.ingest([company], today=TODAY)
        assert sorted(reads) == ["field/bad.md", "field/crm.csv"]
        assert (len(summary.refusals), len(summary.skipped), summary.unchanged) == (1, 1, 3)


def test_nothing_is_remembered_of_the_file_of_a_deleted_document(pipeline: Pipeline, company: Path) -> None:
    pipeline.ingest([company], today=TODAY)
    note = named(pipeline, "field/2026-03-09-acme.txt")
    source = note.document.source
    assert pipeline.library.held([source])
    pipeline.remove(note.id, DELETED)
    assert pipeline.library.held([source]) == {}
