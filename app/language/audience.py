"""Whom a question may be about and which words only frame it, read once from `audience.toml`."""

import functools
import re
from dataclasses import dataclass

from app.language.lexicon import read


@dataclass(frozen=True, slots=True)
class Group:
    """A persona, segment or stage: its name per language, how it is recognised, what it cares for and is asked."""

    id: str
    names: dict[str, str]
    pattern: re.Pattern[str]
    cares: tuple[str, ...]
    ask: dict[str, str]


@dataclass(frozen=True, slots=True)
class Audience:
    """Everything in the file, ready to match against text in lower case."""

    personas: dict[str, Group]
    segments: dict[str, Group]
    stages: dict[str, Group]
    frame: re.Pattern[str]
    soft: re.Pattern[str]
    intent: re.Pattern[str]
    topic_ask: dict[str, dict[str, str]]


@functools.cache
def audience() -> Audience:
    """Read the file once."""
    data = read("audience")
    return Audience(
        personas=_groups(data["persona"]),
        segments=_groups(data["segment"]),
        stages=_groups(data["stage"]),
        frame=pattern_of(data["frame"]["words"] + data["grammar"]["words"]),
        soft=pattern_of(data["soft"]["words"]),
        intent=pattern_of(data["intent"]["words"]),
        topic_ask=data["topic_ask"],
    )


def pattern_of(words: list[str]) -> re.Pattern[str]:
    """Compile `word`, `prefix*`, `*suffix` and phrases into one pattern over lower-case text, longest first."""
    parts = []
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        bare = re.escape(word.strip("*").casefold()).replace(r"\ ", r"[\s\-]+")
        parts.append(("" if not word.startswith("*") else r"\w*") + bare + (r"\w*" if word.endswith("*") else ""))
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def _groups(entries: dict[str, dict[str, object]]) -> dict[str, Group]:
    return {
        name: Group(
            id=name,
            names={"sv": str(entry["sv"]), "en": str(entry["en"])},
            pattern=pattern_of(list(entry["words"])),  # type: ignore[call-overload]
            cares=tuple(entry.get("cares", ())),  # type: ignore[arg-type]
            ask={lang: str(entry[f"ask_{lang}"]) for lang in ("sv", "en") if f"ask_{lang}" in entry},
        )
        for name, entry in entries.items()
    }
