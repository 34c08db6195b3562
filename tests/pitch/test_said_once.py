"""What stands in many places is said once, with no figure, account or gap lost; what was replaced is never cited."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.ai.embedder import SentenceEmbedder
from app.claims import ClaimReader
from app.domain.evidence import About, Document, Origin
from app.domain.gap import Gap, Kind, Rung
from app.domain.history import Removal
from app.domain.people import Role
from app.domain.pitch import Pitch
from app.gaps.finder import Finder
from app.pitch.pitcher import Pitcher
from app.pitch.retrieve import Retrieved, retrieve
from app.pitch.shelf import shelf_of
from app.pitch.understand import understand
from app.store.database import Database
from app.store.ledger import Ledger, Stamp
from app.store.library import Library
from ingest.isolation import ReadingRoom
from ingest.pipeline import Pipeline
from tests.pitch.conftest import TODAY, Company, put

BOILERPLATE = {
    "en": "The smoke alarm runs on a sealed battery and is tested by the base station every night.",
    "sv": "Rökvarnaren drivs av ett förseglat batteri och testas av basstationen varje natt.",
}
PARAGRAPH = {
    "en": f"{BOILERPLATE['en']} The battery of the smoke alarm lasts ten years.",
    "sv": f"{BOILERPLATE['sv']} Batteriet i rökvarnaren räcker i tio år.",
}
DIFFERING = {"en": ("ten years", "seven years"), "sv": ("tio år", "sju år")}
OTHER = {
    "en": "Replacing the battery of a smoke alarm takes a fitter two minutes and needs no ladder.",
    "sv": "Att byta batteri i en rökvarnare tar en montör två minuter och kräver ingen stege.",
}
QUESTION = {"en": "How long does the smoke alarm battery last?", "sv": "Hur länge räcker batteriet i rökvarnaren?"}
DECKS = 12


def deck(number: int, text: str, language: str = "en") -> Document:
    about = About(f"Sales deck {number}", date(2026, 1, number), product="Hivewarm", language=language)
    return Document(Origin.OFFICIAL, f"official/deck-{number}.md", text, about, source=f"deck-{number}")


def note(number: int, text: str, account: str | None) -> Document:
    about = About(f"Call {number}", date(2026, 11, number), account=account, rep="Eva Ek", language="en")
    return Document(Origin.FIELD, f"field/call-{number}.md", text, about, source=f"call-{number}")


def found(company: Company, embedder: SentenceEmbedder, question: str) -> Retrieved:
    shelf = shelf_of(company.library)
    understood = understand(question, product=None, products=shelf.products, competitors=shelf.rivals)
    vector = embedder.encode([question], question=True)[0]
    return retrieve(company.library, shelf, understood, vector, TODAY)


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_paragraph_of_twelve_decks_is_cited_once_and_hides_nothing(
    own_company: Company, embedder: SentenceEmbedder, language: str
) -> None:
    paragraph = PARAGRAPH[language]
    decks = [deck(n, paragraph if n % 2 else f"*  {paragraph}\n", language) for n in range(1, DECKS + 1)]
    others = [deck(20, paragraph.replace(*DIFFERING[language]), language), deck(21, OTHER[language], language)]
    put(own_company.library, embedder, [*decks, *others])
    hits = found(own_company, embedder, QUESTION[language])
    quotes = [f.claim.quote for f in hits.official]
    assert quotes.count(BOILERPLATE[language]) == 2, "once for the twelve, once beside the differing figure"
    assert sum(DIFFERING[language][0] in quote for quote in quotes) == 1
    assert sum(DIFFERING[language][1] in quote for quote in quotes) == 1
    assert OTHER[language] in quotes
    (standing,) = [f for f in hits.official if DIFFERING[language][0] in f.claim.quote]
    assert standing.document.document.about.title == f"Sales deck {DECKS}", "the latest stands for all"
    assert len(hits.echoes) == 2 * (DECKS - 1)
    card = own_company.ask(QUESTION[language])
    assert not card.not_known
    copies = {d.path for d in decks[: DECKS - 1]}
    assert not copies & {c.document for c in card.citations}


def test_the_rest_gets_the_places_that_were_freed(own_company: Company, embedder: SentenceEmbedder) -> None:
    copies = [deck(n, PARAGRAPH["en"]) for n in range(1, 29)]
    put(own_company.library, embedder, copies)
    alone = found(own_company, embedder, QUESTION["en"])
    assert len([f for f in alone.official if "smoke alarm" in f.claim.quote]) == 2
    assert {f.document.document.path for f in alone.official} >= {"official/home.md", "official/start.md"}
    card = own_company.ask(QUESTION["en"])
    assert [c.document for c in card.citations if "ten years" in c.quote] == ["official/deck-28.md"]


def test_the_same_words_of_two_plans_are_two(own_company: Company, embedder: SentenceEmbedder) -> None:
    team, plus = deck(1, PARAGRAPH["en"]), deck(2, PARAGRAPH["en"])
    put(own_company.library, embedder, [replace(team, about=replace(team.about, plan="team")), plus])
    assert not found(own_company, embedder, QUESTION["en"]).echoes


def test_the_same_answer_under_two_questions_is_two(own_company: Company, embedder: SentenceEmbedder) -> None:
    answer = "No, the smoke alarm needs a base station for that, so order one with it."
    asked = [f"# {question}\n{answer}\n" for question in ("Does it work alone?", "Does it call the fire brigade?")]
    sheets = [replace(deck(n, text), headings=((0, text[2:].partition("\n")[0]),)) for n, text in enumerate(asked, 1)]
    put(own_company.library, embedder, sheets)
    hits = found(own_company, embedder, "Does the smoke alarm call the fire brigade?")
    assert not hits.echoes
    assert sum(f.claim.quote == answer for f in hits.official) == 2


WORDS = "The beekeeper said that the smoke alarm is much too loud for the bees at night."


def test_a_note_pasted_twice_is_one_and_two_accounts_with_the_same_words_are_two(
    own_company: Company, embedder: SentenceEmbedder
) -> None:
    notes = [note(9, WORDS, "Acme"), note(4, f"> {WORDS}", "Acme"), note(7, WORDS, "Beta"), note(8, WORDS, None)]
    put(own_company.library, embedder, notes)
    hits = found(own_company, embedder, "Is the smoke alarm too loud for the bees?")
    said = {(f.claim.account, f.document.document.path) for f in hits.field if "too loud" in f.claim.quote}
    assert said == {("Acme", "field/call-4.md"), ("Beta", "field/call-7.md"), (None, "field/call-8.md")}


def test_a_sentence_that_a_copy_says_otherwise_stays(own_company: Company, embedder: SentenceEmbedder) -> None:
    otherwise = BOILERPLATE["en"].replace("is tested", "is thoroughly tested")
    put(
        own_company.library,
        embedder,
        [deck(1, PARAGRAPH["en"].replace(BOILERPLATE["en"], otherwise)), deck(2, PARAGRAPH["en"])],
    )
    hits = found(own_company, embedder, QUESTION["en"])
    paths = {f.claim.quote: f.document.document.path for f in hits.official if "smoke alarm" in f.claim.quote}
    assert paths == {
        otherwise: "official/deck-1.md",
        BOILERPLATE["en"]: "official/deck-2.md",
        "The battery of the smoke alarm lasts ten years.": "official/deck-2.md",
    }


def test_a_gap_found_in_a_copy_is_told_by_the_one_that_stands_for_it(
    own_company: Company, embedder: SentenceEmbedder
) -> None:
    lasted = "We measured it: the battery of the smoke alarm lasts three years, not ten."
    put(own_company.library, embedder, [deck(1, PARAGRAPH["en"]), deck(2, PARAGRAPH["en"]), note(5, lasted, "Acme")])
    claims = [(c, own_company.library.document(c.document_id)) for c in own_company.library.claims()]
    official = next(
        c.evidence(d) for c, d in claims if "lasts ten" in c.quote and d.document.path.endswith("deck-1.md")
    )
    field = next(c.evidence(d) for c, d in claims if "three years" in c.quote)
    gap = Gap("k", Kind.CONTRADICTION, "s", 4, 0.9, Rung.RULE, (official,), (field,), TODAY, TODAY, "hardware")
    own_company.ledger.settle(lambda _: (gap,), Stamp(TODAY, own_company.library.revision()))
    card = own_company.ask(QUESTION["en"])
    assert [g.id for g in card.gaps] == [gap.id]
    assert [c.document for c in card.citations if "ten years" in c.quote] == ["official/deck-2.md"]


EDITIONS = {
    "official/terms-1.md": (1, "The hive scale is calibrated for 80 kilos. Hive scale accuracy is 50 grams."),
    "official/terms-2.md": (2, "The hive scale is calibrated for 95 kilos. Hive scale accuracy is 20 grams."),
    "official/villkor-1.md": (1, "Kupvågen är kalibrerad för 80 kilo. Kupvågens noggrannhet är 50 gram."),
    "official/villkor-2.md": (2, "Kupvågen är kalibrerad för 95 kilo. Kupvågens noggrannhet är 20 gram."),
}
ASKED = [
    "How accurate is the hive scale?",
    "What is the hive scale calibrated for?",
    "Is the hive scale calibrated for 80 kilos?",
    "Hur noggrann är kupvågen?",
    "Vad är kupvågen kalibrerad för?",
    "Är kupvågen kalibrerad för 80 kilo?",
    "How should I pitch the hive scale to a CFO?",
    "Hur pitchar jag kupvågen?",
    "They say the hive scale is off by 50 grams, what do I answer?",
]


@pytest.fixture(scope="module")
def scales(
    tmp_path_factory: pytest.TempPathFactory, embedder: SentenceEmbedder, room: ReadingRoom
) -> Iterator[tuple[Pipeline, Pitcher]]:
    folder = tmp_path_factory.mktemp("scales")
    for path, (version, text) in EDITIONS.items():
        language = "en" if "terms" in path else "sv"
        title = "Hive scale data sheet" if language == "en" else "Datablad kupvåg"
        front = f"title: {title}\nproduct: Hivewarm\nlanguage: {language}\nversion: {version}"
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(f"---\n{front}\ndate: 2026-0{version}-01\n---\n{text}\n", "utf-8")
    (folder / "field").mkdir()
    said = "Quoted an accuracy of 50 grams for the hive scale. Customer asked how the hive scale is calibrated.\n"
    (folder / "field" / "acme.md").write_text(
        f"---\ntitle: Call\naccount: Acme\ndate: 2026-11-16\n---\n{said}", "utf-8"
    )
    (folder / "official" / "gone.md").write_text(
        "---\ntitle: Hive scale leaflet\nproduct: Hivewarm\ndate: 2026-03-01\n---\n"
        "The hive scale is calibrated for 70 kilos and its accuracy is 10 grams. Kupvågen visar vikten i mörker.\n",
        "utf-8",
    )
    database = Database.open(folder / "data")
    library, ledger = Library.open(database, embedder.fingerprint), Ledger(database)
    pipeline = Pipeline(library, embedder, ClaimReader(), Finder(library, ledger), room)
    pipeline.ingest([folder / "official", folder / "field"], today=TODAY)
    yield pipeline, Pitcher(library, ledger, embedder)
    library.close()
    database.close()


def cited(card: Pitch) -> set[str]:
    return {Path(citation.document).name for citation in card.citations}


@pytest.mark.parametrize("role", [Role.SALES, Role.MARKETING])
@pytest.mark.parametrize("question", ASKED)
def test_a_superseded_edition_is_cited_nowhere(scales: tuple[Pipeline, Pitcher], question: str, role: Role) -> None:
    card = scales[1].answer(question, today=TODAY, role=role)
    assert cited(card) & {"terms-2.md", "villkor-2.md", "gone.md"}
    assert not cited(card) & {"terms-1.md", "villkor-1.md"}
    assert not any(text in line.text for line in card.lines for text in ("for 80 kilos", "för 80 kilo", "är 50 gram"))


def test_a_deleted_document_is_cited_nowhere(scales: tuple[Pipeline, Pitcher]) -> None:
    pipeline, pitcher = scales
    assert any("gone.md" in cited(pitcher.answer(q, today=TODAY)) for q in ASKED)
    (leaflet,) = [d for d in pipeline.library.documents() if d.document.path.endswith("gone.md")]
    pipeline.remove(leaflet.id, Removal(TODAY, why="printed no more"))
    for question in ASKED:
        card = pitcher.answer(question, today=TODAY)
        assert "gone.md" not in cited(card)
        assert "70 kilos" not in " ".join(line.text for line in card.lines)
