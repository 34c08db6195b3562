import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.errors import ModelChanged, StoreBusy
from app.domain.evidence import Origin
from app.store import embedded
from app.store.library import Library
from tests.store.samples import REMOVED, HashEncoder, document

Take = Callable[..., list[str]]
Reopen = Callable[..., Library]
ANIMALS = [f"djur nummer {n}" for n in range(60)]


@pytest.fixture
def filled(reopen: Reopen, take_in: Take, tmp_path: Path) -> Path:
    """The folder of a closed library with sixty field passages and one official."""
    library = reopen()
    take_in(library, document("a.md", *ANIMALS), document("b.md", "giraff", origin=Origin.OFFICIAL))
    library.close()
    return tmp_path / "store" / "vectors"


def current(vectors: Path) -> Path:
    return vectors / json.loads((vectors / "current.json").read_text())["folder"]


def assert_all_found(library: Library) -> None:
    encoder = HashEncoder()
    passages = {p.id: p.text for d in library.documents() for p in library.passages_of(d.id)}
    for text in ANIMALS:
        [(hit, similarity)] = library.nearest(Origin.FIELD, encoder.encode([text])[0], 1)
        assert (passages[hit], round(similarity, 4)) == (text, 1.0)


def test_a_sound_index_is_opened_as_it_is(filled: Path, reopen: Reopen) -> None:
    before = current(filled)
    assert_all_found(reopen())
    assert current(filled) == before


def test_putting_and_removing_later_does_not_rebuild(filled: Path, reopen: Reopen, take_in: Take) -> None:
    before = current(filled)
    (one,) = take_in(reopen(), document("c.md", "zebra"))
    reopen().remove([one], REMOVED)
    assert_all_found(reopen())
    assert current(filled) == before


def no_folder(vectors: Path) -> None:
    shutil.rmtree(vectors)


def no_index(vectors: Path) -> None:
    shutil.rmtree(current(vectors))


def no_pointer(vectors: Path) -> None:
    (vectors / "current.json").unlink()


def half_a_pointer(vectors: Path) -> None:
    os.truncate(vectors / "current.json", 7)


def damaged_database(vectors: Path) -> None:
    os.truncate(current(vectors) / "chroma.sqlite3", 40_000)


def no_database(vectors: Path) -> None:
    (current(vectors) / "chroma.sqlite3").write_bytes(b"")


def missing_vectors(vectors: Path) -> None:
    run = "import chromadb,sys; c = chromadb.PersistentClient(sys.argv[1]).get_collection('field'); "
    run += "c.delete(ids=c.get(limit=3, include=[])['ids'])"
    subprocess.run([sys.executable, "-c", run, current(vectors)], check=True)


def missing_collection(vectors: Path) -> None:
    run = "import chromadb,sys; chromadb.PersistentClient(sys.argv[1]).delete_collection('field')"
    subprocess.run([sys.executable, "-c", run, current(vectors)], check=True)


def wrong_vectors(vectors: Path) -> None:
    run = "import chromadb,sys; c = chromadb.PersistentClient(sys.argv[1]).get_collection('field'); "
    run += "ids = c.get(include=[])['ids']; c.update(ids=ids, embeddings=[[1.0] * 384] * len(ids))"
    subprocess.run([sys.executable, "-c", run, current(vectors)], check=True)


def opening_killed_the_process(vectors: Path) -> None:
    (vectors / "trial").touch()


DAMAGES = [
    no_folder,
    no_index,
    no_pointer,
    half_a_pointer,
    damaged_database,
    no_database,
    missing_vectors,
    missing_collection,
    wrong_vectors,
    opening_killed_the_process,
]


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_index_is_rebuilt_from_sql_by_itself(
    damage: Callable[[Path], None], filled: Path, reopen: Reopen, encoder: HashEncoder
) -> None:
    before = current(filled)
    damage(filled)
    spent = encoder.encoded
    assert_all_found(reopen())
    assert current(filled) != before
    assert [folder.name for folder in filled.glob("index-*")] == [current(filled).name]
    assert encoder.encoded == spent
    rebuilt = current(filled)
    assert_all_found(reopen())
    assert current(filled) == rebuilt


def test_an_index_that_breaks_while_in_use_is_rebuilt(library: Library, take_in: Take) -> None:
    take_in(library, document("a.md", *ANIMALS))
    assert library.index._vectors is not None
    library.index._vectors._client.delete_collection("field")
    assert_all_found(library)
    library.index._vectors._client.delete_collection("field")
    take_in(library, document("b.md", "giraff"))
    assert_all_found(library)
    assert len(library.nearest(Origin.FIELD, HashEncoder().encode(["giraff"])[0], 100)) == 61


def test_sql_alone_never_opens_the_index(filled: Path, reopen: Reopen) -> None:
    shutil.rmtree(filled)
    library = reopen()
    library.documents()
    library.claims()
    library.matching(Origin.FIELD, ["djur"], 5)
    library.identify([document("c.md", "zebra")])
    library.known_vectors(["giraff"])
    assert not filled.exists()


def test_a_second_process_is_told_who_has_the_store(library: Library, take_in: Take, tmp_path: Path) -> None:
    take_in(library, document("a.md", "giraff"))
    script = (
        "import sys; from pathlib import Path; from app.store.database import Database\n"
        "from app.store.library import Library; from app.domain.errors import StoreBusy\n"
        "from app.domain.evidence import Origin; import numpy\n"
        "library = Library.open(Database.open(Path(sys.argv[1])), 'hash-one')\n"
        "assert library.counts().passages == 1\n"  # reading SQL is everybody's right
        "for change in (lambda: library.remove([library.documents()[0].id], None), lambda: library.reindex(),\n"
        "               lambda: library.nearest(Origin.FIELD, numpy.ones(384, 'f4'), 1)):\n"
        "    try: change()\n"
        "    except StoreBusy as error: print(error, '|', error.next_step)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, tmp_path / "store"], capture_output=True, text=True, check=True
    )
    refusals = done.stdout.splitlines()
    assert len(refusals) == 3
    assert all(f"process {os.getpid()} |" in refusal for refusal in refusals)
    assert library.counts().passages == 1


def test_the_store_is_free_again_when_its_holder_is_gone(library: Library, take_in: Take) -> None:
    take_in(library, document("a.md", *ANIMALS))
    other = Library.open(library.database, library.fingerprint)
    with pytest.raises(StoreBusy):
        other.reindex()
    library.close()
    assert other.reindex() == 60
    other.close()


@pytest.mark.usefixtures("filled")
def test_another_model_is_refused_with_the_command_to_run(reopen: Reopen, take_in: Take) -> None:
    library = reopen("other-model")
    with pytest.raises(ModelChanged, match=r"hash-one.*other-model") as refused:
        library.nearest(Origin.FIELD, HashEncoder().encode(["giraff"])[0], 1)
    assert "samsyn reindex" in refused.value.next_step
    before = library.documents()
    with pytest.raises(ModelChanged):
        take_in(library, document("c.md", "zebra"))
    with pytest.raises(ModelChanged):
        library.reindex()
    assert library.documents() == before
    assert_all_found(reopen())


@pytest.mark.usefixtures("filled")
def test_reindex_with_the_new_model_embeds_everything_again(reopen: Reopen) -> None:
    other = HashEncoder("two")
    library = reopen(other.fingerprint)
    told: list[tuple[int, int]] = []
    assert library.reindex(other, lambda done, of: told.append((done, of))) == 61
    assert told[-1] == (61, 61)
    [(hit, similarity)] = library.nearest(Origin.FIELD, other.encode([ANIMALS[7]])[0], 1)
    assert library.passages([hit])[hit].text == ANIMALS[7]
    assert similarity == pytest.approx(1, abs=1e-4)
    with pytest.raises(ModelChanged):
        reopen().nearest(Origin.FIELD, HashEncoder().encode(["giraff"])[0], 1)


def test_reindex_with_the_same_model_embeds_nothing(filled: Path, reopen: Reopen, encoder: HashEncoder) -> None:
    spent, before = encoder.encoded, current(filled)
    assert reopen().reindex(encoder) == 61
    assert encoder.encoded == spent
    assert current(filled) != before
    assert not before.exists()


@pytest.mark.usefixtures("filled")
def test_a_model_that_fails_half_way_leaves_the_old_vectors(reopen: Reopen, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing(HashEncoder):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            if self.encoded:
                raise MemoryError
            return super().encode(texts)

    monkeypatch.setattr(embedded, "STRIDE", 10)
    with pytest.raises(MemoryError):
        reopen("hash-two").reindex(Failing("two"))
    assert_all_found(reopen())


def test_reindex_leaves_nothing_of_what_was_removed_on_the_disk(
    library: Library, take_in: Take, encoder: HashEncoder, tmp_path: Path
) -> None:
    ids = take_in(library, document("secret.md", "hemligheten är giraffen"), document("b.md", *ANIMALS))
    vector = encoder.encode(["hemligheten är giraffen"])[0].tobytes()
    traces = [b"hemligheten", b"giraff", vector[:64]]  # its name stays, on its tombstone

    def left() -> list[bytes]:
        library.close()
        files = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
        return [trace for trace in traces if any(trace in content for content in files)]

    assert left() == traces
    library.remove(ids[:1], REMOVED)
    library.reindex()
    assert left() == []
    assert_all_found(library)
