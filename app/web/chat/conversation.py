"""What a chat client wants to know: the question, those before it, or an errand of the client's own.

Chat clients send more than what their user wrote. Open WebUI wraps a question in a template when a file is attached,
and has the model make titles, tags and suggestions in the background, with the prompts of its `config.py`, which all
begin with `### Task:`. Samsyn is no general model: such an errand is answered from the conversation itself or with
nothing, and is never taken for a question that somebody asked.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.errors import BadQuestion
from app.web.chat.protocol import ChatMessage

_ERRAND = re.compile(r"\s*### Task:")
_CONTEXT = re.compile(r"<context>.*</context>", re.DOTALL)
_QUERY = re.compile(r"<user_query>(.*?)</user_query>", re.DOTALL)
_SHAPE = re.compile(r"\{\s*\"(\w+)\":\s*([\[\"])")
"""The first example of the JSON that an errand is to be answered with: its key, and whether a list or a text."""
_FIRST_WORDS = re.compile(r"<chat_history>\s*USER:\s*(.*?)\s*(?=\nASSISTANT:|</chat_history>)", re.DOTALL)
_TITLE = 60
"""Characters of a title at most."""


@dataclass(frozen=True, slots=True)
class Question:
    """The last thing the user asked, and what they had asked before, oldest first."""

    text: str
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Errand:
    """Something the client itself wants; `answer` is all it gets."""

    answer: str


def wanted(messages: Sequence[ChatMessage]) -> Question | Errand:
    """Tell what is wanted; raises `BadQuestion` where the last message of the user cannot be read as text."""
    turns = [message for message in messages if message.role == "user"]
    if not turns:
        raise BadQuestion("There is no message of the user", 'Send one with the role "user"')
    if any(part.text is None for part in turns[-1].content or () if not isinstance(part, str)):
        raise BadQuestion(
            "Only text can be asked", "Leave pictures, sound and files out, and hand documents in instead"
        )
    last = _text(turns[-1])
    if _ERRAND.match(last):
        if not _CONTEXT.search(last):
            return Errand(_answered(last))
        last = _query(last)
    return Question(last, tuple(text for turn in turns[:-1] if not _ERRAND.match(text := _text(turn))))


def _text(message: ChatMessage) -> str:
    if isinstance(message.content, str):
        return message.content
    return "\n".join(part.text for part in message.content or () if part.text)


def _query(wrapped: str) -> str:
    """The question among the instructions and excerpts a client has put around it."""
    named = _QUERY.search(wrapped)
    return named[1] if named else _CONTEXT.split(wrapped)[-1]


def _answered(errand: str) -> str:
    """The JSON asked for, with the user's first words as a title, and with nothing in it otherwise."""
    shape = _SHAPE.search(errand)
    if shape is None:
        return ""
    first = _FIRST_WORDS.search(errand)
    title = " ".join(first[1].split()) if first and shape[1] == "title" else ""
    if len(title) > _TITLE:
        title = f"{title[:_TITLE].rsplit(' ', 1)[0]} …"
    empty: Any = [] if shape[2] == "[" else title
    return json.dumps({shape[1]: empty}, ensure_ascii=False)
