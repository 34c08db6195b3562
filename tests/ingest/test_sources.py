import os
from pathlib import Path

import pytest

from app.domain.errors import BadInput, TooLarge, UnknownOrigin, Unreadable
from app.domain.evidence import Origin
from ingest import sources
from ingest.reading import Limits
from ingest.sources import File
from tests.ingest.reading_a_file import TODAY


def write(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("Text att citera.")
    return root


def origins(root: Path, origin: Origin | None = None) -> dict[str, Origin]:
    return {file.path: file.origin for file in sources.find([root], origin).files}


def test_the_nearest_folder_decides_in_either_language_and_case(tmp_path: Path) -> None:
    write(tmp_path, "Official/a.md", "official/field/b.md", "fält/c.txt", "Officiellt/2026/d.html", "official_sv/e.md")
    assert origins(tmp_path) == {
        "Official/a.md": Origin.OFFICIAL,
        "official/field/b.md": Origin.FIELD,
        "fält/c.txt": Origin.FIELD,
        "Officiellt/2026/d.html": Origin.OFFICIAL,
        "official_sv/e.md": Origin.OFFICIAL,
    }


def test_the_given_path_itself_decides_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "company/official/2026/a.md")
    assert origins(tmp_path / "company/official") == {"2026/a.md": Origin.OFFICIAL}
    assert origins(tmp_path / "company/official/2026") == {"a.md": Origin.OFFICIAL}
    assert origins(tmp_path / "company/official/2026/a.md") == {"a.md": Origin.OFFICIAL}
    monkeypatch.chdir(tmp_path / "company/official")
    assert origins(Path()) == {"2026/a.md": Origin.OFFICIAL}
    assert origins(Path("2026/a.md"), Origin.FIELD) == {"a.md": Origin.FIELD}


def test_without_a_telling_folder_it_refuses_and_says_how_to_choose(tmp_path: Path) -> None:
    write(tmp_path, "notes/a.md", "field-service/b.md")
    with pytest.raises(UnknownOrigin) as refusal:
        sources.find([tmp_path])
    assert "--origin official" in refusal.value.next_step
    assert set(origins(tmp_path, Origin.FIELD).values()) == {Origin.FIELD}


def test_a_stray_file_beside_the_folders_is_refused_and_stops_nothing(tmp_path: Path) -> None:
    found = sources.find([write(tmp_path, "official/a.md", "README.md")])
    assert [file.path for file in found.files] == ["official/a.md"]
    assert [refusal.document for refusal in found.refused] == ["README.md"]


def test_hidden_and_unknown_files_are_passed_over_with_a_reason(tmp_path: Path) -> None:
    write(tmp_path, "field/a.md", "field/.b.md", "field/.git/c.md", "field/~$d.md", "field/e.exe", "field/Thumbs.db")
    skipped = {one.document: one.reason for one in sources.find([tmp_path]).skipped}
    assert skipped == {
        "field/.b.md": "hidden", "field/.git": "hidden", "field/~$d.md": "hidden", "field/Thumbs.db": "hidden",
        "field/e.exe": "of a kind that is not read (.exe)",
    }  # fmt: skip


def test_links_in_circles_and_into_nothing_are_survived(tmp_path: Path) -> None:
    write(tmp_path, "field/a.md")
    (tmp_path / "field/loop").symlink_to(tmp_path / "field")
    (tmp_path / "field/nowhere.md").symlink_to(tmp_path / "gone.md")
    (tmp_path / "field/again.md").symlink_to(tmp_path / "field/a.md")
    os.mkfifo(tmp_path / "field/pipe.md")
    found = sources.find([tmp_path, tmp_path / "field"])
    assert [file.path for file in found.files] == ["field/a.md"]
    assert {one.document: one.reason for one in found.skipped} == {
        "field/again.md": "the same file as another one",
        "field/nowhere.md": "a link that leads nowhere",
        "field/pipe.md": "no file",
    }


def test_a_missing_path_and_an_empty_folder_say_so(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"no file or folder .*nowhere"):
        sources.find([tmp_path / "nowhere"])
    with pytest.raises(BadInput, match="nothing to read") as refusal:
        sources.find([tmp_path])
    assert ".jsonl" in refusal.value.next_step


def test_a_file_given_by_name_is_never_passed_over_in_silence(tmp_path: Path) -> None:
    (tmp_path / "deck.xyz").write_text("text")
    (file,) = sources.find([tmp_path / "deck.xyz"], Origin.OFFICIAL).files
    with pytest.raises(Unreadable, match="of a kind that cannot be read"):
        sources.read(file, Limits(), TODAY)


def test_a_file_beyond_the_limit_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "big.md").open("wb") as big:
        big.truncate(200 * 10**9)  # a sparse file: far more than there is memory
    with pytest.raises(TooLarge, match="larger than 20 MB") as refusal:
        sources.read(File("big.md", Origin.FIELD, str(tmp_path / "big.md")), Limits(), TODAY)
    assert "SAMSYN_MAX_FILE_MB" in refusal.value.next_step
    with pytest.raises(TooLarge):
        sources.read(sources.upload("a.md", b"x" * 11, Origin.FIELD), Limits(file=10), TODAY)


def test_a_file_that_has_gone_meanwhile_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be opened"):
        sources.read(File("gone.md", Origin.FIELD, str(tmp_path / "gone.md")), Limits(), TODAY)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("note.md", "note.md"),
        ("../../etc/note.md", "note.md"),
        ("C:\\files\\note.md", "note.md"),
        ("n\x00o\nte.md", "note.md"),
    ],
)
def test_of_an_uploads_name_only_the_last_part_counts(name: str, path: str) -> None:
    file = sources.upload(name, b"De har redan Outlook.", Origin.FIELD)
    assert (file.path, file.source) == (path, f"upload:{path}")
    (document,) = sources.read(file, Limits(), TODAY).documents
    assert (document.path, document.text) == (path, "De har redan Outlook.")


def test_an_upload_without_a_name_is_refused() -> None:
    with pytest.raises(BadInput):
        sources.upload("..", b"text", Origin.FIELD)


def test_a_name_that_is_no_text_is_shown_and_can_be_stored(tmp_path: Path) -> None:
    folder = write(tmp_path, "field/a.md") / "field"
    Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.md")).write_text("Text att citera.")
    found = sources.find([tmp_path])
    assert [file.path for file in found.files] == ["field/a.md", "field/caf\ufffd.md"]
