import pytest

from app.pitch.sorts import Sort, asks_whose
from app.pitch.understand import understand


def sort(question: str) -> Sort:
    return understand(question, product=None, products=["Kairos"], competitors=["Tempo"]).sort


@pytest.mark.parametrize(
    "question",
    [
        "What do they say about the price?",
        "how do customers feel about the onboarding",
        "What have we heard about Outlook?",
        "What do hospitals say?",
        "who said that the sync is slow?",
        "Vad säger kunderna om priset?",
        "vad tycker dom om appen",
        "Vad har vi hört om Tempo?",
        "Vad tycker ekonomichefer om priset?",
        "vem sa att synken är långsam",
    ],
)
def test_what_others_say_is_asked_of_the_field(question: str) -> None:
    assert sort(question) is Sort.FIELD


@pytest.mark.parametrize(
    "question",
    [
        "What do we say about the price?",
        "What do I say to an IT manager?",
        "What does Team cost?",
        "They say it's too expensive",
        "How do I pitch this to a CFO?",
        "Vad säger vi till facket?",
        "Vad säger prislistan om Team?",
        "Vad ska jag säga om priset?",
        "Tack vare vem fick vi ISO 27001?",
    ],
)
def test_what_we_say_is_not(question: str) -> None:
    assert sort(question) is Sort.PITCH


@pytest.mark.parametrize("question", ["Hi!", "Thank you so much", "ok, great", "Hej hej", "Tack så mycket!", "toppen"])
def test_small_talk_is_no_question(question: str) -> None:
    assert sort(question) is Sort.TALK


@pytest.mark.parametrize(
    ("question", "whose"), [("Who said that?", True), ("vem sa det", True), ("Who is Kim?", False)]
)
def test_whose_words_they_are_is_asked_of_the_answer_before(question: str, whose: bool) -> None:  # noqa: FBT001
    assert asks_whose(question) is whose
