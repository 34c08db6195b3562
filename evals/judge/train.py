"""`python -m evals.judge.train STAGE FOLDER`: train the judge, with a seed, on two processors; run again to resume.

Stage `general` reads public pairs, stage `own` goes on from its last state with our own, leaving vendors out.
Every few minutes the whole state is written to FOLDER, so that a run that was ended goes on where it was.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from app.ai.judge import weights
from app.ai.judge.network import PairReader
from app.ai.judge.weights import LABELS
from evals.judge import held, labelled, mix
from evals.judge.labelled import Pair

SEED = 20261124
LONGEST = 96
BATCH = 16
SAVE_AFTER = 180.0  # seconds
_SORTED_TOGETHER = 80  # batches among which pairs of one length are brought together
_WARM_UP = 100  # batches
_CLIPPED_AT = 1.0
_NEW = 5.0
"""The head knows nothing yet, so its rate is this many times that of the embedded model."""
_WHY = 0.3
"""Weight of the second question put to our own pairs: which kind of near miss this is. Its head is not shipped."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How one stage is trained: the pairs of each epoch, and how fast.

    The rate stays what it is for `steady` batches and falls to nothing over the `cool` ones after them. So a run may be
    cut short where time is short, by a smaller `steady`, and the same figures give the same weights again.
    """

    epochs: tuple[list[Pair], ...]
    rate: float
    dropout: float
    steady: int
    cool: int

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


def general(limit: int | None) -> tuple[list[Pair], ...]:
    """Public pairs once, short ones, a fourth of them Swedish."""
    rows = [pair for file in sorted((labelled.NLI / "train").glob("*.gz")) for pair in labelled.read(file)]
    return (mix.general(rows, labelled.parallel(), SEED)[:limit],)


def own(epochs: int, limit: int | None) -> tuple[list[Pair], ...]:
    """Our own pairs of the vendors that are not held out, some epochs, with a replay of the first stage."""
    ours = list(labelled.own(labelled.vendors() - held.OUT))
    if limit:
        ours = random.Random(SEED).sample(ours, limit)
    (replay,) = general(None)
    return tuple(mix.special(ours, replay, SEED + n) for n in range(epochs))


class Training:
    """One stage as it goes: model, optimizer, and how many batches are behind it."""

    def __init__(self, plan: Plan, folder: Path, start: Path | None) -> None:
        torch.manual_seed(SEED)
        self.plan, self.file = plan, folder / "state.pt"
        self.model = PairReader()
        self.kinds = sorted({pair.kind for epoch in plan.epochs for pair in epoch if pair.kind})
        self.why = nn.Linear(self.model.answer.in_features, max(len(self.kinds), 1))
        self.model.requires_grad_(requires_grad=False)
        for value in self.model.learned().values():
            value.requires_grad = True
        for module in self.model.modules():
            if isinstance(module, nn.Dropout):
                module.p = plan.dropout
        read = [value for value in self.model.encoder.parameters() if value.requires_grad]
        new = [*self.model.compare.parameters(), *self.model.answer.parameters(), *self.why.parameters()]
        self.trained = read + new
        groups = [{"params": read, "times": 1.0}, {"params": new, "times": _NEW}]
        self.optimizer = torch.optim.AdamW(groups, lr=plan.rate, weight_decay=0.01)
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
        batches = list(self.plan.batches())[: self.plan.steady + self.plan.cool]
        self.model.train()
        saved = began = time.monotonic()
        first, losses = self.done, list[float]()
        for batch in batches[self.done :]:
            self._turn()
            losses.append(self._step(batch))
            self.done += 1
            if self.done % 50 == 0:
                pace = BATCH * (self.done - first) / (time.monotonic() - began)
                print(f"{self.done}/{len(batches)} loss {sum(losses[-50:]) / 50:.3f} {pace:.1f} pairs/s", flush=True)
            if time.monotonic() - saved > SAVE_AFTER:
                self.save()
                saved = time.monotonic()
        self.save()

    def _turn(self) -> None:
        left = self.plan.steady + self.plan.cool - self.done
        falling = min(1.0, left / (self.plan.cool + 1))
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate * group["times"] * min((self.done + 1) / _WARM_UP, falling)

    def _step(self, batch: Sequence[Pair]) -> float:
        texts = [(pair.premise, pair.hypothesis) for pair in batch]
        read = self.model.compared(self.model.tokens(texts, LONGEST))
        wanted = torch.tensor([LABELS.index(pair.label) for pair in batch])
        loss = cross_entropy(self.model.answer(read), wanted, label_smoothing=0.05)
        explained = [at for at, pair in enumerate(batch) if pair.kind]
        if explained:
            kinds = torch.tensor([self.kinds.index(batch[at].kind) for at in explained])
            loss = loss + _WHY * cross_entropy(self.why(read[explained]), kinds)
        self.optimizer.zero_grad()
        torch.autograd.backward(loss)
        nn.utils.clip_grad_norm_(self.trained, _CLIPPED_AT)
        self.optimizer.step()
        return loss.item()


def _plan(asked: argparse.Namespace) -> Plan:
    first = asked.stage == "general"
    epochs = general(asked.limit) if first else own(asked.epochs, asked.limit)
    plan = Plan(epochs, rate=1e-4, dropout=0.0 if first else 0.1, steady=0, cool=asked.cool)
    every = sum(1 for _ in plan.batches())
    return replace(plan, steady=max(0, every - asked.cool) if asked.steady is None else asked.steady)


def main() -> None:
    """Train one stage and write its weights."""
    parser = argparse.ArgumentParser(prog="python -m evals.judge.train", description=__doc__)
    parser.add_argument("stage", choices=["general", "own"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--start", type=Path, help="state.pt of the stage before")
    parser.add_argument("--limit", type=int, help="that many pairs at most, for a learning curve")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--steady", type=int, help="batches before the rate falls, by default all but the cool ones")
    parser.add_argument("--cool", type=int, default=200, help="batches over which the rate falls to nothing")
    asked = parser.parse_args()
    torch.set_num_threads(2)
    asked.folder.mkdir(parents=True, exist_ok=True)
    plan = _plan(asked)
    print(f"{asked.stage}: {[len(epoch) for epoch in plan.epochs]} pairs", file=sys.stderr, flush=True)
    training = Training(plan, asked.folder, asked.start)
    training.run()
    weights.save(training.model, PairReader(), weights.Calibration(), asked.folder / weights.FILE.name)


if __name__ == "__main__":
    main()
