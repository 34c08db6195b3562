"""A customer by one name: witnesses are counted by account, and nobody spells a customer the same way twice."""

import re
from collections.abc import Iterable, Mapping

from ingest import vocabulary
from ingest.vocabulary import without_accents

_ID = re.compile(r"(?=[^\d]*\d)[\w+/=-]+|[\w+/]+={1,2}", re.ASCII)
_LONG_ID = 15
"""Characters of a Salesforce id, the shortest with letters that cannot be told from a name by anything else."""
_DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_A_FEW = 4
_LONGEST_NAME = 12
_TELLING = 4
"""Letters the beginning of a name needs to stand for the whole of it."""


def is_id(name: str) -> bool:
    """Whether a database speaks and not a person: `001xx000003DGbQAAW`, `4727653`, a UUID, an encrypted value."""
    name = name.strip()
    if not name or any(map(str.isspace, name)) or "@" in name:
        return False
    return not any(map(str.isalpha, name)) or (len(name) >= _LONG_ID and _ID.fullmatch(name) is not None)


def tidy(name: str) -> str:
    """`Kafé Kanelbult (Start)` → `Kafé Kanelbult`, `Acme, Inc.` → `Acme`, `hotell fjorden` → `Hotell Fjorden`."""
    words = re.sub(r"\s*\([^()]{0,60}\)?", " ", name[:200]).split()
    while len(words) > 1 and words[-1].strip(".,").casefold() in vocabulary.words("legal_forms"):
        words.pop()
    if all(word.isalpha() and word.islower() for word in words):
        words = [word.capitalize() for word in words]
    return " ".join(words).strip(" ,;.-–") or name.strip()


def fold(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, legal form and joining words: what two spellings share."""
    letters = without_accents(tidy(name).casefold())
    for two, one in _DIGRAPHS:
        letters = letters.replace(two, one)
    words = re.findall(r"\w+", re.sub(r"['’`]", "", letters))
    return tuple(word for word in words if word not in vocabulary.words("joining")) or tuple(words)


def known(names: Iterable[str]) -> dict[tuple[str, ...], str]:
    """Return the spelling to use for each name: of several always the same, the one with most accents and capitals."""
    ordered = sorted(set(names), key=lambda n: (not n.isascii(), sum(c.isupper() for c in n), n))
    return {fold(name): name for name in ordered}


def resolve(guess: str, names: Mapping[tuple[str, ...], str]) -> str:
    """Return the known name that `guess` stands for, or `guess` itself.

    "Vardbolaget Nord" is "Vårdbolaget Nord"; "Brightmoor" is "Brightmoor Garden Centres" when no other begins so.
    """
    words = fold(guess)
    if words in names:
        return names[words]
    if len("".join(words)) < _TELLING:
        return guess
    longer = [name for key, name in names.items() if key[: len(words)] == words]
    shorter = [name for key, name in names.items() if len(key) > 1 and words[: len(key)] == key]
    return longer[0] if len(longer) == 1 else shorter[0] if len(shorter) == 1 and not longer else guess


def only_names(text: str, account: str | None) -> bool:
    """Whether `text` holds nothing to cite: no two words but ids, the customer again, or a few names in a row."""
    if len(text.split(maxsplit=_LONGEST_NAME)) > _LONGEST_NAME:
        return False
    words = [word for word in text.split() if sum(c.isalpha() for c in word[:50]) > 1 and not is_id(word)]
    if len(words) < 2 or (account and fold(text) == fold(account)):  # noqa: PLR2004 - one word says nothing
        return True
    if len(words) > _A_FEW or re.search(r"[!?:;,\"”\d]|\w\w\w\.(?:\s|$)", text):
        return False
    return all(word[0].isupper() or word in vocabulary.words("inside_names") for word in words)
