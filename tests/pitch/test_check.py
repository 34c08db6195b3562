from datetime import date

import pytest

from app.domain.evidence import Origin
from app.domain.pitch import Citation, Section
from app.pitch.check import check, problem, support
from app.pitch.draft import Draft


def source(quote: str, origin: Origin = Origin.OFFICIAL, account: str | None = None, document: str = "d1") -> Citation:
    return Citation(0, origin, "official/a.md", "One-pager", "line 3", quote, document, "p1", date(2026, 1, 1), account)


FIVE = source("Planners save an average of five hours every week.")
NEVER = source("Kairos never reads the content of e-mail or meeting invitations.")
OBJECTED = source('"we already have Outlook"', Origin.FIELD, "Acme")


@pytest.mark.parametrize(
    ("section", "text", "sources"),
    [
        (Section.SAY, "Planners save an average of five hours every week.", (FIVE,)),
        (Section.SAY, "Planners save 5 hours every week on average.", (FIVE,)),
        (Section.SAY, "Kairos never reads e-mail content.", (NEVER,)),
        (Section.LEARNED, "They keep saying “we already have Outlook”.", (OBJECTED,)),
        (Section.WHY, "They say “we already have Outlook”: planners save five hours every week.", (OBJECTED, FIVE)),
        (Section.OPEN, "How do you plan your weeks today?", ()),
    ],
)
def test_a_line_its_sources_support_holds(section: Section, text: str, sources: tuple[Citation, ...]) -> None:
    assert problem(Draft(section, text, sources, own="Kairos", written_in="en")) == ""


@pytest.mark.parametrize(
    ("section", "text", "sources", "why"),
    [
        (Section.SAY, "Planners save five hours every week.", (), "no citation"),
        (Section.SAY, "We already have Outlook.", (OBJECTED,), "wrong origin"),
        (Section.LEARNED, "Planners save five hours every week.", (FIVE,), "wrong origin"),
        (Section.WHY, "Planners save five hours every week.", (FIVE,), "needs both origins"),
        (Section.SAY, "Planners save an average of six hours every week.", (FIVE,), "figure 6"),
        (Section.SAY, "Planners save 5.5 hours every week on average.", (FIVE,), "figure 5.5"),
        (Section.SAY, "Kairos reads the content of e-mail and meeting invitations.", (NEVER,), "negation differs"),
        (Section.SAY, "Planners never save five hours every week.", (FIVE,), "negation differs"),
        (Section.SAY, "Planners at Volvo save five hours every week.", (FIVE,), "name volvo"),
        (Section.SAY, "“Planners love it” and save five hours every week.", (FIVE,), "quotation not verbatim"),
        (Section.SAY, "Den som planerar sparar fem timmar i veckan.", (FIVE,), "wrong language"),
        (Section.SAY, "   ", (FIVE,), "no text"),
        (Section.OPEN, "You save 5 hours.", (), "not a plain question"),
        (Section.OBJECTIONS, "“we already have Outlook” (three accounts)", (OBJECTED,), "counts three accounts"),
    ],
)
def test_a_line_its_sources_do_not_support_does_not_hold(
    section: Section, text: str, sources: tuple[Citation, ...], why: str
) -> None:
    assert problem(Draft(section, text, sources, own="Kairos", written_in="en")) == why


def test_an_invented_continuation_lacks_support() -> None:
    text = "Planners save five hours and managers enjoy seamless collaboration dashboards everywhere."
    assert problem(Draft(Section.SAY, text, (FIVE,), written_in="en")).startswith("support")


def test_support_counts_stems_and_concepts_of_both_languages() -> None:
    assert support("Priset per användare", "The price per user") == 1.0
    assert support("Bananer och apelsiner", "The price per user") == 0.0


def test_our_own_framing_needs_no_support_but_an_llms_does() -> None:
    framed = Draft(Section.SAY, "The nearest official statement: “Planners save an average of five hours”", (FIVE,))
    assert problem(framed) == ""
    assert problem(Draft(Section.SAY, "The nearest official statement holds.", (FIVE,), written_in="en")) != ""


def test_failing_lines_are_dropped_and_counted_and_their_sources_with_them() -> None:
    other = source("Data is stored in Sweden.", document="d2")
    checked = check(
        [
            Draft(Section.SAY, "Planners save 9 hours.", (FIVE,)),
            Draft(Section.SAY, "Data is stored in Sweden.", (other,)),
            Draft(Section.PROOF, "Planners save an average of five hours every week.", (FIVE, other)),
        ]
    )
    assert checked.dropped == 1
    assert [(c.n, c.quote) for c in checked.citations] == [(1, other.quote), (2, FIVE.quote)]
    assert [line.citations for line in checked.lines] == [(1,), (2, 1)]
