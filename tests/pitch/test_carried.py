from datetime import date

import pytest

from app.claims import ClaimReader
from app.domain.claim import Claim
from app.domain.evidence import About, Document, Origin
from app.pitch.asked import asked
from app.pitch.carried import carries
from app.pitch.understand import understand
from ingest.passages import passages


def claim_of(text: str) -> Claim:
    document = Document(Origin.OFFICIAL, "official/a.md", text, About("A", date(2026, 1, 1)), source="a.md")
    (claim,) = ClaimReader().read(document, "a", list(passages(document, "a")))
    return claim


@pytest.mark.parametrize(
    ("question", "answers", "speaks_of_it"),
    [
        ("What does the sensor cost?", "The sensor is SEK 490 a month.", "The sensor lies in the hive."),
        ("How long is the warranty?", "The warranty is 24 months.", "The warranty covers the sensor."),
        ("How long did go-live take?", "Go-live took five weeks.", "Three months after go-live they were happy."),
        ("Hur ofta mäter den?", "Sensorn mäter var femte minut.", "Sensorn mäter temperaturen i kupan."),
        ("How many sensors are there?", "There are six small sensors.", "The sensors last for five years."),
        ("How many users fit?", "Up to 40 users fit in the plan.", "Users pay SEK 40 for it."),
        ("Hur mycket väger dosan?", "Dosan väger 38 gram.", "Dosan går fem dygn på en laddning."),
        ("How loud is the alarm?", "The alarm is 85 dB at one metre.", "The alarm goes out in 60 seconds."),
        ("When is support open?", "Support is open on weekdays.", "Support is open to every customer."),
        ("Where is the data?", "The data is kept in Sweden.", "The data is kept encrypted."),
        ("Who hosts the data?", "The data is hosted by Nordgrad AB.", "The data is encrypted in transit."),
        ("Vilka språk finns?", "Den finns på svenska, engelska och finska.", "Den finns på flera språk."),
    ],
)
def test_a_sentence_on_the_topic_is_told_from_one_that_answers(question: str, answers: str, speaks_of_it: str) -> None:
    wanted = asked(understand(question, product=None, products=[], competitors=[]))
    assert carries(wanted, claim_of(answers)) == 1.0
    assert carries(wanted, claim_of(speaks_of_it)) < 1.0
