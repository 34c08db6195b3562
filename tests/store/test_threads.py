import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from app.domain.evidence import Origin
from app.store.library import Library
from tests.store.samples import REMOVED, HashEncoder, document

Take = Callable[..., list[str]]


def test_one_library_serves_many_threads_at_once(library: Library, take_in: Take) -> None:
    fixed = [f"alltid samma {n}" for n in range(20)]
    (always,) = take_in(library, document("fixed.md", *fixed))
    expected = {p.text: p.id for p in library.passages_of(always)}
    encoder = HashEncoder()

    def write(turn: int) -> None:
        for round_ in range(4):
            ids = take_in(library, document(f"{turn}.md", *(f"{turn} {round_} {n}" for n in range(30))))
            if round_ % 2:
                library.remove(ids, REMOVED)

    def read(turn: int) -> None:
        pick = random.Random(turn)  # noqa: S311 - reproducible, not secret
        for _ in range(60):
            text = pick.choice(fixed)
            [(hit, similarity)] = library.nearest(Origin.FIELD, encoder.encode([text])[0], 1)
            assert (hit, round(similarity, 4)) == (expected[text], 1.0)
            found = library.matching(Origin.FIELD, ["alltid", "allt"], 50)
            assert set(found) == set(expected.values())
            assert len(library.claims_of(found)) == len(fixed)

    def rebuild(_turn: int) -> None:
        for _ in range(3):
            library.reindex()

    with ThreadPoolExecutor(12) as pool:
        jobs = [pool.submit(work, turn) for turn in range(4) for work in (write, read)] + [pool.submit(rebuild, 0)]
        for job in jobs:
            job.result()
    counts = library.counts().field
    assert (counts.documents, counts.passages, counts.claims) == (1, 20, 20)
    assert len(library.nearest(Origin.FIELD, encoder.encode(["x"])[0], 100)) == 20
    assert library.index._ready().count(Origin.FIELD) == 20


def test_the_first_question_may_come_from_many_threads(
    reopen: Callable[..., Library], take_in: Take, encoder: HashEncoder
) -> None:
    take_in(reopen(), document("a.md", "giraff", "zebra"))
    library = reopen()
    vector = encoder.encode(["giraff"])[0]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: library.nearest(Origin.FIELD, vector, 1), range(16)))
    assert all(one == found[0] and len(one) == 1 for one in found)
