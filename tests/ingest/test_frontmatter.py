import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Unreadable
from ingest.stated.frontmatter import FrontMatter, split

LINE = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff\x85")
)


def test_values_stay_as_they_are_written() -> None:
    top = split(
        '---\nversion: 1.10\ndate: 2026-03-09\nansvarig: "Maria: marknad"\nsegment: [handel, hotell]\n---\nText', "a.md"
    )
    assert top.values == {
        "version": "1.10", "date": "2026-03-09", "ansvarig": "Maria: marknad", "segment": "handel | hotell"
    }  # fmt: skip
    assert top.body == "Text"
    assert top.first_line == 7


@pytest.mark.parametrize(
    "text", ["Just text", "---\nA line, then a rule\n---\nmore", "---\nnever: closed", "----\na: b\n----\n", ""]
)
def test_what_is_no_front_matter_is_text(text: str) -> None:
    assert split(text, "a.md") == FrontMatter({}, text)


@pytest.mark.parametrize(
    ("block", "line"),
    [
        ("title: Kairos: time back", 2),
        ("title: Kairos\ndate: [2026-03-09\nowner: M", 4),
        ("title: Kairos\nowner: @maria", 3),
        ("a: b\nc: !!python/object/apply:os.system ['true']", 3),
        ("a: !!timestamp 2026-99-99", 2),
    ],
)
def test_broken_front_matter_refuses_the_file_and_names_the_line(block: str, line: int) -> None:
    with pytest.raises(Unreadable, match=rf"a\.md, line {line}:") as refusal:
        split(f"---\n{block}\n---\nText", "a.md")
    assert "quotes" in refusal.value.next_step


def test_nesting_and_aliases_made_to_exhaust_memory_do_not() -> None:
    with pytest.raises(Unreadable):
        split("---\na: " + "[" * 9000 + "\n---\n", "a.md")
    laughs = "a0: &a0 [lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60))
    assert split(f"---\n{laughs}---\nText", "a.md").values == {"a0": "lol"}


@given(
    st.dictionaries(st.from_regex(r"[a-zåäö]{1,12}", fullmatch=True), LINE.map(str.strip).filter(bool), min_size=1),
    LINE,
)
def test_whatever_yaml_can_write_is_read_back(values: dict[str, str], body: str) -> None:
    block = yaml.safe_dump(values, allow_unicode=True, width=10_000)
    top = split(f"---\n{block}---\n{body}", "a.md")
    assert top.body == body
    assert top.values.keys() == values.keys()


@given(st.text())
def test_any_text_is_split_or_refused_and_nothing_of_the_body_is_lost(text: str) -> None:
    try:
        top = split(text, "a.md")
    except Unreadable:
        return
    assert text.endswith(top.body)
    assert text.count("\n") - top.body.count("\n") == top.first_line - 1
