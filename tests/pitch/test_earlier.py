"""A question in a conversation: what is taken from the questions before it, and what never is."""

import pytest

from app.pitch.earlier import continued
from app.pitch.sorts import Sort
from app.pitch.understand import Understanding, understand


def talk(*questions: str) -> Understanding:
    products, rivals = {"Kairos", "Tempora"}, {"Tempo"}
    return continued(understand(q, product=None, products=products, competitors=rivals) for q in questions)


def test_a_question_alone_is_itself() -> None:
    question = "What does Kairos cost?"
    assert talk(question) == understand(question, product=None, products={"Kairos", "Tempora"}, competitors={"Tempo"})


@pytest.mark.parametrize(
    ("first", "second", "segment"),
    [
        ("What does Kairos cost?", "And for a hospital?", "hospital"),
        ("Vad kostar Kairos?", "Och för kommuner?", "municipality"),
        ("What does Kairos cost for a hospital?", "And in retail?", "retail"),
    ],
)
def test_who_only_names_somebody_asks_the_same_again_for_them(first: str, second: str, segment: str) -> None:
    asked = talk(first, second)
    assert asked.segment
    assert asked.segment.id == segment
    assert asked.units == talk(first).units
    assert asked.product == "Kairos"
    assert asked.question == f"{first} {second}"


def test_it_goes_on_from_turn_to_turn() -> None:
    asked = talk("What does Kairos cost?", "And for a hospital?", "And to the IT manager?", "And for Tempora?")
    assert asked.persona
    assert asked.segment
    assert (asked.product, asked.persona.id, asked.segment.id) == ("Tempora", "it", "hospital")
    assert asked.units == talk("What does Kairos cost?").units


def test_another_question_keeps_the_product_and_whom_it_is_about_and_says_that_the_product_is_assumed() -> None:
    asked = talk("How do I pitch Kairos to a CFO in retail?", "How long is the trial?")
    assert asked.persona
    assert asked.segment
    assert (asked.persona.id, asked.segment.id) == ("finance", "retail")
    assert (asked.product, asked.product_assumed) == ("Kairos", True)
    assert asked.units == talk("How long is the trial?").units
    assert asked.question == "How long is the trial?"


def test_whom_it_is_about_is_replaced_as_a_whole_when_somebody_else_is_named() -> None:
    asked = talk("How do I pitch Kairos to a CFO in retail?", "How do I pitch Tempora to a nurse?")
    assert asked.persona
    assert (asked.product, asked.persona.id, asked.segment) == ("Tempora", "clinician", None)


def test_a_competitor_is_not_kept() -> None:
    assert talk("Why Kairos and not Tempo?", "How long is the trial?").competitor is None


def test_who_asks_for_customers_of_a_segment_asks_something_else_for_another_one() -> None:
    assert talk("Which customers do we have in retail?", "And in healthcare?").question == "And in healthcare?"


@pytest.mark.parametrize("again", ["Who said that?", "vem sa det"])
def test_who_asks_whose_words_they_are_asks_for_the_fields_words_on_the_same(again: str) -> None:
    asked = talk("What does Kairos cost?", again)
    assert asked.sort is Sort.FIELD
    assert asked.units == talk("What does Kairos cost?").units
