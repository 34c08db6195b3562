import pytest

from app.pitch.asked import Asked, asked
from app.pitch.understand import understand


def of(question: str) -> Asked:
    return asked(understand(question, product=None, products=["Hivewarm"], competitors=["Frostbi"]))


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What does Hivewarm cost?", "price"),
        ("vad kostar en sensor", "price"),
        ("How often does it measure?", "frequency"),
        ("Hur ofta mäter ni?", "frequency"),
        ("How quickly do you reply?", "duration"),
        ("Hur lång är provperioden?", "duration"),
        ("how many sensors per hive", "count"),
        ("I hur många länder säljs den?", "count"),
        ("How heavy is it?", "amount"),
        ("Hur stor är sensorn?", "amount"),
        ("When is support open?", "when"),
        ("När kommer nästa version?", "when"),
        ("Where is the data?", "where"),
        ("Var lagras datan?", "where"),
        ("Who hosts it?", "who"),
        ("Vem äger hårdvaran?", "who"),
        ("which languages are there", "which"),
        ("Vilka språk finns?", "which"),
        ("Can I pay in instalments?", "whether"),
        ("Finns det en app?", "whether"),
        ("Vad svarar jag när de säger att det är dyrt?", "how"),
        ("How should I pitch this to a CFO in retail?", "how"),
    ],
)
def test_the_kind_of_answer_is_told_in_both_languages(question: str, kind: str) -> None:
    assert of(question).kind == kind


def test_the_word_after_which_counts_in_full_even_where_it_often_only_frames() -> None:
    found = of("Which provider sends the text messages?")
    assert "provider" in {u.word for u in found.units} - found.light


def test_whom_something_is_for_counts_where_it_is_asked_whether_it_exists() -> None:
    found = of("Is there a discount for schools?")
    assert "schools" in {u.word for u in found.units} - found.light


def test_a_number_is_not_what_is_chosen_among() -> None:
    found = of("Vilka sex språk finns appen på?")
    assert [head.word for head in found.heads[:1]] == ["språk"]
    assert found.several


def test_only_how_heavy_asks_for_grams() -> None:
    heavy = of("Hur tung är sensorn?").measure
    assert heavy is not None
    assert heavy.search("it weighs 38 g")
    assert not heavy.search("24 months")
    assert of("Hur länge varar den?").measure is None
