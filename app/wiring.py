"""Settings to services: the only place that knows who uses whom."""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from app.ai.embedder import SentenceEmbedder
from app.ai.judge import weights
from app.ai.judge.model import SentenceJudge
from app.ai.llm import OpenAiLlm
from app.ai.prompts import Prompts
from app.claims import ClaimReader
from app.domain.people import Role
from app.gaps.desk import Desk
from app.gaps.finder import Finder
from app.gaps.llm_judge import LlmJudge
from app.gaps.panel import Panel
from app.messages import Messages
from app.pitch.pitcher import Pitcher
from app.register import Register
from app.report.report import Reporter
from app.settings import Settings
from app.store.database import Database
from app.store.jobs import JobBook
from app.store.ledger import Ledger
from app.store.library import Library
from app.store.register import RegisterBook
from app.store.tray import Tray
from app.store.verdicts import Verdicts
from ingest.isolation import ReadingRoom
from ingest.jobs import Foreman
from ingest.message_editor import MessageEditor
from ingest.pipeline import Pipeline
from ingest.reading import MEGABYTE, Limits
from ingest.registrar import Registrar


@dataclass(frozen=True)
class Wiring:
    """Builds each step once, when it is first asked for; what is not used is never loaded."""

    settings: Settings

    def today(self) -> date:
        """The day everything behaves as on."""
        return self.settings.as_of or datetime.now(UTC).astimezone().date()

    @cached_property
    def database(self) -> Database:
        """The SQLite file of the data folder."""
        return Database.open(self.settings.data)

    @cached_property
    def embedder(self) -> SentenceEmbedder:
        """The embedding model, loaded at its first use."""
        return SentenceEmbedder(self.settings.embedding_model)

    @cached_property
    def library(self) -> Library:
        """Documents, passages, claims and both indexes."""
        return Library.open(self.database, self.embedder.fingerprint)

    @cached_property
    def ledger(self) -> Ledger:
        """Gaps and questions."""
        return Ledger(self.database)

    @cached_property
    def llm(self) -> OpenAiLlm | None:
        """The LLM, if one is configured."""
        settings = self.settings
        if not settings.llm_configured or settings.llm_model is None:
            return None
        key = settings.openai_api_key.get_secret_value() if settings.openai_api_key else ""
        return OpenAiLlm(settings.llm_model, settings.openai_base_url, key, settings.llm_timeout)

    @cached_property
    def finder(self) -> Finder:
        """Claims to gaps."""
        return Finder(self.library, self.ledger, self.panel)

    @cached_property
    def tray(self) -> Tray:
        """What is worth a look, and what people decided about it."""
        return Tray(self.database)

    @cached_property
    def judge(self) -> SentenceJudge | None:
        """The model that judges pairs, loaded at its first use; None where none is named and none came along."""
        named = self.settings.judge_model
        return SentenceJudge(named) if named or weights.FILE.exists() else None

    @cached_property
    def panel(self) -> Panel:
        """The judges beyond rules."""
        llm = LlmJudge(self.llm, Prompts.load(), self.settings.llm_pairs) if self.llm else None
        return Panel(self.judge, llm, Verdicts(self.database), self.tray, self.settings.judge_threshold)

    @cached_property
    def desk(self) -> Desk:
        """Where gaps are moved by hand."""
        return Desk(self.finder, self.ledger)

    @cached_property
    def pipeline(self) -> Pipeline:
        """Files to gaps."""
        return Pipeline(self.library, self.embedder, ClaimReader(), self.finder, self.reading_room)

    @cached_property
    def registrar(self) -> Registrar:
        """The register of official claims, and changes of it."""
        return Registrar(Register(self.library, RegisterBook(self.database)), self.pipeline)

    @cached_property
    def editor(self) -> MessageEditor:
        """The message map, and changes of it."""
        return MessageEditor(Messages(self.library), RegisterBook(self.database), self.pipeline)

    @cached_property
    def foreman(self) -> Foreman:
        """Accepts ingestions and does them."""
        return Foreman(JobBook(self.database), self.pipeline)

    @cached_property
    def reading_room(self) -> ReadingRoom:
        """Where files are read."""
        settings = self.settings
        limits = Limits(
            file=int(settings.max_file_mb * MEGABYTE),
            expanded=int(settings.max_expanded_mb * MEGABYTE),
            pages=settings.max_pages,
            nesting=settings.max_nesting,
            seconds=settings.read_seconds,
        )
        return ReadingRoom(limits)

    @cached_property
    def pitcher(self) -> Pitcher:
        """Question to card."""
        return Pitcher(self.library, self.ledger, self.embedder, self.llm, Prompts.load() if self.llm else None)

    @cached_property
    def reporter(self) -> Reporter:
        """Week to report."""
        return Reporter(self.library, self.ledger)

    @cached_property
    def keys(self) -> dict[str, Role]:
        """One key per role, made at the first start and kept in the data folder, readable by its owner alone."""
        file = self.settings.data / "keys.json"
        with suppress(OSError, ValueError):
            return {key: Role(role) for key, role in json.loads(file.read_text("utf-8")).items()}
        keys = {secrets.token_urlsafe(32): role for role in Role}
        write_private(file, json.dumps(keys, indent=2))
        return keys

    def key_of(self, role: Role) -> str:
        """The key that signs in as `role`."""
        return next(key for key, known in self.keys.items() if known is role)

    def close(self) -> None:
        """Give back what was opened."""
        if "reading_room" in self.__dict__:
            self.reading_room.close()
        if "library" in self.__dict__:
            self.library.close()
        if "database" in self.__dict__:
            self.database.close()


def write_private(file: Path, text: str) -> None:
    """Write `text` so that only the owner can ever read it, and all of it or nothing stands there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(text, "utf-8")
    fresh.replace(file)
