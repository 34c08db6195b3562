"""The README cannot drift: every command, option, setting, route, kind of gap and prompt stands in it."""

from pathlib import Path

import pytest

from app.__main__ import main
from app.ai.prompts import Prompts
from app.domain.gap import Kind
from app.gaps.recognising import KINDS
from app.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_every_command_and_its_options_are_explained(verb: str) -> None:
    line = next(line for line in README.splitlines() if line.startswith(f"| `samsyn {verb}"))
    for option in main.commands[verb].params:
        if option.param_type_name == "option" and option.name != "as_of":
            assert option.opts[0] in line, option.opts


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_explained(name: str) -> None:
    variable = name.upper() if name.startswith("openai") else f"SAMSYN_{name.upper()}"
    assert f"`{variable}`" in README


def test_every_prompt_is_named() -> None:
    assert Prompts.load().names()
    assert all(f"`{name}`" in README for name in Prompts.load().names())


def test_every_kind_is_named_and_those_looked_for_are_explained() -> None:
    for kind in Kind:
        assert (f"| `{kind}` |" in README) is (kind in KINDS), kind
        assert f"`{kind}`" in README


def test_the_two_commands_and_the_pictures_exist() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in ("run", "test", "check", "bench", "eval"):
        assert f"\n{target}:" in makefile
    assert "make run" in README.split("##")[0]
    assert (ROOT / "docs" / "ask.png").exists()


def test_no_placeholder_is_left() -> None:
    assert not {"EVALS", "BENCH", "TODO"} & set(README.split())
