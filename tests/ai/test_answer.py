import json
import time

import msgspec
import pytest

from app.ai.answer import REPAIRABLE, Unusable, completion, read, said, strict_schema
from app.ai.contracts import ComposedPitch
from app.domain.pitch import Section


class Form(msgspec.Struct):
    name: str
    numbers: list[int]


GOOD = '{"name": "Åsa", "numbers": [1, 2]}'


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Here it is:\n{GOOD}\nAnything else?",
        f"<think>\nFirst {{this}}, then that.\n</think>\n{GOOD}",
        f"thoughts whose opening tag the server ate, with a {{brace}}</think>{GOOD}",
        '{"name": "Åsa", "numbers": ["1", 2,],}',
        "{'name': 'Åsa', 'numbers': [1, 2]}",
        '{"name": "Åsa", "numbers": [1, 2], "extra": null}',
    ],
)
def test_an_answer_is_found_whatever_stands_around_it(text: str) -> None:
    assert read(text, Form) == Form("Åsa", [1, 2])


def test_a_thinking_tag_inside_the_answer_is_left_alone() -> None:
    assert read('{"name": "</think>", "numbers": []}', Form).name == "</think>"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "I cannot help with that.",
        "}{",
        '{"name": "Åsa"}',
        '{"name": "Åsa", "numbers": "many"}',
        '{"name": "Åsa", "numbers": [1',
        "<think>it goes on and on, {",
        '{"a":' * 100_000 + "}" * 100_000,
        "[" * 100_000,
    ],
)
def test_anything_else_is_malformed(text: str) -> None:
    with pytest.raises(Unusable, match="malformed"):
        read(text, Form)


@pytest.mark.parametrize("piece", ["a:b,", "{", '"x" ', '"', "1 "])
def test_nonsense_costs_no_more_than_a_moment(piece: str) -> None:
    started = time.monotonic()
    for length in (REPAIRABLE, 2_000_000):
        with pytest.raises(Unusable):
            read("{" + piece * (length // len(piece) - 2) + "}", Form)
    assert time.monotonic() - started < 10


def test_a_long_answer_in_good_order_is_read() -> None:
    assert len(read(json.dumps({"name": "x" * 100_000, "numbers": []}), Form).name) == 100_000


def test_an_answer_cut_inside_a_sentence_is_not_mended_into_one() -> None:
    whole = '{"lines": [{"section": "say_this", "text": "A.", "citations": [1]}, {"section": "proof", "text": "Half'
    for cut in (whole, whole[: whole.index(", {")], whole[: whole.index(", {") + 1]):
        with pytest.raises(Unusable, match="malformed"):
            read(cut, ComposedPitch)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "malformed"),
        (b"<!doctype html>", "malformed"),
        (b"\xff\xfe", "malformed"),
        (b"[]", "malformed"),
        (b'{"choices": null}', "malformed"),
        (b'{"choices": []}', "malformed"),
        (b'{"choices": [{"message": {"content": ["parts"]}}]}', "malformed"),
        (b'{"choices": [{"message": {"content": null, "refusal": "No."}}]}', "declined"),
        (b'{"choices": [{"message": {"content": ""}, "finish_reason": "content_filter"}]}', "declined"),
        (b'{"choices": [{"message": {"content": "{"}, "finish_reason": "length"}]}', "truncated"),
    ],
)
def test_a_reply_with_nothing_to_read_says_why(body: bytes, reason: str) -> None:
    with pytest.raises(Unusable, match=reason):
        said(completion(body))


def test_a_reply_needs_neither_usage_nor_anything_but_its_text() -> None:
    assert said(completion(b'{"choices": [{"message": {"content": "ok"}}], "usage": null}')) == "ok"


def test_a_strict_schema_requires_everything_allows_nothing_else_and_has_no_reference_at_its_root() -> None:
    schema = strict_schema(ComposedPitch)
    line = schema["$defs"]["ComposedLine"]
    assert schema["type"] == "object"
    assert schema["required"] == ["lines"]
    assert line["additionalProperties"] is schema["additionalProperties"] is False
    assert line["required"] == ["section", "text", "citations"]
    assert schema["$defs"]["Section"]["enum"] == sorted(Section)
    assert "default" not in json.dumps(schema)


def test_a_flat_schema_is_strict_too() -> None:
    class Flat(msgspec.Struct):
        name: str = "x"

    assert strict_schema(Flat)["required"] == ["name"]
    assert strict_schema(Flat)["properties"] == {"name": {"type": "string"}}
