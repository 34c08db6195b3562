"""Material that exists for others only, in both languages, and what closes that."""

from datetime import date

import pytest

from app.domain.demand import Asked
from app.domain.gap import Gap, Kind
from app.gaps.comparing import differences
from tests.gaps.company import TODAY, claims_of, note, page

HOTEL_SV = page("För dig som driver hotell: gästen öppnar dörren med telefonen.", "Lås för hotell", segment="hotell")
HOTEL_EN = page("For hotels: the guest opens the door with a phone.", "Locks for hotels", segment="hotels")


def unserved(texts: dict[str, str], asked: tuple[Asked, ...] = ()) -> list[Gap]:
    """Gaps of the kind among `texts`."""
    return [g for g in differences(*claims_of(texts), TODAY, asked) if g.kind is Kind.AUDIENCE_GAP]


@pytest.mark.parametrize(
    ("official", "said", "stands_in"),
    [
        (HOTEL_SV, "Rektorn bad om ett blad om låsen för skolor.", "För dig som driver hotell"),
        (HOTEL_EN, "Head teacher asked for a leaflet written for schools.", "For hotels"),
        (HOTEL_EN, "Facility manager: is there anything for care homes?", "For hotels"),
        (HOTEL_SV, "Inköp behöver text till upphandlingen.", "För dig som driver hotell"),
        (HOTEL_SV, "Styrelsen i Vasa vill ha broschyren på finska.", "För dig som driver hotell"),
        (HOTEL_EN, "Is the brochure available in German? asks the owner.", "For hotels"),
        (HOTEL_EN, "Lighthouse keeper wants a sheet for lighthouse keepers, we only have the hotel one.", "For hotels"),
    ],
)
def test_material_asked_for_and_written_for_others_only_is_an_audience_gap(
    official: str, said: str, stands_in: str
) -> None:
    (gap,) = unserved({"official/page.md": official, "field/n.md": note(said)})
    assert gap.field[0].quote in said
    assert gap.official[0].quote.startswith(stands_in)


@pytest.mark.parametrize(
    ("official", "said"),
    [
        # it is there: for everyone, under another word, in the language, or it says no
        (page("Låset passar var du än är: dörren öppnas med telefonen.", "Lås"), "Rektorn bad om ett blad för skolor."),
        (
            page("För klassrum och gymnasier: en tagg per elev.", "Lås för utbildning"),
            "Rektorn bad om ett blad för skolor.",
        ),
        (HOTEL_EN, "The owner asked for the brochure in English."),
        (page("For hotels: open with a phone. We do not sell to schools.", "Locks for hotels"),
         "Head teacher asked for a leaflet written for schools."),
        # nobody asks: a thought, a dream, a no
        (HOTEL_SV, "Undrar själv om vi borde ha ett blad för skolor."),
        (HOTEL_SV, "Om vi skulle öppna en skola fick ni göra ett blad för skolor, skrattade han."),
        (HOTEL_EN, "She doesn't need anything in German, reads English fine."),
        # who that is nobody can tell
        (HOTEL_EN, "He asked for a sheet for the lighthouse."),
    ],
)  # fmt: skip
def test_what_is_there_and_what_nobody_asks_for_is_no_audience_gap(official: str, said: str) -> None:
    assert unserved({"official/page.md": official, "field/n.md": note(said)}) == []


def test_a_version_in_the_language_closes_it() -> None:
    finnish = page("Vieras avaa oven puhelimella, ja ovi lukittuu itsestään yöllä ja päivällä.", "Lukot")
    said = note("Styrelsen i Vasa vill ha broschyren på finska.")
    assert unserved({"official/sv.md": HOTEL_SV, "official/fi.md": finnish, "field/n.md": said}) == []


def test_a_question_to_samsyn_about_whom_to_tell_counts() -> None:
    asked = Asked("What can I tell a hospital about the locks?", "en", date(2026, 3, 2), answered=False)
    (gap,) = unserved({"official/page.md": HOTEL_EN}, (asked,))
    assert gap.asked == 1
    assert unserved({"official/page.md": HOTEL_EN}, (Asked("What can I tell a hotel?", "en", asked.on),)) == []


def test_two_accounts_that_ask_for_the_same_readers_are_one_gap() -> None:
    texts = {
        "official/page.md": HOTEL_EN,
        "field/a.md": note("Head teacher asked for a leaflet written for schools.", account="Oak"),
        "field/b.md": note("Rektorn bad om ett blad för skolor.", account="Eken"),
    }
    (gap,) = unserved(texts)
    assert gap.accounts == 2
