"""What can go wrong, in sentences a user can act on."""


class SamsynError(Exception):
    """A refusal the user can do something about.

    `str(error)` says what happened; `next_step` says what to do now. `status` is the HTTP status the web edge
    answers with and `code` a stable word for programs.
    """

    status = 400
    code = "refused"

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.next_step = next_step

    def sentence(self) -> str:
        """Both halves as one text, for a terminal or a log line."""
        return f"{self}. {self.next_step}".rstrip(". ") + "." if self.next_step else str(self)


class NothingIngested(SamsynError):
    """Asked of an empty library."""

    status = 409
    code = "nothing-ingested"

    def __init__(self) -> None:
        super().__init__(
            "There is no official material to answer from yet",
            "Run `samsyn ingest FOLDER` with marketing material in a folder named official, or `samsyn demo`",
        )


class Unreadable(SamsynError):
    """One document could not be read; never stops the others."""

    status = 422
    code = "unreadable"


class UnknownOrigin(SamsynError):
    """A path that is neither under `official` nor under `field`."""

    code = "unknown-origin"


class ModelChanged(SamsynError):
    """The stored vectors come from another embedding model."""

    status = 409
    code = "model-changed"

    def __init__(self, stored: str, current: str) -> None:
        super().__init__(
            f"The index was made with embedding model {stored!r}, the current one is {current!r}",
            "Run `samsyn reindex` to embed everything again, or set SAMSYN_EMBEDDING_MODEL back",
        )


class StoreBusy(SamsynError):
    """Another process holds the vector store."""

    status = 409
    code = "store-busy"


class NotFound(SamsynError):
    """No such gap, document or week."""

    status = 404
    code = "not-found"


class BadQuestion(SamsynError):
    """An empty question, or one too long to be one."""

    status = 400
    code = "bad-question"


class BadInput(SamsynError):
    """An argument or setting that cannot be understood."""

    code = "bad-input"


class IllegalMove(SamsynError):
    """A gap cannot go from where it is to where it was sent."""

    status = 409
    code = "illegal-move"


class TooLarge(SamsynError):
    """A file or request beyond the limit named in the message."""

    status = 413
    code = "too-large"


class EmbedderUnavailable(SamsynError):
    """The embedding model could not be loaded."""

    status = 503
    code = "embedder-unavailable"


class JudgeUnavailable(SamsynError):
    """The model that judges pairs of sentences could not be loaded; whoever asked goes on with rules alone."""

    status = 503
    code = "judge-unavailable"


class LlmUnavailable(SamsynError):
    """The LLM gave nothing that can be used; whoever asked goes on without it.

    `reason` is a stable word for logs and notices: `timeout`, `connection`, `unauthorized`, `not-found`,
    `rate-limited`, `server-error`, `refused` (the server, the request), `declined` (the model, to answer),
    `truncated` or `malformed`.
    """

    status = 503
    code = "llm-unavailable"

    def __init__(self, reason: str, message: str, next_step: str = "") -> None:
        super().__init__(message, next_step)
        self.reason = reason
