"""The judge's network: the embedded model reads both texts together, a small head compares what it made of each.

Imported only when a pair is judged: torch takes seconds.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from app.ai.embedder import embedded_folder
from app.ai.judge.weights import LABELS

LONGEST = 128
"""Tokens of both texts together; what is beyond is cut from the longer one."""
_BATCH = 32
_NOT_LEARNED = ("embeddings.word_embeddings", "embeddings.position_embeddings")


class PairReader(nn.Module):
    """Answers, one for each of `LABELS`, about two texts that were tokenized together.

    The embedded model makes a vector of a text by the mean of its tokens. The head is given that mean of either text,
    how they differ and where they agree, so that it starts from likeness of meaning and learns what else matters.
    """

    def __init__(self) -> None:
        super().__init__()
        folder = str(embedded_folder())
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, local_files_only=True)
        self.tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        width = self.encoder.config.hidden_size
        self.compare = nn.Linear(4 * width, width)
        self.dropout = nn.Dropout(0.0)
        self.answer = nn.Linear(width, len(LABELS))
        self.eval()

    def tokens(self, pairs: Sequence[tuple[str, str]], longest: int = LONGEST) -> Mapping[str, Tensor]:
        """Both texts of each pair as one sequence, padded to the longest."""
        first, second = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        read: Mapping[str, Tensor] = self.tokenizer(
            first, second, padding=True, truncation=True, max_length=longest, return_tensors="pt"
        )
        return read

    def compared(self, tokens: Mapping[str, Tensor]) -> Tensor:
        """What the head makes of each pair, shape `(pairs, width)`."""
        states = self.encoder(**tokens).last_hidden_state
        second = tokens["token_type_ids"] * tokens["attention_mask"]
        one, other = _mean(states, tokens["attention_mask"] - second), _mean(states, second)
        together = torch.cat([one, other, (one - other).abs(), one * other], dim=1)
        compared: Tensor = self.dropout(nn.functional.gelu(self.compare(self.dropout(together))))
        return compared

    def forward(self, tokens: Mapping[str, Tensor]) -> Tensor:
        """The answers, not yet probabilities, shape `(pairs, 3)`."""
        answers: Tensor = self.answer(self.compared(tokens))
        return answers

    def learned(self) -> dict[str, nn.Parameter]:
        """The parameters that are trained and shipped, by name."""
        named = self.named_parameters()
        return {name: value for name, value in named if not any(part in name for part in _NOT_LEARNED)}

    @torch.inference_mode()
    def answers(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """The answers to each pair, shape `(len(pairs), 3)`: pairs of one length are read together."""
        found = np.empty((len(pairs), len(LABELS)))
        order = np.argsort([-len(first) - len(second) for first, second in pairs], kind="stable")
        for start in range(0, len(order), _BATCH):
            near = order[start : start + _BATCH]
            found[near] = self(self.tokens([pairs[at] for at in near])).double().numpy()
        return found


def _mean(states: Tensor, of: Tensor) -> Tensor:
    """Mean of the tokens where `of` is one."""
    summed = (states * of.unsqueeze(-1)).sum(dim=1)
    return summed / of.sum(dim=1, keepdim=True).clamp(min=1)
