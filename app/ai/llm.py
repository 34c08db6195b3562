"""An LLM behind any server that speaks OpenAI's chat completions.

Servers differ in what they know of structured output, so there is a ladder of forms: a JSON schema, a JSON object, and
plain text that happens to be JSON. A server that refuses a form, or answers it with something else, is asked again
with the next one; the form that worked is where the next call starts.
"""

import time
from collections.abc import Callable
from concurrent.futures import Future
from enum import StrEnum
from threading import Thread
from typing import Any

import msgspec
import structlog

from app.ai.answer import Completion, Unusable, completion, read, said, strict_schema
from app.ai.ports import Answer
from app.ai.prompts import Prompt
from app.domain.errors import LlmUnavailable

CONNECT_SECONDS = 5.0
"""A server that does not even accept a connection within this is down, however patient the caller is."""

log = structlog.get_logger()


class Form(StrEnum):
    """How an answer is asked for, from the strictest down."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    TEXT = "text"


SAYINGS = {
    "timeout": ("did not answer in time", "Raise SAMSYN_LLM_TIMEOUT, or choose a faster model"),
    "connection": ("cannot be reached", "Check OPENAI_BASE_URL and that the server runs"),
    "unauthorized": ("does not accept the key", "Check OPENAI_API_KEY"),
    "not-found": ("is not known to the server", "Check SAMSYN_LLM_MODEL and OPENAI_BASE_URL"),
    "rate-limited": ("is asked too often for the server's limit", "Wait, or raise the limit at the provider"),
    "server-error": ("failed on the server", "Look into the server's own log"),
    "refused": ("refused the request", "Look into the server's own log; the prompt may be too long for the model"),
    "declined": ("declined to answer", "Ask in other words"),
    "truncated": ("stopped in the middle of its answer", "Raise the server's limit on output tokens"),
    "malformed": ("did not answer in the form asked for", "Choose a model that can answer in JSON"),
}


class OpenAiLlm:
    """The `Llm` of `app.ai.ports`. Safe to call from several threads: what it learns of its server is two flags."""

    def __init__(
        self, model: str, base_url: str | None = None, api_key: str = "", timeout: float = 60.0, retries: int = 2
    ) -> None:
        """Name the server; nothing is contacted before the first call.

        Args:
            model: the name the server knows the model by.
            base_url: where the API begins, `http://host:port/v1`; without it OpenAI's own.
            api_key: a server of one's own often wants none.
            timeout: seconds for a whole `complete`, every form and retry included.
            retries: how often the openai package tries a request again when the server is down or busy.
        """
        self.name = model
        self._base_url = base_url
        self._api_key = api_key or "none"
        self._timeout = timeout
        self._retries = retries
        self._form = Form.SCHEMA
        self._takes_temperature = True

    def complete(self, prompt: Prompt, schema: type[Answer]) -> Answer:
        """The model's answer to `prompt`, valid as a `schema`; raises `LlmUnavailable` within the timeout."""
        deadline = time.monotonic() + self._timeout
        forms = list(Form)
        reason = "malformed"
        for form in forms[forms.index(self._form) :]:
            try:
                answer = self._ask(prompt, schema, form, deadline)
            except Unusable as unusable:
                reason = str(unusable)
                if reason in {"refused", "malformed"}:
                    continue
                break
            self._form = form
            return answer
        said_so, next_step = SAYINGS[reason]
        raise LlmUnavailable(reason, f"The language model {self.name!r} {said_so}", next_step)

    def _ask(self, prompt: Prompt, schema: type[Answer], form: Form, deadline: float) -> Answer:
        """Ask once in one form, with its line in the log."""
        started, outcome, reply = time.monotonic(), "cancelled", Completion([])
        try:
            reply = completion(self._send(self._request(prompt, schema, form), deadline))
            answer = read(said(reply), schema)
            outcome = "ok"
        except Unusable as unusable:
            outcome = str(unusable)
            raise
        finally:
            # Never the text: prompts hold customers' words.
            log.info(
                "llm_call",
                model=self.name,
                prompt=prompt.provenance,
                form=form.value,
                milliseconds=round((time.monotonic() - started) * 1000),
                prompt_tokens=reply.usage and reply.usage.prompt_tokens,
                completion_tokens=reply.usage and reply.usage.completion_tokens,
                outcome=outcome,
            )
        return answer

    def _request(self, prompt: Prompt, schema: type[msgspec.Struct], form: Form) -> dict[str, Any]:
        request: dict[str, Any] = {"model": self.name}
        if self._takes_temperature:
            request["temperature"] = 0  # same question, same evidence: same answer, as far as the server can
        if form is Form.TEXT:
            # The least a server can be asked: some know no system role either.
            return {**request, "messages": [{"role": "user", "content": prompt.text}]}
        described = {"name": schema.__name__, "strict": True, "schema": strict_schema(schema)}
        return {
            **request,
            "messages": [
                {"role": "system", "content": prompt.instructions},
                {"role": "user", "content": prompt.data},
            ],
            "response_format": {"type": form.value} | ({"json_schema": described} if form is Form.SCHEMA else {}),
        }

    def _send(self, request: dict[str, Any], deadline: float) -> bytes:
        """The body of the server's reply; raises `Unusable`."""
        import openai

        if (remaining := deadline - time.monotonic()) <= 0:
            raise Unusable("timeout")
        try:
            client = openai.OpenAI(
                api_key=self._api_key,
                base_url=self._base_url,
                max_retries=self._retries,
                timeout=openai.Timeout(remaining, connect=min(CONNECT_SECONDS, remaining)),
            )
        except Exception as error:  # an address that is none fails here, with whatever its parser raises
            raise Unusable("connection") from error
        create: Any = client.chat.completions.with_raw_response.create
        try:
            body: bytes = _by(deadline, lambda: create(**request).content)
        except openai.BadRequestError as error:
            if "temperature" not in request or "temperature" not in str(error):
                raise Unusable("refused") from error
            self._takes_temperature = False  # reasoning models take none but their own
            return self._send({key: value for key, value in request.items() if key != "temperature"}, deadline)
        except Exception as error:  # OpenAIError, and what the HTTP client below it lets through
            raise Unusable(_reason(error)) from error
        finally:
            client.close()
        return body


def _by(deadline: float, call: Callable[[], bytes]) -> bytes:
    """The result of `call`, or `TimeoutError` at the deadline (`time.monotonic`).

    The SDK's timeout is for each read and its pauses between retries count for nothing, so a server that drips a byte
    a second, or asks to be retried in a minute, would hold the caller far longer. The thread is left behind; closing
    the client ends it.
    """
    future: Future[bytes] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except BaseException as error:  # noqa: BLE001 - raised again where the result is waited for
            future.set_exception(error)

    Thread(target=run, name="llm-call", daemon=True).start()
    return future.result(timeout=max(0.0, deadline - time.monotonic()))


def _reason(error: Exception) -> str:
    import openai

    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return "timeout"
    if not isinstance(error, openai.APIStatusError):
        return "connection"
    named = {401: "unauthorized", 403: "unauthorized", 404: "not-found", 429: "rate-limited"}
    refusals = {400, 413, 415, 422, 501}
    return named.get(error.status_code) or ("refused" if error.status_code in refusals else "server-error")
