"""A sentence encoder of the BERT family, computed directly.

Why not through sentence-transformers: importing it takes seven seconds on top of torch's two, which is what a seller
would wait for each `samsyn ask`; and its linear layers go through MKL, which on AMD processors runs at a third of the
speed of oneDNN. Measured on two cores of an AMD EPYC against the same model in sentence-transformers: 430 texts of 37
tokens a second (190), one question in 2.4 ms (7.2), largest difference in any component 2e-7. A test holds the two
together.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor

    Layer = Callable[[Tensor], Tensor]

TOKENS_IN_BATCH = 1024
"""Padded tokens computed at once: beyond it the activations leave the processor's cache and speed falls."""

TEXTS_TOKENIZED_AT_ONCE = 1024
"""Bounds the memory a large ingestion takes."""


class Bert:
    """Mean-pooled, normalised token states of one BERT model. Read-only once made, hence safe in several threads."""

    def __init__(self, folder: Path) -> None:
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        config = json.loads((folder / "config.json").read_text("utf-8"))
        limits = json.loads((folder / "sentence_bert_config.json").read_text("utf-8"))
        self.dimension: int = config["hidden_size"]
        self._heads: int = config["num_attention_heads"]
        self._epsilon: float = config["layer_norm_eps"]
        self._weights: dict[str, Tensor] = load_file(folder / "model.safetensors")
        self._blocks = [self._block(f"encoder.layer.{i}.") for i in range(config["num_hidden_layers"])]
        self._embedded = self._norm("embeddings.LayerNorm")
        # The blocks hold what they need, in oneDNN's layout: keeping the original too would cost 43 MB.
        self._weights = {name: w for name, w in self._weights.items() if name.startswith("embeddings.")}
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(limits["max_seq_length"])
        self._tokenizer.no_padding()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of unit length, shape `(len(texts), dimension)`, in the order of `texts`."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        by_length = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(texts), TEXTS_TOKENIZED_AT_ONCE):
            chunk = by_length[start : start + TEXTS_TOKENIZED_AT_ONCE]
            tokens = [encoding.ids for encoding in self._tokenizer.encode_batch_fast([texts[i] for i in chunk])]
            for batch in _batches(tokens):
                vectors[[chunk[i] for i in batch]] = self._vectors([tokens[i] for i in batch])
        return vectors

    def _vectors(self, tokens: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        import torch
        from torch.nn.functional import normalize

        longest = max(map(len, tokens))
        with torch.inference_mode():
            ids = torch.tensor([[*row, *[0] * (longest - len(row))] for row in tokens])
            real = torch.tensor([[True] * len(row) + [False] * (longest - len(row)) for row in tokens])
            weight = real.unsqueeze(-1).float()
            mean = (self._states(ids, real) * weight).sum(1) / weight.sum(1)
            vectors: NDArray[np.float32] = normalize(mean, dim=1).numpy()
        return vectors

    def _states(self, ids: "Tensor", real: "Tensor") -> "Tensor":
        """States of the last layer, shape `(texts, tokens, dimension)`; `real` is False where a row is padded."""
        words, positions, types = (
            self._weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")
        )
        states = self._embedded(words[ids] + (types[0] + positions[: ids.shape[1]]))
        seen = None if bool(real.all()) else real[:, None, None, :]
        for block in self._blocks:
            states = block(states, seen)
        return states

    def _block(self, prefix: str) -> Callable[["Tensor", "Tensor | None"], "Tensor"]:
        from torch.nn.functional import scaled_dot_product_attention

        query_key_value = self._linear(*(f"{prefix}attention.self.{name}" for name in ("query", "key", "value")))
        attended = self._linear(f"{prefix}attention.output.dense")
        attended_norm = self._norm(f"{prefix}attention.output.LayerNorm")
        inner = self._linear(f"{prefix}intermediate.dense", gelu=True)
        outer = self._linear(f"{prefix}output.dense")
        outer_norm = self._norm(f"{prefix}output.LayerNorm")

        def block(states: "Tensor", seen: "Tensor | None") -> "Tensor":
            texts, tokens, width = states.shape
            split = query_key_value(states).view(texts, tokens, 3, self._heads, width // self._heads)
            query, key, value = split.permute(2, 0, 3, 1, 4)
            context = scaled_dot_product_attention(query, key, value, attn_mask=seen)
            states = attended_norm(states + attended(context.transpose(1, 2).reshape(texts, tokens, width)))
            return outer_norm(states + outer(inner(states)))

        return block

    def _norm(self, name: str) -> "Layer":
        from torch.nn.functional import layer_norm

        weight, bias = self._weights[f"{name}.weight"], self._weights[f"{name}.bias"]
        return lambda states: layer_norm(states, (self.dimension,), weight, bias, self._epsilon)

    def _linear(self, *names: str, gelu: bool = False) -> "Layer":
        """The layers `names` side by side as one, with the activation fused in where the processor allows it."""
        import torch
        from torch.nn import functional

        weight = torch.cat([self._weights[f"{name}.weight"] for name in names])
        bias = torch.cat([self._weights[f"{name}.bias"] for name in names])
        if (packed := _packed(weight)) is not None:
            activation, algorithm = ("gelu", "none") if gelu else ("none", "")
            fused: Any = torch.ops.mkldnn._linear_pointwise  # noqa: SLF001 - see _packed
            return lambda states: fused(states, packed, bias, activation, [], algorithm)
        if gelu:
            return lambda states: functional.gelu(functional.linear(states, weight, bias))
        return lambda states: functional.linear(states, weight, bias)


def _packed(weight: "Tensor") -> "Tensor | None":
    """`weight` in oneDNN's own layout, or None where torch comes without it (macOS).

    The operator is torch's own, called by its compiler and underscored; torch is pinned to one version, and where it
    is gone the ordinary path takes over.
    """
    import torch

    available: bool = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]
    if not available or not hasattr(torch.ops.mkldnn, "_linear_pointwise"):
        return None
    packed: Tensor = torch.ops.mkldnn._reorder_linear_weight(weight, TOKENS_IN_BATCH)  # noqa: SLF001 - as above
    return packed


def _batches(tokens: Sequence[Sequence[int]]) -> list[list[int]]:
    """Indices into `tokens`, which ascend in text length, in batches of at most `TOKENS_IN_BATCH` padded tokens."""
    batches: list[list[int]] = []
    batch: list[int] = []
    for i in sorted(range(len(tokens)), key=lambda i: len(tokens[i])):
        if batch and len(tokens[i]) * (len(batch) + 1) > TOKENS_IN_BATCH:
            batches.append(batch)
            batch = []
        batch.append(i)
    return [*batches, batch] if batch else batches
