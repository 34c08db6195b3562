"""What is configured, what works, what is missing: each point looked at, not assumed."""

from dataclasses import asdict, dataclass
from typing import Any

from app.ai.contracts import ComposedPitch
from app.ai.prompts import Prompts
from app.domain.errors import SamsynError
from app.domain.evidence import Origin
from app.running import Running
from app.wiring import Wiring


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it works, what was seen, and what to do when it does not."""

    name: str
    works: bool
    seen: str
    next_step: str = ""

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)


def examine(wiring: Wiring) -> list[Finding]:
    """Look at the data folder, the embedding model, the judge, both indexes, the LLM and a running server."""
    checks = (
        ("store", _store),
        ("embedding model", _embedder),
        ("judge", _judge),
        ("vector index", _index),
        ("llm", _llm),
        ("server", _server),
    )
    return [_looked_at(name, check, wiring) for name, check in checks]


def _looked_at(name: str, check: Any, wiring: Wiring) -> Finding:
    try:
        return Finding(name, works=True, seen=check(wiring))
    except SamsynError as error:
        return Finding(name, works=False, seen=str(error), next_step=error.next_step)


def _store(wiring: Wiring) -> str:
    counts = wiring.library.counts()
    return (
        f"{wiring.settings.data}: {counts.official.documents} official and {counts.field.documents} field documents, "
        f"{counts.passages} passages, {counts.claims} claims"
    )


def _embedder(wiring: Wiring) -> str:
    vector = wiring.embedder.encode(["ping"])
    return f"{wiring.embedder.fingerprint}, {vector.shape[1]} dimensions"


def _judge(wiring: Wiring) -> str:
    if wiring.judge is None:
        return "none: pairs that rules leave open are not judged by a model"
    wiring.judge.opinions([("ping", "pong")])
    return f"{wiring.judge.name}, believed from {wiring.settings.judge_threshold or wiring.judge.contradicts_from:.2f}"


def _index(wiring: Wiring) -> str:
    if Running.find(wiring.settings.data):
        return "held by the running server"
    found = wiring.library.nearest(Origin.OFFICIAL, wiring.embedder.encode(["ping"])[0], 1)
    return "answers" if found else "empty: run `samsyn ingest FOLDER`"


def _llm(wiring: Wiring) -> str:
    settings = wiring.settings
    if wiring.llm is not None:
        empty_card = Prompts.load().render("compose_pitch", question="ping", language="en", evidence=[], gaps=[])
        wiring.llm.complete(empty_card, ComposedPitch)
        return f"{wiring.llm.name} at {settings.openai_base_url or 'OpenAI'} answers in the form asked for"
    if settings.openai_api_key and not settings.llm_model:
        return "OPENAI_API_KEY is set but SAMSYN_LLM_MODEL is not: nothing is sent, answers are composed offline"
    return "none: answers are composed offline"


def _server(wiring: Wiring) -> str:
    running = Running.find(wiring.settings.data)
    return f"{running.url} (process {running.pid})" if running else "none running on this data folder"
