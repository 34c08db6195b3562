"""The sample company as it ships: is the right question called answered, and does every card hold?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from app.ai.embedder import SentenceEmbedder
from app.claims import ClaimReader
from app.domain.pitch import Section
from app.gaps.finder import Finder
from app.pitch.pitcher import Pitcher
from app.store.database import Database
from app.store.ledger import Ledger
from app.store.library import Library
from ingest.isolation import ReadingRoom
from ingest.pipeline import Pipeline
from tests.pitch.conftest import TODAY

SAMPLE = Path(__file__).parents[2] / "app" / "sample" / "kairos"
QUESTIONS = yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text("utf-8"))
ALLOWED = 0.06
"""Share of the questions that may be called wrongly; it was 2 of 97 when the thresholds were set."""


@pytest.fixture(scope="module")
def kairos(
    tmp_path_factory: pytest.TempPathFactory, embedder: SentenceEmbedder, room: ReadingRoom
) -> Iterator[Pitcher]:
    database = Database.open(tmp_path_factory.mktemp("kairos"))
    library, ledger = Library.open(database, embedder.fingerprint), Ledger(database)
    Pipeline(library, embedder, ClaimReader(), Finder(library, ledger), room).ingest([SAMPLE], today=TODAY)
    yield Pitcher(library, ledger, embedder)
    library.close()
    database.close()


def test_it_is_known_what_the_material_answers(kairos: Pitcher) -> None:
    answered = [q for q in QUESTIONS["silent"] if not kairos.answer(q, today=TODAY).not_known]
    silent = [q for q in QUESTIONS["answered"] if kairos.answer(q, today=TODAY).not_known]
    asked = len(QUESTIONS["silent"]) + len(QUESTIONS["answered"])
    assert len(answered) + len(silent) <= ALLOWED * asked, f"called answered: {answered}; called silent: {silent}"


@pytest.mark.parametrize("question", ["Vad kostar Team?", "What does Team cost?"])
def test_the_price_asked_for_is_the_first_thing_said(kairos: Pitcher, question: str) -> None:
    card = kairos.answer(question, today=TODAY)
    said = card.section(Section.SAY) or card.section(Section.CONFLICTS)
    assert "490" in said[0].text
    assert "450" not in said[0].text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How should I pitch this to a CFO in retail?", "five hours"),
        ("Hur pitchar jag det här för en ekonomichef inom handeln?", "fem timmar"),
        ("Where is customer data stored?", "Sweden"),
        ("Vad säger jag när de tycker att det är för dyrt?", "Ni betalar bara för dem som planerar"),
    ],
)
def test_a_seller_gets_the_line_a_colleague_would_give(kairos: Pitcher, question: str, words: str) -> None:
    assert words in kairos.answer(question, today=TODAY).section(Section.SAY)[0].text


def test_no_offline_line_fails_its_own_check(kairos: Pitcher) -> None:
    dropped = {q: n for q in QUESTIONS["answered"] if (n := kairos.answer(q, today=TODAY).dropped)}
    assert dropped == {}


@pytest.mark.parametrize("question", ["Vad säger kunderna om Outlook?", "What do they say about Outlook?"])
def test_what_the_field_says_is_told_in_its_words_and_with_no_advice(kairos: Pitcher, question: str) -> None:
    card = kairos.answer(question, today=TODAY)
    told = (*card.section(Section.LEARNED), *card.section(Section.OBJECTIONS))
    assert told
    assert any("utlook" in line.text for line in told)
    assert not card.section(Section.SAY)
    assert not card.not_known


def test_what_the_field_has_not_spoken_of_is_said(kairos: Pitcher) -> None:
    card = kairos.answer("Vad säger kunderna om giraffer?", today=TODAY)
    assert card.not_known == ("Fältet har inte sagt något om det här, så vitt anteckningarna visar.",)


@pytest.mark.parametrize(("talk", "word"), [("Tack!", "Fråga"), ("Hello there", "Ask")])
def test_small_talk_gets_one_line_and_no_advice(kairos: Pitcher, talk: str, word: str) -> None:
    [line] = kairos.answer(talk, today=TODAY).lines
    assert line.text.startswith(word)
