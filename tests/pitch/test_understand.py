import pytest

from app.domain.errors import BadQuestion
from app.pitch.understand import LONGEST, Understanding, understand


def read(question: str, product: str | None = None) -> Understanding:
    return understand(question, product=product, products=("Kairos",), competitors=("Tempo",))


@pytest.mark.parametrize(
    ("question", "language", "persona", "segment", "stage", "competitor"),
    [
        ("How should I pitch this to a CFO in retail?", "en", "finance", "retail", None, None),
        ("Hur pitchar jag det här för en ekonomichef inom handeln?", "sv", "finance", "retail", None, None),
        ("How do I open a first meeting with an IT manager?", "en", "it", None, "first", None),
        ("Hur säljer jag in det till facket?", "sv", "union", None, None, None),
        ("Why us and not Tempo?", "en", None, None, None, "Tempo"),
        ("Vad säger jag i demon hos ett sjukhus?", "sv", None, "hospital", "demo", None),
        ("Hur pitchar jag det här för en BRF-ordförande?", "sv", "chair", "property", None, None),
        ("How do I pitch this to the chairman?", "en", "chair", None, None, None),
        ("HOW SHOULD I PITCH THIS TO A CFO IN RETAIL?", "en", "finance", "retail", None, None),
    ],
)
def test_a_general_question_is_taken_apart(
    question: str, language: str, persona: str, segment: str, stage: str, competitor: str
) -> None:
    found = read(question)
    ids = tuple(group and group.id for group in (found.persona, found.segment, found.stage))
    assert (found.language, *ids, found.competitor) == (language, persona, segment, stage, competitor)
    assert found.general
    assert found.units == ()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Do you support SAP export?", ["sap", "export"]),
        ("Vad kostar Team?", ["kostar", "team"]),
        ("Is there single sign-on on Team?", ["single sign-on", "team"]),
        ("What's the weather tomorrow?", ["weather"]),
        ("How do you compare with Kairos on ISO 27001?", ["iso 27001"]),
    ],
)
def test_what_remains_are_the_words_an_answer_must_speak_of(question: str, words: list[str]) -> None:
    found = read(question)
    assert [unit.word for unit in found.units] == words
    assert not found.general


def test_names_are_told_from_words() -> None:
    names = {unit.word: unit.name for unit in read("Kan man exportera till SAP och Visma i Start?").units}
    assert names == {"exportera": False, "sap": True, "visma": True, "start": True}


def test_an_unknown_competitor_is_understood_as_one() -> None:
    found = read("How do we win against Zebra?")
    assert (found.competitor, found.competitor_known) == ("Zebra", False)


def test_the_only_product_is_assumed_and_a_named_one_is_not() -> None:
    assert read("How do I pitch it to a CFO?").product_assumed
    assert not read("How do I pitch Kairos to a CFO?").product_assumed
    assert read("How do I pitch it to a CFO?", product="Kairos").product == "Kairos"


def test_a_customer_asked_for_in_a_segment_must_be_of_that_segment() -> None:
    (case, hospital) = read("Do you have a hospital reference?").units[::-1]
    assert (case.word, hospital.word, hospital.name) == ("reference", "hospital", True)


@pytest.mark.parametrize("question", ["", "   ", "?!", "\n\t", "x" * (LONGEST + 1), "hur " * 2_500])
def test_no_question_and_a_document_are_refused_with_what_to_do(question: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        read(question)
    assert refused.value.next_step
