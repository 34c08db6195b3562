"""Prompts are files: `prompts/verb_object.md`, with front matter, instructions, a `<!-- data -->` line and the data.

What stands before the line tells the model what to do, what stands after it is what sources and users wrote. The
two are sent apart where the server allows it, and everything untrusted goes through the filter `fenced`.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import msgspec
import yaml
from jinja2 import Environment, StrictUndefined, Template, TemplateError, meta

from app.domain.errors import NotFound, SamsynError

DATA_LINE = "\n<!-- data -->\n"

# What a chat server's template, or our own fence, would take for structure: broken up by a look-alike inside.
STRUCTURE = re.compile(
    r"<<<|>>>|<\||\|>|</?(?:think|thinking|s|start_of_turn|end_of_turn)>|\[/?(?:INST|SYS)\]|<<(?=/?SYS)", re.IGNORECASE
)
LOOK_ALIKES = str.maketrans("<>|[]", "‹›¦❲❳")
# Besides the controls: line separators, marks of direction, and invisible letters that smuggle text past a reader.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


class BadPrompt(SamsynError):
    """A prompt file, or a call of one, that does not fit its own front matter: a fault in Samsyn, not in its use."""

    status = 500
    code = "bad-prompt"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt ready to send. `hash` is of the file, so it does not change with what was filled in."""

    name: str
    version: int
    hash: str
    instructions: str
    data: str

    @property
    def text(self) -> str:
        """The whole of it."""
        return f"{self.instructions}\n\n{self.data}"

    @property
    def provenance(self) -> str:
        """`name@version+hash`, kept with everything the model said."""
        return f"{self.name}@{self.version}+{self.hash}"


class FrontMatter(msgspec.Struct, forbid_unknown_fields=True):
    """The head of a prompt file. `output` is an example of the answer, shown in the text as `{{ output }}`."""

    name: str
    version: int
    inputs: list[str]
    output: str


@dataclass(frozen=True, slots=True)
class _Template:
    front: FrontMatter
    hash: str
    instructions: Template
    data: Template


class Prompts:
    """All prompts by name, checked when they are loaded."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        """`sources` maps each name to its file's text; raises `BadPrompt`."""
        self._environment = Environment(
            undefined=StrictUndefined,
            autoescape=False,  # noqa: S701 - the reader is a model, HTML would only confuse it
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"fenced": fenced, "inline": inline}
        self._templates = {name: self._template(name, text) for name, text in sources.items()}

    @classmethod
    def load(cls) -> "Prompts":
        """The prompts that come with Samsyn."""
        files = (file for file in resources.files("prompts").iterdir() if file.name.endswith(".md"))
        return cls({file.name.removesuffix(".md"): file.read_text("utf-8") for file in files})

    def names(self) -> list[str]:
        """Every prompt there is, sorted."""
        return sorted(self._templates)

    def output(self, name: str) -> str:
        """The example answer of the prompt `name`."""
        return self._found(name).front.output

    def render(self, name: str, /, **inputs: Any) -> Prompt:
        """Fill in the prompt `name`; `inputs` are exactly those its front matter lists. Raises `BadPrompt`."""
        template = self._found(name)
        if wrong := set(template.front.inputs) ^ set(inputs):
            raise BadPrompt(f"Prompt {name!r} was called with other inputs than it lists", f"Check {sorted(wrong)}")
        values = {**inputs, "output": template.front.output.strip()}
        try:
            instructions, data = template.instructions.render(values), template.data.render(values)
        except TemplateError as error:
            raise BadPrompt(f"Prompt {name!r} could not be filled in: {error}", f"Check prompts/{name}.md") from error
        return Prompt(name, template.front.version, template.hash, instructions.strip(), data.strip())

    def _found(self, name: str) -> _Template:
        if name not in self._templates:
            raise NotFound(f"There is no prompt {name!r}", f"The prompts are {', '.join(self.names())}")
        return self._templates[name]

    def _template(self, name: str, text: str) -> _Template:
        try:
            _, head, body = text.replace("\r\n", "\n").split("---\n", 2)
            front = msgspec.convert(yaml.safe_load(head), FrontMatter)
            instructions, data = body.split(DATA_LINE)
            used = meta.find_undeclared_variables(self._environment.parse(body))
            parts = self._environment.from_string(instructions), self._environment.from_string(data)
        except (ValueError, yaml.YAMLError, TemplateError) as error:
            raise BadPrompt(f"Prompt {name!r} cannot be read: {error}", f"Check prompts/{name}.md") from error
        if front.name != name:
            raise BadPrompt(f"Prompt {name!r} calls itself {front.name!r}", "Name the file after the prompt")
        if wrong := used ^ {*front.inputs, "output"}:
            raise BadPrompt(f"Prompt {name!r} lists other inputs than it uses", f"Check {sorted(wrong)}")
        return _Template(front, hashlib.sha256(text.encode()).hexdigest()[:8], *parts)


def inline(text: object) -> str:
    """An untrusted `text` on one line, unable to open, close or fake any structure around it."""
    return " ".join(_plain(str(text)).split())


def fenced(text: object, label: str) -> str:
    """An untrusted `text` between two lines that it cannot contain itself."""
    return f"<<<{label}\n{_plain(str(text)).strip()}\n{label}>>>"


def _plain(text: str) -> str:
    return STRUCTURE.sub(lambda match: match[0].translate(LOOK_ALIKES), CONTROLS.sub(" ", text))
