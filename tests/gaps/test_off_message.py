"""Said by a seller to a customer, against the message map: that and nothing else is off message."""

import pytest

from app.domain.gap import Kind
from tests.gaps.company import gaps_of, note, page

EN = page(
    'Words we no longer use: "canteen", "catering firm". We call it "workplace restaurant".\n\n'
    "We are never the cheap option.",
    "How we talk",
)
SV = page(
    "Ord vi har slutat använda:\n- städfirma (säg servicepartner)\n- storstädning\n\nVi är aldrig budgetvalet.",
    "Ordval",
)


def off(official: str, text: str, **more: str) -> list[str]:
    gaps = gaps_of({"official/map.md": official, "field/note.md": note(text, **more)})
    return [gap.subject for gap in gaps if gap.kind is Kind.OFF_MESSAGE]


@pytest.mark.parametrize(
    ("official", "said"),
    [
        (EN, "Told her we're basically a canteen with better bread."),
        (EN, "I described us as a catering firm, easiest that way."),
        (EN, "Emailed Jo after: think of us as your new canteen."),
        (EN, "Positioned us as the cheap alternative."),
        (EN, "I keep calling it the canteen, force of habit."),
        (SV, "Sa att vi är en städfirma fast med bättre app."),
        (SV, "Beskrev oss som städfirman som faktiskt svarar."),
        (SV, "la upp det som budgetvalet, de har inga pengar"),
        (SV, "erbjöd storstädning av hela huset"),
    ],
)
def test_a_seller_who_calls_us_by_a_retired_word_is_off_message(official: str, said: str) -> None:
    assert len(off(official, said)) == 1


@pytest.mark.parametrize(
    ("official", "said"),
    [
        (EN, "She called us a canteen, I let it pass."),
        (EN, "He asked if we were a catering firm."),
        (EN, "Told her we're not a canteen."),
        (EN, "If I'd said canteen he'd have walked."),
        (EN, "Told him I'd meet her in the canteen at noon."),
        (EN, "Can we say canteen in the tender text?"),
        (EN, "I told them their current catering firm can stay until June."),
        (EN, "Told them cheap pans don't last."),
        (EN, "told her the workplace restaurant replaces the canteen"),
        (SV, "Deras städfirma har sagt upp avtalet."),
        (SV, "Hon kallade oss städfirma hela tiden."),
        (SV, "Sa att vi inte är någon städfirma."),
        (SV, "Får jag säga städfirma i offerten?"),
        (SV, 'Vd:n: "ni är väl en städfirma som alla andra"'),
        (SV, "Visade hur de slipper byta städfirma"),
    ],
)
def test_a_customers_word_a_denial_a_question_and_another_thing_are_not(official: str, said: str) -> None:
    assert off(official, said) == []


def test_a_note_from_before_the_map_is_not_off_message() -> None:
    assert off(EN, "I described us as a catering firm.", day="2025-12-01") == []


def test_a_word_retired_for_one_audience_may_be_used_with_another() -> None:
    words = page("| Segment | Not | But |\n|---|---|---|\n| Offices | dinner hall | dining room |", "Words by segment")
    assert off(words, "Pitched our dinner hall to the head.", account="Larch Primary School") == []
    assert off(words, "Pitched our dinner hall to the MD.", account="Larch Head Offices") == ["dinner hall"]


def test_what_the_map_excuses_is_excused() -> None:
    words = page("Vi säger inte längre ”grovtvätt”.\n\nUndantag: i Kustbolagets ramavtal står ordet kvar.", "Ordval")
    assert off(words, "Sa att vi gör grovtvätt två gånger.", account="Kustbolaget") == []
    assert off(words, "Sa att vi gör grovtvätt två gånger.", account="Hamnhotellet") == ["grovtvätt"]
