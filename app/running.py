"""The server that already runs on a data folder: found by the note it leaves there, asked over HTTP."""

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.errors import SamsynError, StoreBusy
from app.wiring import write_private

_FILE = "server.json"
_PATIENCE = 120
"""Seconds; longer than any LLM timeout one would set."""


@dataclass(frozen=True, slots=True)
class Running:
    """A running server: where it listens, its process, a key for it, and the day it lives on ("" = today)."""

    url: str
    pid: int
    key: str
    as_of: str

    @classmethod
    def find(cls, data: Path) -> "Running | None":
        """Return the server running on `data`, if one is alive."""
        with suppress(OSError, ValueError, TypeError):
            found = cls(**json.loads((data / _FILE).read_text("utf-8")))
            os.kill(found.pid, 0)
            return found
        return None

    def lives_on(self, as_of: date | None) -> bool:
        """Whether it behaves as on that day, None for today."""
        return self.as_of == (as_of.isoformat() if as_of else "")

    @contextmanager
    def announced(self, data: Path) -> Iterator[None]:
        """Leave the note while the server runs."""
        write_private(data / _FILE, json.dumps(asdict(self)))
        try:
            yield
        finally:
            (data / _FILE).unlink(missing_ok=True)

    def pitch(self, question: str, product: str | None) -> dict[str, Any]:
        """Ask the running server; raises what `post` raises."""
        return self.post("/api/pitch", {"question": question} | ({"product": product} if product else {}))

    def post(self, path: str, body: Any) -> dict[str, Any]:
        """Send JSON to the running server; raises what it refuses, and `StoreBusy` when it does not answer."""
        request = urllib.request.Request(  # noqa: S310 - our own address on this machine
            f"{self.url}{path}",
            data=json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"},
        )
        # Never through a proxy: the question and the key stay on this machine.
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with direct.open(request, timeout=_PATIENCE) as response:
                answer: dict[str, Any] = json.load(response)
                return answer
        except urllib.error.HTTPError as error:
            problem: dict[str, Any] = {}
            with suppress(ValueError):
                problem = json.load(error)
            raise SamsynError(str(problem.get("detail", error)), str(problem.get("next_step", ""))) from error
        except (OSError, ValueError) as error:
            raise StoreBusy(
                f"The server at {self.url} (process {self.pid}) holds the store and does not answer",
                "Stop it and try again",
            ) from error
