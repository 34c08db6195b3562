"""Two libraries people would take instead, indexing the same texts with the same model into a folder on disk.

They are given texts in memory where Samsyn reads files, and their batches are as large as those of the bare model.
Not installed, they are passed over: `pip install -c constraints.txt -e '.[bench]'`.
"""

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 32

Index = Callable[[Sequence[str], Path], None]
"""Indexes texts into a new folder."""


def installed(model: "SentenceTransformer", folder: Path) -> dict[str, Index | None]:
    """Return each peer by name, ready to index with this model (which lies in `folder`); None if not installed."""
    makers: dict[str, tuple[Sequence[str], Callable[[], Index]]] = {
        "LlamaIndex with Chroma": (("llama_index", "llama_index.vector_stores.chroma"), lambda: _llama_index(model)),
        "txtai, hybrid": (("txtai", "faiss"), lambda: _txtai(folder)),
    }
    return {name: make() if all(map(_found, modules)) else None for name, (modules, make) in makers.items()}


def _found(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _llama_index(model: "SentenceTransformer") -> Index:
    import chromadb  # noqa: PLC0415 - an optional extra, as all in here
    from chromadb.config import Settings  # noqa: PLC0415
    from llama_index.core import StorageContext, VectorStoreIndex  # noqa: PLC0415
    from llama_index.core.embeddings import BaseEmbedding  # noqa: PLC0415
    from llama_index.core.schema import TextNode  # noqa: PLC0415
    from llama_index.vector_stores.chroma import ChromaVectorStore  # noqa: PLC0415

    class Same(BaseEmbedding):  # type: ignore[misc]
        """The model that everything else here uses."""

        def _get_text_embedding(self, text: str) -> Any:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> Any:
            return model.encode(texts, normalize_embeddings=True, show_progress_bar=False).tolist()

        def _get_query_embedding(self, query: str) -> Any:
            return self._get_text_embedding(query)

        async def _aget_query_embedding(self, query: str) -> Any:
            return self._get_text_embedding(query)

    def index(texts: Sequence[str], folder: Path) -> None:
        client = chromadb.PersistentClient(str(folder), Settings(_env_file=None, anonymized_telemetry=False))
        store = ChromaVectorStore(chroma_collection=client.create_collection("peers"))
        nodes = [TextNode(text=text, id_=str(number)) for number, text in enumerate(texts)]
        context = StorageContext.from_defaults(vector_store=store)
        VectorStoreIndex(nodes, storage_context=context, embed_model=Same(embed_batch_size=BATCH))
        client.close()

    return index


def _txtai(model: Path) -> Index:
    from txtai import Embeddings  # noqa: PLC0415

    loaded: dict[str, Any] = {}  # it loads a model under each path once, here outside of what is timed
    settings = {"path": str(model), "hybrid": True, "content": True, "encodebatch": BATCH, "gpu": False}
    Embeddings(settings, models=loaded).index(["."])

    def index(texts: Sequence[str], folder: Path) -> None:
        embeddings = Embeddings(settings, models=loaded)
        embeddings.index(texts)
        embeddings.save(str(folder))
        embeddings.close()

    return index
