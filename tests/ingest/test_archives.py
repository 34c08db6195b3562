"""Zip files: folders in disguise, and what people and attackers put into them."""

import io
import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from app.domain.errors import SamsynError, TooLarge, UnknownOrigin, Unreadable
from app.domain.evidence import Origin
from ingest import archives, sources
from ingest.readers import read as read_raw
from ingest.reading import Limits, Raw
from tests.ingest.reading_a_file import TODAY, assert_says, read

NOTE = b"De vill ha enkel inloggning."


def packed(*members: tuple[str | ZipInfo, bytes], kind: int = ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with ZipFile(data, "w", kind) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def named(raw: bytes) -> bytes:
    """A zip file whose only member has this very name, without the mark for UTF-8."""
    data = packed(("x" * len(raw), NOTE))
    return data.replace(b"x" * len(raw), raw)


def put(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder


def origins(root: Path, origin: Origin | None = None) -> dict[str, Origin]:
    return {file.path: file.origin for file in sources.find([root], origin).files}


def refusals(root: Path, limits: Limits | None = None) -> dict[str, str]:
    limits = limits or Limits()
    found = sources.find([root], Origin.FIELD, limits=limits)
    refused = {one.document: one.reason for one in found.refused}
    for file in found.files:
        try:
            sources.read(file, limits, TODAY)
        except SamsynError as error:
            refused[file.path] = error.sentence()
    return refused


def test_the_folders_in_a_zip_file_decide_and_else_those_it_lies_in(tmp_path: Path) -> None:
    put(tmp_path, "field/export.zip", packed(("official/deck.md", NOTE), ("Fält/a.md", NOTE), ("b.md", NOTE)))
    put(tmp_path, "official.zip", packed(("c.md", NOTE), ("field/d.md", NOTE)))
    assert origins(tmp_path) == {
        "field/export.zip/official/deck.md": Origin.OFFICIAL,
        "field/export.zip/Fält/a.md": Origin.FIELD,
        "field/export.zip/b.md": Origin.FIELD,
        "official.zip/c.md": Origin.OFFICIAL,
        "official.zip/field/d.md": Origin.FIELD,
    }


def test_a_zip_file_given_by_name_is_looked_into_too(tmp_path: Path) -> None:
    file = put(tmp_path, "export.zip", packed(("official/deck.md", NOTE), ("b.md", NOTE))) / "export.zip"
    found = sources.find([file])
    assert [one.path for one in found.files] == ["export.zip/official/deck.md"]
    assert [one.document for one in found.refused] == ["export.zip/b.md"]
    assert set(origins(file, Origin.FIELD).values()) == {Origin.FIELD}
    with pytest.raises(UnknownOrigin):
        sources.find([put(tmp_path / "x", "y.zip", packed(("b.md", NOTE)))])


def test_a_member_is_a_document_with_its_place_in_the_zip_file(tmp_path: Path) -> None:
    put(tmp_path, "field/export.zip", packed(("hotell-fjorden/2026-03-09.md", NOTE), ("a.md", NOTE)))
    file = next(one for one in sources.find([tmp_path]).files if one.member != "a.md")
    (document,) = sources.read(file, Limits(), TODAY).documents
    assert (document.source, document.part) == (str(tmp_path / "field/export.zip"), "hotell-fjorden/2026-03-09.md")
    assert (document.about.account, document.text) == ("Hotell Fjorden", NOTE.decode())


def test_the_zip_files_own_name_is_no_customers(tmp_path: Path) -> None:
    put(tmp_path, "field/Salesforce dump.zip", packed(("a.md", NOTE)))
    (file,) = sources.find([tmp_path]).files
    assert sources.read(file, Limits(), TODAY).documents[0].about.account is None


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Möte på Åland.md".encode(), "Möte på Åland.md"), ("Möte på Åland.md".encode("cp437"), "Möte på Åland.md"),
        ("Møte på Åland.md".encode("cp850"), "Møte på Åland.md"),
        ("Möte på Åland.md".encode("cp1252"), "Möte på Åland.md"),
        ("Mo\u0308te.md".encode(), "Möte.md"),
    ],
)  # fmt: skip
def test_names_from_windows_and_macos_are_spelled_right(tmp_path: Path, raw: bytes, name: str) -> None:
    assert list(origins(put(tmp_path, "field/a.zip", named(raw)))) == [f"field/a.zip/{name}"]
    flagged = put(tmp_path / "b", "field/a.zip", packed((raw.decode("utf-8", "ignore") or "x.md", NOTE)))
    assert len(origins(flagged)) == 1


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("../../etc/a.md", "etc/a.md"), ("/etc/a.md", "etc/a.md"), ("C:\\Users\\a.md", "Users/a.md"),
        ("./a.md", "a.md"),
        ("a//b\\..\\c.md", "a/b/c.md"), ("a\x07b.md", "ab.md"),
    ],
)  # fmt: skip
def test_paths_that_lead_out_lead_nowhere(tmp_path: Path, name: str, path: str) -> None:
    assert list(origins(put(tmp_path, "field/a.zip", packed((name, NOTE))))) == [f"field/a.zip/{path}"]


def test_what_a_system_left_links_and_other_kinds_are_passed_over(tmp_path: Path) -> None:
    link = ZipInfo("link.md")
    link.external_attr = 0o120777 << 16
    members = [
        ("__MACOSX/._a.md", NOTE),
        ("__MACOSX/b/._c.md", NOTE),
        (".git/x.md", NOTE),
        ("~$a.md", NOTE),
        ("film.mov", NOTE),
    ]
    put(tmp_path, "field/a.zip", packed(*members, (link, b"/etc/passwd"), ("a.md", NOTE)))
    found = sources.find([tmp_path])
    assert [one.path for one in found.files] == ["field/a.zip/a.md"]
    assert {one.document.removeprefix("field/a.zip/"): one.reason for one in found.skipped} == {
        "__MACOSX": "hidden", ".git": "hidden", "~$a.md": "hidden", "link.md": "a link",
        "film.mov": "of a kind that is not read (.mov)",
    }  # fmt: skip


def encrypted(data: bytes) -> bytes:
    at, index = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    return data[: at + 6] + b"\x01" + data[at + 7 : index + 8] + b"\x01" + data[index + 9 :]


def test_an_encrypted_member_is_refused_by_name_and_stops_no_other(tmp_path: Path) -> None:
    put(tmp_path, "field/a.zip", encrypted(packed(("hemlig.md", NOTE), ("b.md", NOTE))))
    refused = refusals(tmp_path)
    assert list(refused) == ["field/a.zip/hemlig.md"]
    assert_says(refused["field/a.zip/hemlig.md"], "hemlig.md", "encrypted", "password")


def test_too_much_to_unpack_is_refused_by_what_it_says_without_unpacking(tmp_path: Path) -> None:
    put(
        tmp_path,
        "field/bomb.zip",
        packed(*((f"{n}.md", bytes(900_000)) for n in range(3)), ("x.mov", bytes(9_000_000))),
    )
    assert_says(refusals(tmp_path, Limits(expanded=2_000_000))["field/bomb.zip"], "2 MB", "SAMSYN_MAX_EXPANDED_MB")
    assert not any("bomb" in one for one in refusals(tmp_path, Limits(expanded=3_000_000)) if one.endswith(".zip"))


def test_a_member_larger_than_a_file_may_be_is_refused_alone(tmp_path: Path) -> None:
    put(tmp_path, "field/a.zip", packed(("big.md", bytes(5_000_000)), ("b.md", NOTE)))
    refused = refusals(tmp_path, Limits(file=2_000_000, expanded=3_000_000))
    assert list(refused) == ["field/a.zip/big.md"]
    assert_says(refused["field/a.zip/big.md"], "2 MB", "SAMSYN_MAX_FILE_MB")


def test_more_files_than_people_pack_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MEMBERS", 3)
    put(tmp_path, "field/a.zip", packed(*((f"{n}.md", NOTE) for n in range(4))))
    assert_says(refusals(tmp_path)["field/a.zip"], "more than 3 files", "Unpack")


def test_a_member_that_is_larger_than_it_says_is_cut_there_and_broken(tmp_path: Path) -> None:
    data = packed(("a.md", b"Kund " * 2_000_000))
    index = data.index(b"PK\x01\x02")
    lying = data[: index + 24] + struct.pack("<I", 20) + data[index + 28 :]
    assert_says(refusals(put(tmp_path, "field/a.zip", lying))["field/a.zip/a.md"], "broken", "Pack it again")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"text", bytes(1000)])
def test_a_broken_zip_file_is_refused_and_stops_no_other(tmp_path: Path, data: bytes) -> None:
    put(put(tmp_path, "field/bad.zip", data), "field/a.md", NOTE)
    refused = refusals(tmp_path)
    assert_says(refused.pop("field/bad.zip"), "bad.zip", "Pack it again")
    assert not refused


def test_damage_anywhere_ends_in_text_or_a_refusal(tmp_path: Path) -> None:
    whole = packed(("official/a.md", NOTE), ("field/b.md", NOTE * 9))
    for at in range(len(whole)):
        for damaged in (whole[:at], whole[:at] + b"\xff\xff" + whole[at + 2 :]):
            put(tmp_path, "field/a.zip", damaged)
            try:
                reasons = refusals(tmp_path).values()
            except SamsynError as error:
                reasons = [error.sentence()]
            assert all(len(reason) > 10 for reason in reasons)


def test_reading_one_member_unpacks_no_other(tmp_path: Path) -> None:
    data = packed(("a.md", NOTE), ("b.md", b"Kund " * 1000), kind=ZIP_STORED)
    put(tmp_path, "field/a.zip", data.replace(b"Kund Kund", b"Xund Xund"))
    assert list(refusals(tmp_path)) == ["field/a.zip/b.md"]


def test_a_zip_file_in_a_zip_file_is_read_to_the_nesting_limit(tmp_path: Path) -> None:
    data = packed(("0.md", NOTE))
    for depth in range(1, 6):
        data = packed((f"inner-{depth}.zip", data), (f"{depth}.md", NOTE), (f"{depth}.mov", NOTE))
    put(tmp_path, "field/a.zip", data)
    readings = [sources.read(file, Limits(), TODAY) for file in sources.find([tmp_path]).files]
    assert sorted(one.part for reading in readings for one in reading.documents) == [
        "5.md", "inner-5.zip/4.md", "inner-5.zip/inner-4.zip/3.md",
    ]  # fmt: skip
    refused = [one for reading in readings for one in reading.refusals]
    assert [one.document.rpartition("/")[2] for one in refused] == ["2.md", "inner-2.zip"]
    assert all("SAMSYN_MAX_NESTING" in one.reason for one in refused)


def test_small_files_in_small_files_share_what_may_be_unpacked() -> None:
    inner = packed(*((f"{n}.md", bytes(90_000)) for n in range(10)))
    outer = packed(*((f"{n}.zip", inner) for n in range(10)))
    found = read_raw(Raw(outer, "a.zip", Origin.FIELD, TODAY, limits=Limits(expanded=1_000_000)))
    assert len(found.refusals) == 10
    assert_says(found.refusals[0].reason, "SAMSYN_MAX_EXPANDED_MB")


def test_an_upload_of_a_zip_file_is_what_it_holds() -> None:
    data = packed(("official/a.md", NOTE), ("b.md", NOTE), ("c.exe", NOTE))
    found = sources.unpacked(sources.upload("export.zip", data, Origin.FIELD), Limits())
    assert [(file.path, file.source, file.origin) for file in found.files] == [
        ("export.zip/b.md", "upload:export.zip", Origin.FIELD),
        ("export.zip/official/a.md", "upload:export.zip", Origin.FIELD),
    ]
    assert [one.document for one in found.skipped] == ["export.zip/c.exe"]
    (document,) = sources.read(found.files[0], Limits(), TODAY).documents
    assert (document.part, document.text) == ("b.md", NOTE.decode())


def test_an_upload_that_cannot_be_unpacked_is_refused_as_such() -> None:
    def refused(data: bytes, limits: Limits | None = None) -> str:
        with pytest.raises((Unreadable, TooLarge)) as refusal:
            sources.unpacked(sources.upload("export.zip", data, Origin.FIELD), limits or Limits())
        return refusal.value.sentence()

    assert_says(refused(b"no zip"), "export.zip", "Pack it again")
    assert_says(refused(packed(("a.exe", NOTE))), "export.zip", "nothing that can be read", ".md")
    assert_says(refused(packed(("a.md", NOTE)), Limits(expanded=10)), "SAMSYN_MAX_EXPANDED_MB")


def test_a_zip_file_attached_to_a_mail_knows_the_mails_customer() -> None:
    raw = Raw(
        packed(("a.md", NOTE)),
        "field/m.eml/a.zip",
        Origin.FIELD,
        TODAY,
        stated={"account": "Acme"},
        inside="a.zip",
        depth=1,
    )
    (document,) = read_raw(raw).documents
    assert (document.part, document.about.account) == ("a.zip/a.md", "Acme")


def test_an_empty_zip_file_in_another_file_is_refused() -> None:
    with pytest.raises(Unreadable, match="holds no files"):
        read(packed(), "field/a.zip")
