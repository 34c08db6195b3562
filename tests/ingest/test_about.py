import pytest

from app.domain.evidence import About, Origin
from ingest.stated import accounts
from tests.ingest.reading_a_file import only

TEXT = "De tycker att priset är för högt."


def field(path: str, text: str = TEXT) -> About:
    return only(text, path).about


SWEDISH = """Titel: Samtal
DATUM: 2026-03-09
Företag: Hotell Fjorden
saljare: Anna
produkt: Kairos
plan: Team
bransch: hotell
Marknad: Sverige
språk: svenska
version: 2
Ägare: Maria
fas: offert
"giltig från": 2026-01-01
gäller t.o.m.: 2026-12
typ: möte"""
ENGLISH = """title: Samtal
date: March 9, 2026
company: Hotell Fjorden
Author: Anna
product: Kairos
plan: Team
segment: hotell
market: Sverige
Language: sv-SE
version: 2
owner: Maria
stage: offert
valid_from: 2026-01-01
expires: 31 Dec 2026
kind: möte"""


def test_keys_in_both_languages_however_they_are_typed() -> None:
    one, two = (field("note.md", f"---\n{block}\n---\n{TEXT}") for block in (SWEDISH, ENGLISH))
    assert one == two
    assert one.scope.label() == "Kairos, Team, hotell, Sverige"
    assert (one.language, one.owner, one.rep, one.stage, one.kind) == ("sv", "Maria", "Anna", "offert", "möte")
    assert (str(one.valid_from), str(one.valid_until)) == ("2026-01-01", "2026-12-31")


def test_unknown_keys_and_unknown_dates_are_passed_over() -> None:
    about = field("field/2026-03-09-hotell-fjorden.md", f"---\nmood: good\ndate: TBD\ncustomer:\n---\n{TEXT}")
    assert (str(about.date), about.account) == ("2026-03-09", "Hotell Fjorden")


def test_first_found_wins_from_front_matter_over_name_and_first_lines_to_folders() -> None:
    path = "field/hotell-berget/2024-01-01/2026-03-09-hotell-fjorden.md"
    line = "Kund: Hotell Dalen  Datum: 2025-02-02\n\n"
    stated = f"---\nkund: Hotell Sjön\ndatum: 2023-05-05\n---\n{line}{TEXT}"
    assert (field(path, stated).account, str(field(path, stated).date)) == ("Hotell Sjön", "2023-05-05")
    # A customer named in so many words beats one guessed from a file name; the file name's day is no guess.
    assert (field(path, line + TEXT).account, str(field(path, line + TEXT).date)) == ("Hotell Dalen", "2026-03-09")
    assert (field(path).account, str(field(path).date)) == ("Hotell Fjorden", "2026-03-09")
    folders = field("field/hotell-berget/2024-01-01/call.md")
    assert (folders.account, str(folders.date)) == ("Hotell Berget", "2024-01-01")


@pytest.mark.parametrize(
    ("name", "account", "day"),
    [
        ("2026-10-14-vardbolaget-nord.md", "Vardbolaget Nord", "2026-10-14"),
        ("20261014_Acme.txt", "Acme", "2026-10-14"),
        ("261014 möte med Hotell Fjorden AB.txt", "Hotell Fjorden", "2026-10-14"),
        ("call-notes-2026-10-14.txt", None, "2026-10-14"),
        ("2026-W42-acme-uk.md", "Acme UK", "2026-10-12"),
        ("integration-fortnox.md", None, "None"),
        ("2026-13-40-acme.md", None, "None"),
        ("2026-10-21-marrow-finch (1).md", "Marrow Finch", "2026-10-21"),
    ],
)
def test_a_file_name_tells_day_and_customer(name: str, account: str | None, day: str) -> None:
    about = field(f"field/{name}")
    assert (about.account, str(about.date)) == (account, day)


def test_the_first_line_lends_its_accents_to_the_name_from_the_file() -> None:
    about = field("field/2026-10-13-vardbolaget-nord.txt", f"vårdbolaget nord 13/10 johanna\n{TEXT}")
    assert (about.account, about.rep, about.title) == ("Vårdbolaget Nord", "Johanna", "Vårdbolaget Nord, 2026-10-13")


def test_the_years_folder_dates_a_note_without_a_year() -> None:
    assert str(field("field/2024/hotell.md", f"Kund: Hotell Fjorden  Datum: 9/3\n\n{TEXT}").date) == "2024-03-09"
    assert str(field("field/hotell.md", f"Datum: 24/12\n\n{TEXT}").date) == "2025-12-24"


def test_official_material_gets_its_title_from_its_heading_and_never_a_customer_from_its_name() -> None:
    about = only("# Prislista 2026\n\nTeam kostar 490 kr.", "2026-01-01-acme.md", Origin.OFFICIAL).about
    assert (about.title, about.account, str(about.date)) == ("Prislista 2026", None, "2026-01-01")
    assert only("Team kostar 490 kr.", "prislista_2026.txt", Origin.OFFICIAL).about.title == "Prislista 2026"


@pytest.mark.parametrize(
    ("value", "scope"),
    [
        ("retail, municipality", "retail|municipality"),
        ("[handel, hotell]", "handel|hotell"),
        ("alla", None),
        ("all plans", None),
        ("Team / Enterprise", "Team|Enterprise"),
        ("Kairos (all plans unless stated)", "Kairos"),
        ("vård och omsorg", "vård och omsorg"),
    ],
)
def test_a_scope_with_alternatives_is_kept_as_alternatives(value: str, scope: str | None) -> None:
    assert field("note.md", f"---\nsegment: {value}\n---\n{TEXT}").segment == scope


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vårdbolaget Nord AB", "vardbolaget nord"),
        ("Acme, Inc.", "ACME"),
        ("Marrow & Finch", "Marrow and Finch"),
        ("Kafé Kanelbult (Start)", "Kafe Kanelbult"),
        ("Bremer Möbelhaus", "Bremer Moebelhaus"),
        ("St Aldric's", "St Aldrics"),
    ],
)
def test_spellings_of_one_customer_fold_together(one: str, other: str) -> None:
    assert accounts.fold(one) == accounts.fold(other)


def test_a_guess_takes_the_spelling_of_the_customer_it_can_only_be() -> None:
    names = accounts.known(
        ["Vårdbolaget Nord", "Brightmoor Garden Centres", "Hotell Fjorden", "Hotell Berget", "AB Volvo"]
    )
    assert accounts.resolve("Vardbolaget Nord", names) == "Vårdbolaget Nord"
    assert accounts.resolve("Brightmoor", names) == "Brightmoor Garden Centres"
    assert accounts.resolve("Hotell Fjorden Anna", names) == "Hotell Fjorden"
    assert accounts.resolve("Hotell", names) == "Hotell"  # two begin so
    assert accounts.resolve("Ab", names) == "Ab"  # too short to stand for anybody
