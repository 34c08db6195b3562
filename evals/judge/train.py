"""`python -m evals.judge.train STAGE FOLDER`: train the judge, with a seed, on two processors; run again to resume.

Stage `general` reads public pairs, stage `own` goes on from its last state with our own, leaving vendors out.
Every few minutes the whole state is written to FOLDER, so that a run that was ended goes on where it was.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from app.ai.judge import weights
from app.ai.judge.weights import LABELS
from evals.judge import held, labelled, mix
from evals.judge.labelled import Pair

SEED = 20261124
LONGEST = 96
BATCH = 32
SAVE_AFTER = 180.0  # seconds
_SORTED_TOGETHER = 40  # batches among which pairs of one length are brought together
_WARM_UP = 0.06
_CLIPPED_AT = 1.0
_WHY = 0.3
"""Weight of the second question put to our own pairs: which kind of near miss this is. Its head is not shipped."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How one stage is trained: `epochs` are the pairs of each epoch, `kept` the share of the rate left at the end."""

    epochs: tuple[list[Pair], ...]
    rate: float
    kept: float
    dropout: float

    def batches(self) -> Iterator[list[Pair]]:
        """Every batch in its order, the same for the same plan: pairs of one length together, batches shuffled."""
        for number, epoch in enumerate(self.epochs):
            chance = random.Random(SEED + number)
            together = BATCH * _SORTED_TOGETHER
            batches: list[list[Pair]] = []
            for start in range(0, len(epoch), together):
                near = sorted(epoch[start : start + together], key=lambda pair: pair.size)
                batches += [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
            chance.shuffle(batches)
            yield from batches


def general(limit: int | None) -> Plan:
    """Public pairs once, short ones, a fourth of them Swedish."""
    rows = [pair for file in sorted((labelled.NLI / "train").glob("*.gz")) for pair in labelled.read(file)]
    return Plan((mix.general(rows, labelled.parallel(), SEED)[:limit],), rate=1.5e-4, kept=0.2, dropout=0.0)


def own(epochs: int, limit: int | None) -> Plan:
    """Our own pairs of the vendors that are not held out, some epochs, with a replay of the first stage."""
    ours = list(labelled.own(labelled.vendors() - held.OUT))
    if limit:
        ours = random.Random(SEED).sample(ours, limit)
    replay = general(None).epochs[0]
    return Plan(tuple(mix.special(ours, replay, SEED + n) for n in range(epochs)), rate=1.2e-4, kept=0.0, dropout=0.1)


class Training:
    """One stage as it goes: model, optimizer, and how many batches are behind it."""

    def __init__(self, plan: Plan, folder: Path, start: Path | None) -> None:
        torch.manual_seed(SEED)
        encoder = weights.network()
        self.plan, self.file = plan, folder / "state.pt"
        self.model, self.tokenizer = encoder.model, encoder.tokenizer
        self.kinds = sorted({pair.kind for epoch in plan.epochs for pair in epoch if pair.kind})
        self.why = nn.Linear(self.model.config.hidden_size, max(len(self.kinds), 1))
        for name, value in self.model.named_parameters():
            value.requires_grad = name in dict(weights.learned(self.model))
        for module in self.model.modules():
            if isinstance(module, nn.Dropout):
                module.p = plan.dropout
        self.trained = [value for value in self.model.parameters() if value.requires_grad] + [*self.why.parameters()]
        self.optimizer = torch.optim.AdamW(self.trained, lr=plan.rate, weight_decay=0.01)
        self.done = 0
        if start and not self.file.exists():
            self.model.load_state_dict(torch.load(start, weights_only=True)["model"])
        if self.file.exists():
            state = torch.load(self.file, weights_only=True)
            self.model.load_state_dict(state["model"])
            self.why.load_state_dict(state["why"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.done = state["done"]

    def save(self) -> None:
        """Write the whole state, so that being ended at any moment costs minutes."""
        state = {"model": self.model.state_dict(), "why": self.why.state_dict(), "done": self.done}
        written = self.file.with_suffix(".new")
        torch.save(state | {"optimizer": self.optimizer.state_dict()}, written)
        written.replace(self.file)

    def run(self) -> None:
        """Train from where it stands to the end of the plan."""
        batches = list(self.plan.batches())
        self.model.train()
        saved = began = time.monotonic()
        first, losses = self.done, list[float]()
        for batch in batches[self.done :]:
            self._turn(self.done / len(batches))
            losses.append(self._step(batch))
            self.done += 1
            if self.done % 50 == 0:
                pace = BATCH * (self.done - first) / (time.monotonic() - began)
                print(f"{self.done}/{len(batches)} loss {sum(losses[-50:]) / 50:.3f} {pace:.1f} pairs/s", flush=True)
            if time.monotonic() - saved > SAVE_AFTER:
                self.save()
                saved = time.monotonic()
        self.save()

    def _turn(self, passed: float) -> None:
        falling = self.plan.kept + (1 - self.plan.kept) * (1 - passed)
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate * min(passed / _WARM_UP + 0.01, falling)

    def _step(self, batch: Sequence[Pair]) -> float:
        read = self.model.bert(**self._tokens(batch)).pooler_output
        read = self.model.dropout(read)
        wanted = torch.tensor([LABELS.index(pair.label) for pair in batch])
        loss = cross_entropy(self.model.classifier(read), wanted, label_smoothing=0.05)
        explained = [at for at, pair in enumerate(batch) if pair.kind]
        if explained:
            kinds = torch.tensor([self.kinds.index(batch[at].kind) for at in explained])
            loss = loss + _WHY * cross_entropy(self.why(read[explained]), kinds)
        self.optimizer.zero_grad()
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.trained, _CLIPPED_AT)
        self.optimizer.step()
        return loss.item()

    def _tokens(self, batch: Sequence[Pair]) -> Any:
        first, second = [pair.premise for pair in batch], [pair.hypothesis for pair in batch]
        return self.tokenizer(first, second, padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")


def main() -> None:
    """Train one stage and write its weights."""
    parser = argparse.ArgumentParser(prog="python -m evals.judge.train", description=__doc__)
    parser.add_argument("stage", choices=["general", "own"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--start", type=Path, help="state.pt of the stage before")
    parser.add_argument("--limit", type=int, help="that many pairs at most, for a learning curve")
    parser.add_argument("--epochs", type=int, default=4)
    asked = parser.parse_args()
    torch.set_num_threads(2)
    asked.folder.mkdir(parents=True, exist_ok=True)
    plan = general(asked.limit) if asked.stage == "general" else own(asked.epochs, asked.limit)
    print(f"{asked.stage}: {[len(epoch) for epoch in plan.epochs]} pairs", file=sys.stderr, flush=True)
    training = Training(plan, asked.folder, asked.start)
    training.run()
    base = weights.network().model.state_dict()
    weights.save(training.model, base, weights.Calibration(), asked.folder / weights.FILE.name)


if __name__ == "__main__":
    main()
