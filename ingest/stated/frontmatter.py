"""YAML front matter: the block between two `---` lines at the top of a file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from app.domain.errors import Unreadable
from ingest.encoding import clean

_LONGEST = 16_000
"""Characters looked through for the closing line: no description of a document is longer."""
_OPENING = re.compile(r"\s{0,100}---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"(?:\s|#[^\n]*\n)*[\"']?[^\W\d][\w .\-]{0,60}[\"']?[ \t]*:")


class _Words(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Builds text, lists and mappings only: `1.10` stays `1.10`, and no date or object is made of anything."""

    yaml_implicit_resolvers: dict[str, object] = {}  # noqa: RUF012 - how PyYAML is told


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stood above the text.

    `values` holds each key as written with its text (a list's entries joined with ` | `), `body` the text below and
    `first_line` the number of the body's first line in the file.
    """

    values: Mapping[str, str]
    body: str
    first_line: int = 1


def split(text: str, name: str) -> FrontMatter:
    """Take the front matter off `text`; a file without any comes back as it is.

    Raises:
        Unreadable: The block is meant as front matter and is no valid YAML; the message names the line.
    """
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), opening.end() + _LONGEST) if opening else None
    if not opening or not closing:
        return FrontMatter({}, text)
    block = text[opening.end() : closing.start()]
    if block.strip() and not _KEY.match(block):
        return FrontMatter({}, text)  # a thematic break, not front matter
    before = text.count("\n", 0, opening.end())
    values = _parsed(block, name, before + 1)
    return FrontMatter(values, text[closing.end() :], text.count("\n", 0, closing.end()) + 1)


def _parsed(block: str, name: str, first_line: int) -> dict[str, str]:
    try:
        loaded = yaml.load(block, _Words)  # noqa: S506 - a safe loader, made safer
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = getattr(error, "problem", None) or "not valid YAML"
        raise Unreadable(
            f"{name}, line {line}: the front matter cannot be read ({problem})",
            "Put values that hold a colon or begin with a sign in quotes",
        ) from error
    if not isinstance(loaded, dict):
        return {}
    return {clean(key): text for key, value in loaded.items() if isinstance(key, str) and (text := _text(value))}


def _text(value: object) -> str:
    if isinstance(value, str):
        return clean(value).strip()
    if isinstance(value, list):
        return " | ".join(clean(entry).strip() for entry in value if isinstance(entry, str) and entry.strip())
    return ""
