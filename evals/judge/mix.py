"""What the judge is trained on, pure and seeded: general pairs first, then our own with a replay of the general."""

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from evals.judge.labelled import Pair

LONGEST = 250
"""Characters of both texts together: short pairs teach as much, and a processor reads three of them for one long."""

QUOTA = {
    "mnli_train_15k_sv": 11_000,
    "mnli_train_10k": 5000,
    "taxinli_notmatched": 2500,
    "newproto_base_train": 2500,
    "newproto_edit_premise_train": 3000,
    "newproto_edit_other_train": 2000,
    "newproto_contrast_train": 1500,
    "cad_nli_train": 4000,
    "snli_dev": 1000,
    "conjnli_adv_15k": 2000,
    "fever_dev_sr": 2000,
    "wikifactcheck_negated": 2500,
    "tabfact_pairs": 400,
    "help_and": 1200,
    "help_or": 400,
    "infotabs_train": 1200,
    "contractnli_train_part_spans": 841,
}
"""Pairs of each source at most. Sources of contradictions alone stay far below a third; figures are not its job."""

_LONG = {"contractnli_train_part_spans": 600, "fever_dev_sr": 300, "infotabs_train": 320}
_REWRITTEN = "wikifactcheck_negated"


def general(pairs: Iterable[Pair], parallel: Sequence[tuple[str, str]], seed: int) -> list[Pair]:
    """The first stage: a seeded choice of public pairs and of parallel sentences (English, Swedish), shuffled."""
    chance = random.Random(seed)
    by_source: dict[str, list[Pair]] = {}
    for pair in pairs:
        if pair.size <= _LONG.get(pair.source, LONGEST):
            by_source.setdefault(pair.source, []).append(pair)
    chosen: list[Pair] = []
    for source, most in QUOTA.items():
        found = by_source.get(source, [])
        chosen += chance.sample(found, min(most, len(found)))
    chosen += _unchanged([pair for pair in chosen if pair.source == _REWRITTEN], chance)
    chosen += across(parallel)
    chance.shuffle(chosen)
    return chosen


def _unchanged(rewritten: Sequence[Pair], chance: random.Random) -> Iterator[Pair]:
    """Near-identical texts that agree, beside those that do not, or a model learns that likeness is contradiction."""
    for pair in rewritten[: len(rewritten) // 2]:
        text = pair.hypothesis if chance.random() < 0.5 else pair.premise  # noqa: PLR2004 - either
        other = chance.choice([text.lower(), text.rstrip("."), f"{text} ", text])
        yield Pair(other, text, "supports", "unchanged")


def across(parallel: Sequence[tuple[str, str]]) -> Iterator[Pair]:
    """A sentence supports its translation, both ways, and says nothing of the next one's."""
    for (english, swedish), (other_english, other_swedish) in pairwise(parallel):
        yield Pair(english, swedish, "supports", "parallel", lang="mixed")
        yield Pair(swedish, english, "supports", "parallel", lang="mixed")
        if other_english != english:
            yield Pair(swedish, other_english, "neither", "parallel", lang="mixed")
            yield Pair(english, other_swedish, "neither", "parallel", lang="mixed")


def special(
    own: Sequence[Pair], replay: Sequence[Pair], seed: int, *, strange: float = 0.25, replayed: float = 0.4
) -> list[Pair]:
    """One epoch of the second stage: our own pairs asked either way, strangers, and a part of the first stage.

    A note also stands beside another line, of which it says nothing, `strange` of them for each of our own: that a line
    and its counterpart are of the same thing teaches nothing of lines that are not. `replayed` general pairs come on
    each of our own, so that what was learned is kept.
    """
    chance = random.Random(seed)
    chosen = [pair if chance.random() < 0.5 else pair.turned for pair in own]  # noqa: PLR2004 - either
    strangers = list(_strangers(own, chance))
    chosen += chance.sample(strangers, min(int(len(own) * strange), len(strangers)))
    chosen += chance.sample(list(replay), min(int(len(own) * replayed), len(replay)))
    chance.shuffle(chosen)
    return chosen


def _strangers(own: Sequence[Pair], chance: random.Random) -> Iterator[Pair]:
    """Each note held against another line of the same vendor, which nearly always says nothing of it."""
    of_vendor: dict[str, list[Pair]] = {}
    for pair in own:
        of_vendor.setdefault(pair.source, []).append(pair)
    for pair in own:
        other = chance.choice(of_vendor[pair.source])
        if other.hypothesis != pair.hypothesis:
            stranger = Pair(pair.premise, other.hypothesis, "neither", pair.source, "unrelated", pair.lang)
            yield stranger if chance.random() < 0.5 else stranger.turned  # noqa: PLR2004 - either
