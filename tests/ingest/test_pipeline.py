from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.ai.embedder import SentenceEmbedder
from app.claims import ClaimReader
from app.domain.evidence import Origin
from ingest import pipeline as module
from ingest.isolation import ReadingRoom
from ingest.pipeline import Pipeline
from ingest.reading import Limits
from tests.ingest.reading_a_file import TODAY
from tests.ingest.taken_in import counts, hand_in, stored


class Interrupted(Exception):
    """Stands for the power going off."""


class CountingEmbedder(SentenceEmbedder):
    """The real model, counting what goes through it; it can be told to fail after so many texts."""

    def __init__(self, fails_after: int = 10**9) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.fails_after = fails_after

    def encode(self, texts: Sequence[str], *, question: bool = False) -> NDArray[np.float32]:
        if len(self.texts) + len(texts) > self.fails_after:
            raise Interrupted
        self.texts += texts
        return super().encode(texts, question=question)


def test_two_folders_go_in_and_everything_is_kept(pipeline: Pipeline, company: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    summary = pipeline.ingest([company], today=TODAY, progress=lambda *step: steps.append(step))
    assert counts(summary) == (4, 0, 0, 0, 0, 0)
    assert set(stored(pipeline)) == {
        "official/prices.md",
        "field/2026-03-09-acme.txt",
        "field/crm.csv row 2",
        "field/crm.csv row 3",
    }
    assert (summary.passages, summary.passages) == (4, pipeline.library.counts().passages)
    assert summary.claims == pipeline.library.counts().claims > 0
    assert summary.columns == {"field/crm.csv": {"date": "date", "account": "account", "text": "text"}}
    assert ("read", 3, 3) in steps
    assert ("embed", 4, 4) in steps
    assert steps[-1] == ("compare", 1, 1)
    vector = pipeline.embedder.encode(["SEK 490 per user"])[0]
    found = pipeline.library.nearest(Origin.OFFICIAL, vector, 1)
    assert "490" in pipeline.library.passages([found[0][0]])[found[0][0]].text


def test_the_json_keeps_its_contract(pipeline: Pipeline, company: Path) -> None:
    (company / "field/bad.md").write_bytes(b"%PDF-1.4")
    json = pipeline.ingest([company], today=TODAY).as_json()
    assert json["documents"] == {"added": 4, "changed": 0, "unchanged": 0, "removed": 0, "refused": 1, "vanished": 0}
    assert json["refusals"] == [
        {
            "document": "field/bad.md",
            "reason": "bad.md is not text but a PDF. Let its name end in .pdf.",
        }
    ]
    assert {"passages", "claims", "gaps", "seconds", "skipped", "columns"} <= json.keys()


def test_the_same_input_twice_changes_nothing_and_embeds_nothing(pipeline: Pipeline, company: Path) -> None:
    first = pipeline.ingest([company], today=TODAY)
    revision = pipeline.library.revision()
    second = pipeline.ingest([company], today=TODAY)
    assert counts(second) == (0, 0, 4, 0, 0, 0)
    assert (second.passages, second.claims, second.gaps) == (first.passages, first.claims, first.gaps)
    assert (second.embedded, pipeline.library.revision()) == (0, revision)


def test_a_changed_file_replaces_its_old_passages(pipeline: Pipeline, company: Path) -> None:
    pipeline.ingest([company], today=TODAY)
    (company / "official/prices.md").write_text("# Prices\n\nTeam is SEK 520 per user and month.\n")
    assert counts(pipeline.ingest([company], today=TODAY)) == (0, 1, 3, 0, 0, 0)
    assert "520" in stored(pipeline)["official/prices.md"]
    ids = pipeline.library.matching(Origin.OFFICIAL, ["490"], 5)
    assert all("490" not in passage.text for passage in pipeline.library.passages(ids).values())


def test_rows_that_leave_their_table_leave_the_library(pipeline: Pipeline, company: Path) -> None:
    pipeline.ingest([company], today=TODAY)
    (company / "field/crm.csv").write_text(
        "date;account;text\n2026-03-11;Cog;They want SSO.\n2026-03-12;Dot;They want an API.\n"
    )
    summary = pipeline.ingest([company], today=TODAY)
    assert (summary.added, summary.removed) == (1, 1)
    assert [text for place, text in stored(pipeline).items() if "crm" in place] == [
        "They want SSO.",
        "They want an API.",
    ]


def test_rows_of_a_file_with_a_broken_line_are_kept_until_it_can_be_read(pipeline: Pipeline, tmp_path: Path) -> None:
    notes = tmp_path / "notes.jsonl"
    notes.write_text('{"id": 1, "text": "They want SSO now."}\n{"id": 2, "text": "They want an API."}\n')
    pipeline.ingest([notes], Origin.FIELD, today=TODAY)
    notes.write_text('{"id": 1, "text": "They want SSO now."}\n{"id": 2, "text": "They wa\n')
    assert counts(pipeline.ingest([notes], Origin.FIELD, today=TODAY)) == (0, 0, 1, 0, 1, 0)
    assert len(stored(pipeline)) == 2


def test_a_vanished_file_is_reported_and_removed_only_when_asked(pipeline: Pipeline, company: Path) -> None:
    pipeline.ingest([company], today=TODAY)
    (company / "field/crm.csv").unlink()
    reported = pipeline.ingest([company], today=TODAY)
    assert (counts(reported), reported.as_json()["vanished"]) == ((0, 0, 2, 0, 0, 2), ["field/crm.csv"])
    assert len(stored(pipeline)) == 4
    elsewhere = pipeline.ingest([company / "official"], Origin.OFFICIAL, prune=True, today=TODAY)
    assert (elsewhere.vanished, len(stored(pipeline))) == ((), 4)
    pruned = pipeline.ingest([company], prune=True, today=TODAY)
    assert (pruned.removed, len(pruned.vanished)) == (2, 0)
    assert set(stored(pipeline)) == {"official/prices.md", "field/2026-03-09-acme.txt"}


def test_a_file_that_can_no_longer_be_read_keeps_what_was_known_of_it(pipeline: Pipeline, company: Path) -> None:
    pipeline.ingest([company], today=TODAY)
    (company / "official/prices.md").write_bytes(b"\x89PNG\r\n")
    assert counts(pipeline.ingest([company], prune=True, today=TODAY)) == (0, 0, 3, 0, 1, 0)
    assert "490" in stored(pipeline)["official/prices.md"]


def test_bad_files_stop_no_other_and_are_named_with_what_to_do(pipeline: Pipeline, company: Path) -> None:
    (company / "field/binary.md").write_bytes(bytes(range(256)) * 9)
    (company / "field/empty.txt").touch()
    (company / "official/broken.md").write_text("---\ntitle: a: b\n---\ntext")
    with (company / "field/huge.csv").open("wb") as huge:
        huge.truncate(200_000_000)
    summary = pipeline.ingest([company], today=TODAY)
    assert summary.added == 4
    reasons = {one.document: one.reason for one in summary.refusals}
    assert set(reasons) == {"field/binary.md", "field/empty.txt", "field/huge.csv", "official/broken.md"}
    assert "SAMSYN_MAX_FILE_MB" in reasons["field/huge.csv"]
    assert "line 2" in reasons["official/broken.md"]


def test_a_note_with_only_a_name_is_kept_and_says_nothing(pipeline: Pipeline, company: Path) -> None:
    (company / "field/2026-03-12-hotell-fjorden.txt").write_text("Hotell Fjorden\n")
    summary = pipeline.ingest([company], today=TODAY)
    assert (summary.added, summary.passages) == (5, 4)
    assert counts(pipeline.ingest([company], today=TODAY)) == (0, 0, 5, 0, 0, 0)


def test_one_customer_in_three_spellings_is_one_account(pipeline: Pipeline, company: Path) -> None:
    field = company / "field"
    (field / "2026-03-01-vardbolaget-nord.txt").write_text("De vill ha enkel inloggning.\n")
    (field / "2026-03-02-vardbolaget.txt").write_text("De vill ha ett öppet API.\n")
    (field / "2026-03-03-x.md").write_text("Kund: Vårdbolaget Nord AB  Datum: 3/3\n\nDe vill ha rabatt.\n")
    pipeline.ingest([company], today=TODAY)
    notes = [d.document.about for d in pipeline.library.documents() if d.document.text.startswith(("De vill", "Kund"))]
    assert {about.account for about in notes} == {"Vårdbolaget Nord"}
    assert min(about.title for about in notes) == "Vårdbolaget Nord, 2026-03-01"


def test_an_upload_goes_the_same_way_and_replaces_the_one_before_it(pipeline: Pipeline) -> None:
    note = "They said that the price is too high."
    assert hand_in(pipeline, "note.txt", note.encode(), Origin.FIELD).added == 1
    assert hand_in(pipeline, "note.txt", note.encode(), Origin.FIELD).unchanged == 1
    assert hand_in(pipeline, "note.txt", f"{note} And slow.".encode(), Origin.FIELD).changed == 1
    assert stored(pipeline) == {"note.txt": f"{note} And slow."}
    assert "PDF" in hand_in(pipeline, "note.txt", b"%PDF-1.4", Origin.FIELD).refusals[0].reason
    with closing(ReadingRoom(Limits(file=10))) as small:
        refused = hand_in(replace(pipeline, room=small), "note.txt", note.encode(), Origin.FIELD).refusals
    assert "larger than" in refused[0].reason
    assert stored(pipeline) == {"note.txt": f"{note} And slow."}


def test_an_upload_does_not_touch_one_of_the_same_name_on_the_other_side(pipeline: Pipeline) -> None:
    hand_in(pipeline, "note.txt", b"They said that the price is too high.", Origin.FIELD)
    assert hand_in(pipeline, "note.txt", b"Team is SEK 490 per user.", Origin.OFFICIAL).removed == 0
    assert len(pipeline.library.documents()) == 2


def test_another_claim_reader_reads_everything_again_and_embeds_nothing(pipeline: Pipeline, company: Path) -> None:
    pipeline.ingest([company], today=TODAY)
    newer = replace(pipeline, claim_reader=ClaimReader(version="rules-of-tomorrow"))
    summary = newer.ingest([company], today=TODAY)
    assert (counts(summary), summary.embedded) == ((0, 4, 0, 0, 0, 0), 0)


def test_equal_texts_are_embedded_once_and_in_the_order_of_their_length(pipeline: Pipeline, tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    counting = replace(pipeline, embedder=embedder)
    rows = "".join(f"A;They want number {'x' * (n % 7)} of it\n" for n in range(40))
    (tmp_path / "field").mkdir()
    (tmp_path / "field/e.csv").write_text(f"account;text\n{rows}")
    assert counting.ingest([tmp_path / "field"], today=TODAY).added == 40
    assert len(embedder.texts) == 7
    assert [len(text) for text in embedder.texts] == sorted(len(text) for text in embedder.texts)


def test_an_interruption_loses_nothing_acknowledged_and_the_next_run_finishes(
    pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "field").mkdir()
    for n in range(12):
        (tmp_path / f"field/{n:02}.txt").write_text(f"They want number {n} of it, they said.")
    monkeypatch.setattr(module, "WINDOW", 150)
    broken = replace(pipeline, embedder=CountingEmbedder(fails_after=6))
    with pytest.raises(Interrupted):
        broken.ingest([tmp_path / "field"], today=TODAY)
    survived = len(stored(pipeline))
    assert 0 < survived < 12
    assert counts(pipeline.ingest([tmp_path / "field"], today=TODAY)) == (12 - survived, 0, survived, 0, 0, 0)
    assert pipeline.library.counts().passages == 12
