"""Zip files and mail with attachments go in like folders, and what leaves them leaves the library."""

from pathlib import Path
from zipfile import ZipFile

from app.domain.evidence import Origin
from ingest.pipeline import Pipeline
from tests.ingest.a_mail import message
from tests.ingest.reading_a_file import TODAY
from tests.ingest.taken_in import counts, hand_in, stored


def pack(path: Path, **members: str) -> None:
    with ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(f"field/{name}.md", text)


def test_a_zip_file_goes_in_like_a_folder_and_an_unchanged_one_changes_nothing(
    pipeline: Pipeline, tmp_path: Path
) -> None:
    pack(tmp_path / "export.zip", a="They want SSO now.", b="They want an API.")
    assert counts(pipeline.ingest([tmp_path], today=TODAY)) == (2, 0, 0, 0, 0, 0)
    assert set(stored(pipeline)) == {"export.zip/field/a.md", "export.zip/field/b.md"}
    revision = pipeline.library.revision()
    assert counts(pipeline.ingest([tmp_path], today=TODAY)) == (0, 0, 2, 0, 0, 0)
    assert pipeline.library.revision() == revision


def test_members_that_leave_their_zip_file_leave_the_library(pipeline: Pipeline, tmp_path: Path) -> None:
    export = tmp_path / "export.zip"
    pack(export, a="They want SSO now.", b="They want an API.", c="They want it in Swedish.")
    pipeline.ingest([tmp_path], today=TODAY)
    pack(export, a="They want SSO today.", c="They want it in Swedish.")
    assert counts(pipeline.ingest([tmp_path], today=TODAY)) == (0, 1, 1, 1, 0, 0)
    assert list(stored(pipeline).values()) == ["They want SSO today.", "They want it in Swedish."]
    pack(export, a="", c="They want it in Swedish.")
    broken = pipeline.ingest([tmp_path], today=TODAY)
    assert (counts(broken), len(stored(pipeline))) == ((0, 0, 1, 0, 1, 0), 2)
    pack(export, d="They want a day more.", a="")
    assert counts(pipeline.ingest([tmp_path], today=TODAY)) == (1, 0, 0, 1, 1, 0)
    export.write_bytes(b"no zip file any more")
    (tmp_path / "field").mkdir()
    (tmp_path / "field/x.md").write_text("They want more of it.")
    assert counts(pipeline.ingest([tmp_path], prune=True, today=TODAY)) == (1, 0, 0, 0, 1, 0)


def test_a_vanished_zip_file_is_reported_and_pruned_whole(pipeline: Pipeline, company: Path) -> None:
    pack(company / "export.zip", a="They want SSO now.", b="They want an API.")
    pipeline.ingest([company], today=TODAY)
    (company / "export.zip").unlink()
    reported = pipeline.ingest([company], today=TODAY)
    assert reported.vanished == ("export.zip/field/a.md", "export.zip/field/b.md")
    assert pipeline.ingest([company], prune=True, today=TODAY).removed == 2
    assert len(stored(pipeline)) == 4


def test_attachments_that_leave_their_mail_leave_the_library(pipeline: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "field").mkdir()
    made = message("They want SSO now.")
    (tmp_path / "field/b.eml").write_bytes(made.as_bytes())
    made.add_attachment("They want an API.", filename="a.txt")
    made.add_attachment("They want it in Swedish.", filename="b.txt")
    (tmp_path / "field/a.eml").write_bytes(made.as_bytes())
    assert counts(pipeline.ingest([tmp_path], today=TODAY)) == (4, 0, 0, 0, 0, 0)
    assert counts(pipeline.ingest([tmp_path], today=TODAY)) == (0, 0, 4, 0, 0, 0)
    (tmp_path / "field/a.eml").write_bytes(message("They want SSO now.").as_bytes())
    assert counts(pipeline.ingest([tmp_path], today=TODAY)) == (0, 0, 2, 2, 0, 0)
    assert set(stored(pipeline)) == {"field/a.eml", "field/b.eml"}


def test_an_uploaded_zip_file_replaces_the_one_before_it(pipeline: Pipeline, tmp_path: Path) -> None:
    pack(tmp_path / "export.zip", a="They want SSO now.", b="They want an API.")
    data = (tmp_path / "export.zip").read_bytes()
    assert hand_in(pipeline, "export.zip", data, Origin.FIELD).added == 2
    assert hand_in(pipeline, "export.zip", data, Origin.FIELD).unchanged == 2
    pack(tmp_path / "export.zip", b="They want an open API.")
    changed = hand_in(pipeline, "export.zip", (tmp_path / "export.zip").read_bytes(), Origin.FIELD)
    assert (changed.changed, changed.removed) == (1, 1)
    assert stored(pipeline) == {"export.zip/field/b.md": "They want an open API."}
    broken = hand_in(pipeline, "export.zip", b"no zip file", Origin.FIELD)
    assert [refusal.document for refusal in broken.refusals] == ["export.zip"]
    assert stored(pipeline) == {"export.zip/field/b.md": "They want an open API."}
