"""A language model that says what it was told to, behind a real HTTP server speaking OpenAI's chat completions.

The only double there is: everything else in the tests is the real thing. Script replies in a queue, or as a function of
the request; read back what was asked in `requests`.
"""

import json
import socket
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


@dataclass(frozen=True)
class Reply:
    """One scripted answer. `content` is what the model says; `body` replaces the whole HTTP body."""

    content: str | None = ""
    body: bytes | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    finish_reason: str = "stop"
    refusal: str | None = None
    usage: bool = True
    delay: float = 0.0  # seconds before the first byte
    drip: float = 0.0  # seconds before each byte of the body
    hang_up: bool = False  # close the connection half-way through the body, or before the status line if it is b""


def says(answer: object, **more: Any) -> Reply:
    """The model answers with `answer`, as JSON unless it is text."""
    return Reply(answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False), **more)


def thinks(answer: object, thought: str = 'Hm, {"a": 1}?') -> Reply:
    """A reasoning model: its thoughts first, then the answer in a code fence."""
    return says(f"<think>\n{thought}\n</think>\n\n```json\n{says(answer).content}\n```")


def truncated(answer: object, keep: float = 0.5) -> Reply:
    """The answer stops after a share of its characters, as at a server's limit on output."""
    whole = says(answer).content or ""
    return Reply(whole[: int(len(whole) * keep)], finish_reason="length")


def fails(status: int, message: str = "the scripted server fails", **headers: str) -> Reply:
    """An error in OpenAI's form."""
    return Reply(body=_error(message), status=status, headers={k.replace("_", "-"): v for k, v in headers.items()})


def html() -> Reply:
    """What a proxy in the way answers with."""
    return Reply(body=b"<!doctype html><title>Sign in</title>", content_type="text/html")


@dataclass(frozen=True)
class Request:
    """What was asked."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def text(self) -> str:
        """Everything the model was told."""
        return "\n\n".join(message["content"] for message in self.body["messages"])

    @property
    def format(self) -> str | None:
        """The kind of `response_format` asked for."""
        kind = self.body.get("response_format", {}).get("type")
        return str(kind) if kind else None


Scripted = Reply | Callable[[Request], Reply]


class LlmServer:
    """`with LlmServer() as server:`, then `server.script(...)` and `server.url`.

    `refuses` names the response formats answered with 400 before the script is looked at; `refuses_temperature` and
    `refuses_system` do the same for these. A request with the script at its end is answered with 599 and counted in
    `unscripted`.
    """

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.refuses: frozenset[str] = frozenset()
        self.refuses_temperature = False
        self.refuses_system = False
        self.unscripted = 0
        self.closing = threading.Event()
        self._queue: deque[Scripted] = deque()
        self._always: Scripted | None = None
        self._lock = threading.Lock()
        self._http = _Listener(self)

    def __enter__(self) -> Self:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._http.shutdown()
        self._http.server_close()

    @property
    def url(self) -> str:
        """What goes into OPENAI_BASE_URL."""
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def script(self, *replies: Scripted) -> None:
        """Queue `replies`, one for each request to come."""
        self._queue.extend(replies)

    def always(self, reply: Scripted) -> None:
        """Answer each request beyond the queue with `reply`."""
        self._always = reply

    def reply_to(self, request: Request) -> Reply:
        """Take what the server answers to `request`."""
        with self._lock:
            self.requests.append(request)
            if refused := self._refused(request):
                return replace(fails(400), body=_error(f"{refused} is not supported", refused))
            if not self._queue and self._always is None:
                self.unscripted += 1
                return fails(599, "nothing is scripted for this request", x_should_retry="false")
            scripted = self._queue.popleft() if self._queue else self._always
        return scripted(request) if callable(scripted) else scripted or Reply()

    def _refused(self, request: Request) -> str | None:
        if request.format in self.refuses:
            return "response_format"
        if self.refuses_temperature and "temperature" in request.body:
            return "temperature"
        system = any(message["role"] == "system" for message in request.body["messages"])
        return "messages[0].role" if self.refuses_system and system else None


def dead_url() -> str:
    """An address nobody listens at."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{listener.getsockname()[1]}/v1"


def _error(message: str, param: str | None = None) -> bytes:
    error = {"message": message, "type": "invalid_request_error", "param": param, "code": None}
    return json.dumps({"error": error}).encode()


def _completion(reply: Reply, model: str) -> bytes:
    message = {"role": "assistant", "content": reply.content, "refusal": reply.refusal}
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1767225600,
            "model": model,
            "choices": [{"index": 0, "message": message, "finish_reason": reply.finish_reason, "logprobs": None}],
            "usage": {"prompt_tokens": 7, "completion_tokens": 5, "total_tokens": 12} if reply.usage else None,
        },
        ensure_ascii=False,
    ).encode()


class _Listener(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, llm: LlmServer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.llm = llm

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet: clients that went away in the middle are what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    def do_GET(self) -> None:
        models = [{"id": "scripted", "object": "model", "created": 0, "owned_by": "tests"}]
        self._send(Reply(body=json.dumps({"object": "list", "data": models}).encode()))

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions":
            self._send(fails(404, f"{self.path} does not exist"))
            return
        reply = self.server.llm.reply_to(Request(self.path, dict(self.headers), body))
        if reply.hang_up and reply.body == b"":
            self.close_connection = True
            return
        self._send(reply if reply.body is not None else replace(reply, body=_completion(reply, body["model"])))

    def _send(self, reply: Reply) -> None:
        closing, body = self.server.llm.closing, reply.body or b""
        closing.wait(reply.delay)
        self.send_response(reply.status)
        for name, value in {"Content-Type": reply.content_type, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if reply.hang_up:
            body, self.close_connection = body[: len(body) // 2], True
        for piece in [body[i : i + 1] for i in range(len(body))] if reply.drip else [body]:
            if closing.wait(reply.drip):
                break
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Stay quiet: tests read `requests`."""
