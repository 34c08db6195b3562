"""Who of a mail's people is the customer, and who the seller."""

import pytest

from app.domain.evidence import Origin
from ingest.mail.sides import people
from tests.ingest.a_mail import ANNA, LENA, first, message, reading

PER = "Per Ek <per@kairos-tid.se>"
TEXT = "Vi vill ha enkel inloggning till alla hotell."


def told(text: str = TEXT, path: str = "field/mail.eml", **headers: str) -> tuple[str | None, str | None]:
    about = first(message(text, **headers), path).about
    return about.account, about.rep


def test_the_senders_company_is_a_guess_for_the_customer_and_nobody_the_seller() -> None:
    found = reading(message(TEXT))
    assert (found.documents[0].about.account, found.documents[0].about.rep) == ("Hotell Fjorden", None)
    assert found.account_guessed


@pytest.mark.parametrize(
    ("sender", "account"),
    [
        ("a@foo-bar.se", "Foo Bar"), ("a@mail.berg.co.uk", "Berg"), ("a@gmail.com", None), ("a@hotmail.se", None),
        ("no-reply@berg.se", None), ("a@localhost", None), ("", None),
    ],
)  # fmt: skip
def test_a_domain_names_a_company_unless_it_is_a_mail_service_or_a_program(sender: str, account: str | None) -> None:
    assert told(**{"from": sender})[0] == account


def test_a_mail_inside_one_company_is_its_senders_note() -> None:
    assert told(**{"from": ANNA, "to": PER}) == (None, "Anna Svensson")


def test_a_mail_passed_on_names_seller_and_customer() -> None:
    passed_on = f"FYI\n\nFrån: {LENA}\nSkickat: den 3 mars 2026\nTill: Anna Svensson\nÄmne: Krav\n\n{TEXT}"
    assert told(passed_on, **{"from": ANNA, "to": PER, "subject": "VB: Krav"}) == ("Hotell Fjorden", "Anna Svensson")


@pytest.mark.parametrize("folder", ["field/Skickat/mail.eml", "field/Sent Items/mail.eml"])
def test_in_a_folder_of_sent_mail_the_sender_is_the_seller(folder: str) -> None:
    assert told(path=folder, **{"from": ANNA, "to": f"{LENA}, {PER}"}) == ("Hotell Fjorden", "Anna Svensson")


def test_the_files_and_folders_names_come_before_the_addresses() -> None:
    assert told(path="field/2026-03-03-vardbolaget-nord.eml")[0] == "Vardbolaget Nord"
    assert told(path="field/vårdbolaget/mail.eml")[0] == "Vårdbolaget"


def test_an_x_header_or_a_label_on_top_wins_and_is_no_guess() -> None:
    for made in (message(TEXT, X_Account="Vårdbolaget"), message(f"Kund: Vårdbolaget\nSäljare: Per Ek\n\n{TEXT}")):
        found = reading(made)
        assert (found.documents[0].about.account, found.account_guessed) == ("Vårdbolaget", False)
    assert told(f"Kund: Vårdbolaget\nSäljare: Per Ek\n\n{TEXT}", **{"from": ANNA, "to": PER}) == (
        "Vårdbolaget",
        "Per Ek",
    )


def test_marketings_mail_has_an_owner_and_no_customer() -> None:
    about = first(message("Go hard!", **{"from": ANNA, "to": PER}), "official/mail.eml", Origin.OFFICIAL).about
    assert (about.owner, about.account, about.rep) == ("Anna Svensson", None, None)
    assert first(message("Go hard!"), "official/mail.eml", Origin.OFFICIAL).about.account is None


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('"Berg, Lena" <lena@berg.se>', "Lena Berg"), ("lena.berg@berg.se", "Lena Berg"), ("info@berg.se", ""),
        ("Lena Berg [mailto:lena@berg.se]", "Lena Berg"), ("'Lena Berg' <lena@berg.se>", "Lena Berg"),
        ("Lena Berg", "Lena Berg"),
    ],
)  # fmt: skip
def test_a_correspondents_name_as_people_read_it(header: str, name: str) -> None:
    (one,) = people(header)
    assert one.name == name
