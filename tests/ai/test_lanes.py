"""Many texts at once come out as one by one would, and leave the other threads of torch as they were."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.ai.embedder import SentenceEmbedder
from app.ai.lanes import Lanes

LANES = Lanes()


def length_and_first(texts: Sequence[str]) -> NDArray[np.float32]:
    """Two figures a text, in the place of a model."""
    return np.array([[len(text), ord(text[0])] for text in texts], np.float32)


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=300))
def test_every_text_gets_its_own_vector_in_its_own_place(texts: list[str]) -> None:
    assert (LANES.encode(texts, length_and_first) == length_and_first(texts)).all()


def test_a_model_reads_many_as_it_reads_few() -> None:
    embedder = SentenceEmbedder()
    texts = [f"{number} anteckningar " + "om priset " * (number % 17) for number in range(150)]
    few = np.concatenate([embedder.encode(texts[at : at + 10]) for at in range(0, len(texts), 10)])
    assert np.abs(embedder.encode(texts) - few).max() < 1e-5


def test_other_threads_keep_all_processors() -> None:
    before = torch.get_num_threads()
    LANES.encode(["text"] * 200, length_and_first)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(torch.get_num_threads).result() == torch.get_num_threads() == before


def test_what_a_batch_fails_of_is_said() -> None:
    def broken(texts: Sequence[str]) -> NDArray[np.float32]:
        raise MemoryError(len(texts))

    with pytest.raises(MemoryError):
        LANES.encode(["text"] * 200, broken)
