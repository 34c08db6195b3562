"""Every setting, once. Read from the environment (`SAMSYN_*`, and OpenAI's own two), then from one optional file."""

import difflib
import os
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from app.domain.errors import BadInput

PREFIX = "SAMSYN_"
FILE = "samsyn.toml"
_BORROWED = {"OPENAI_API_KEY": "openai_api_key", "OPENAI_BASE_URL": "openai_base_url"}


class Settings(BaseModel):
    """What can be set. `SAMSYN_PORT` in the environment is `port` here and in `samsyn.toml` in the data folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data: Path = Field(default_factory=lambda: Path(platformdirs.user_data_dir("samsyn", appauthor=False)))
    """Folder everything is kept in."""
    as_of: date | None = None
    """Behave as on this day (2026-03-09); today when empty."""
    embedding_model: str | None = None
    """A folder or hub name sentence-transformers can load; the embedded all-MiniLM-L6-v2 when empty."""
    llm_model: str | None = None
    """Name of the model on the OpenAI-compatible server; no LLM is used when empty."""
    llm_timeout: float = Field(default=30.0, gt=0)
    """Seconds an answer may wait for the LLM before the offline answer is given."""
    llm_pairs: int = Field(default=200, ge=0)
    """Most pairs of statements the LLM is asked to judge in one run; 0 asks it about none."""
    judge_model: str | None = None
    """A folder or hub name of a cross-encoder with the labels of NLI; the embedded judge when empty."""
    judge_threshold: float | None = Field(default=None, gt=0, le=1)
    """Probability from which that model is believed; what it was calibrated to when empty."""
    openai_api_key: SecretStr | None = None
    """Key of the LLM server."""
    openai_base_url: str | None = None
    """Address of the LLM server, `http://host:port/v1`; OpenAI's own when empty."""
    host: str = "127.0.0.1"
    """Address the server listens on."""
    port: int = Field(default=8765, ge=0, le=65535)
    """Port the server listens on; the next free one is taken when it is busy."""
    max_file_mb: float = Field(default=20.0, gt=0)
    """Largest file that is read, in megabytes."""
    max_expanded_mb: float = Field(default=200.0, gt=0)
    """Largest size of what is packed in a file (Office, PDF, zip) once it is unpacked, in megabytes."""
    max_pages: int = Field(default=2000, gt=0)
    """Most pages, slides or sheets of one file."""
    max_nesting: int = Field(default=3, ge=0)
    """How deep files may lie in files: a deck attached to a mail in a zip lies two deep."""
    read_seconds: float = Field(default=60.0, gt=0)
    """Longest time that reading one file may take."""

    @property
    def llm_configured(self) -> bool:
        """Whether an LLM is used: a model named, and a server or a key to reach it."""
        return bool(self.llm_model and (self.openai_api_key or self.openai_base_url))


def read_settings(environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Return the settings; raises `BadInput` for an unknown or impossible one, naming it and the nearest known name."""
    given = os.environ if environment is None else environment
    values = {
        name.removeprefix(PREFIX).lower(): value for name, value in given.items() if name.startswith(PREFIX) and value
    }
    values |= {field: given[name] for name, field in _BORROWED.items() if given.get(name)}
    values |= {name: value for name, value in overrides.items() if value is not None}
    values = _from_file(values) | values
    if unknown := sorted(set(values) - set(Settings.model_fields)):
        near = difflib.get_close_matches(unknown[0], Settings.model_fields, n=1)
        hint = f"Did you mean {PREFIX}{near[0].upper()}?" if near else "The README lists every setting"
        raise BadInput(f"There is no setting {PREFIX}{unknown[0].upper()}", hint)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        name = f"{PREFIX}{str(first['loc'][0]).upper()}"
        raise BadInput(
            f"{name} cannot be {first['input']!r}: {first['msg']}", "The README lists every setting"
        ) from None


def _from_file(values: Mapping[str, Any]) -> dict[str, Any]:
    folder = Path(values["data"]) if "data" in values else Settings().data
    file = folder / FILE
    if not file.is_file():
        return {}
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadInput(f"{file} is not valid TOML: {error}", "Mend or remove the file") from error
