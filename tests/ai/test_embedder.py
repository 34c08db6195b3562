import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.ai.embedder import SentenceEmbedder, _prompts, embedded_folder
from app.domain.errors import EmbedderUnavailable

TEXTS = [
    "How should I pitch this to a CFO in retail?",
    "Synkningen sker i realtid, eller hur?",
    "",
    " ",
    "🙂 <b>x</b> \x00 [SEP] [PAD]",
    "pris " * 400,
    *(f"Kund {n} vill veta " + "när och hur " * n for n in range(60)),
]


@pytest.fixture(scope="module")
def expected() -> NDArray[np.float32]:
    """The same model through sentence-transformers, as anybody would call it."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - seven seconds nobody else should pay

    vectors: NDArray[np.float32] = SentenceTransformer(str(embedded_folder()), local_files_only=True).encode(
        TEXTS, normalize_embeddings=True, show_progress_bar=False
    )
    return vectors


def copy_of_the_model(folder: Path, prompts: dict[str, str]) -> str:
    shutil.copytree(embedded_folder(), folder, copy_function=os.symlink)
    config = folder / "config_sentence_transformers.json"
    config.unlink()
    config.write_text(json.dumps({"prompts": prompts}))
    return str(folder)


def test_vectors_are_those_of_sentence_transformers(embedder: SentenceEmbedder, expected: NDArray[np.float32]) -> None:
    vectors = embedder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), embedder.dimension)
    np.testing.assert_allclose(vectors, expected, atol=2e-6)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)


def test_a_text_has_the_same_vector_alone_and_in_company(embedder: SentenceEmbedder) -> None:
    together = embedder.encode(TEXTS)[:9]
    alone = np.vstack([embedder.encode([text]) for text in TEXTS[:9]])
    np.testing.assert_allclose(together, alone, atol=2e-6)


def test_no_texts_give_no_vectors(embedder: SentenceEmbedder) -> None:
    assert embedder.encode([]).shape == (0, 384)


def test_the_embedded_model_knows_english_paraphrases_and_no_swedish(embedder: SentenceEmbedder) -> None:
    swedish, english, other_words = embedder.encode(
        ["Priset är för högt", "The price is too high", "The cost is too great"]
    )
    assert english @ other_words > 0.7
    assert swedish @ english < 0.4  # hence the lexical index


def test_threads_that_meet_at_the_first_question_get_the_same_vectors(expected: NDArray[np.float32]) -> None:
    fresh, found = SentenceEmbedder(), {}

    def encode(n: int) -> None:
        found[n] = fresh.encode(TEXTS[n : n + 20])

    threads = [threading.Thread(target=encode, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == list(range(8))
    for n, vectors in found.items():
        np.testing.assert_allclose(vectors, expected[n : n + 20], atol=2e-6)


def test_the_embedded_model_works_without_network_or_a_word_on_the_terminal() -> None:
    program = """
import socket, sys
def refuse(*_): raise AssertionError("network")
socket.socket.connect = socket.getaddrinfo = refuse
from app.ai.embedder import SentenceEmbedder
embedder = SentenceEmbedder()
assert embedder.fingerprint and "torch" not in sys.modules
assert embedder.encode(["Hej"]).shape == (1, 384)
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_model_in_a_folder_is_loaded_without_a_word(
    tmp_path: Path, expected: NDArray[np.float32], capfd: pytest.CaptureFixture[str]
) -> None:
    other = SentenceEmbedder(copy_of_the_model(tmp_path / "model", {}))
    np.testing.assert_allclose(other.encode(TEXTS), expected, atol=2e-6)
    assert other.dimension == 384
    assert capfd.readouterr() == ("", "")


def test_a_model_s_own_prompts_are_put_before_questions_and_passages(
    tmp_path: Path, embedder: SentenceEmbedder
) -> None:
    other = SentenceEmbedder(copy_of_the_model(tmp_path / "model", {"query": "ask: ", "passage": "told: "}))
    np.testing.assert_allclose(other.encode(["Hej"], question=True), embedder.encode(["ask: Hej"]), atol=2e-6)
    np.testing.assert_allclose(other.encode(["Hej"]), embedder.encode(["told: Hej"]), atol=2e-6)


@pytest.mark.parametrize("name", ["intfloat/multilingual-e5-small", "models/e5-base"])
def test_the_e5_family_gets_the_prompts_its_configuration_forgets(name: str) -> None:
    assert _prompts(name, {"query": "", "document": ""}) == ("query: ", "passage: ")
    assert _prompts(name, {"query": "q: ", "document": ""}) == ("q: ", "")


@pytest.mark.parametrize("name", ["BAAI/bge-m3", "org/code5-base"])
def test_other_models_get_no_prompts_but_their_own(name: str) -> None:
    assert _prompts(name, {"query": "", "document": ""}) == ("", "")


def test_the_fingerprint_follows_what_changes_the_vectors(tmp_path: Path) -> None:
    folder = tmp_path / "all-MiniLM-L6-v2"
    same = SentenceEmbedder(str(shutil.copytree(embedded_folder(), folder, copy_function=os.symlink)))
    assert same.fingerprint == SentenceEmbedder().fingerprint
    with_prompts = copy_of_the_model(tmp_path / "other" / "all-MiniLM-L6-v2", {"query": "q: "})
    assert SentenceEmbedder(with_prompts).fingerprint != same.fingerprint
    weights = folder / "model.safetensors"
    weights.unlink()
    weights.write_bytes(b"other weights")
    assert SentenceEmbedder(str(folder)).fingerprint != same.fingerprint


def test_a_folder_without_a_model_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable) as unavailable:
        SentenceEmbedder(str(tmp_path)).encode(["Hej"])
    assert "none to use the embedded model" in unavailable.value.next_step


def test_a_hub_model_that_is_neither_here_nor_to_be_had_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(EmbedderUnavailable, match="no-such/model"):
        SentenceEmbedder("no-such/model").encode(["Hej"])
