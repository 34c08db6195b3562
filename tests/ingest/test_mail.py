import base64
from datetime import date
from email.message import EmailMessage

import pytest

from app.domain.errors import Unreadable
from app.domain.evidence import Origin
from ingest.mail.attachments import Attachment, safe_name
from ingest.readers import read as read_raw
from ingest.reading import Limits, Raw
from tests.ingest.a_mail import ANNA, LENA, first, message, reading, said
from tests.ingest.reading_a_file import TODAY, assert_says, texts


def test_a_mail_is_one_document_with_its_subject_day_and_words() -> None:
    document = first(message("Hej Anna!\n\nPriset är för högt för oss, 550 kr är mer än vi betalar idag.\n"))
    assert (document.about.title, document.about.date) == ("Offert", date(2026, 3, 3))
    assert texts(document) == ["Hej Anna!\n\nPriset är för högt för oss, 550 kr är mer än vi betalar idag."]
    assert (document.part, document.first_line) == ("", 0)


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: SV: Fwd: Offert Kairos", "Offert Kairos"), ("VB: Offert", "Offert"), ("RE[2]: Offert", "Offert"),
        ("[EXTERN] Sv: Offert", "Offert"), ("Regarding: Offert", "Regarding: Offert"),
        ("=?utf-8?q?SV=3A_M=C3=B6te?=", "Möte"),
    ],
)  # fmt: skip
def test_the_title_is_the_subject_without_what_programs_put_before_it(subject: str, title: str) -> None:
    raw = f"From: {LENA}\nTo: {ANNA}\nSubject: {subject}\n\nVi vill ha enkel inloggning.\n".encode()
    assert first(raw).about.title == title


def test_a_mail_without_a_subject_is_called_after_customer_and_day() -> None:
    assert first(message("Vi vill ha SSO.", subject="")).about.title == "Hotell Fjorden, 2026-03-03"


@pytest.mark.parametrize(
    "day", ["Tue, 03 Mar 2026 23:30:00 +0100", "Tue, 3 Mar 2026 00:10 -0800", "3 Mar 2026 10:00 GMT"]
)
def test_the_day_is_the_one_the_senders_clock_showed(day: str) -> None:
    assert first(message("Vi vill ha SSO.", date=day)).about.date == date(2026, 3, 3)


def test_a_day_that_is_none_is_not_made_up() -> None:
    raw = b"From: a@b.se\nDate: sometime in March\nSubject: x\n\nVi vill ha SSO.\n"
    assert first(raw).about.date is None


@pytest.mark.parametrize(
    "declared", ["utf-8", "us-ascii", "iso-8859-1", "windows-1252", "no-such-charset", "shift_jis"]
)
@pytest.mark.parametrize("real", ["utf-8", "cp1252"])
@pytest.mark.parametrize("encoded", ["8bit", "base64"])
def test_a_charset_that_lies_is_survived(declared: str, real: str, encoded: str) -> None:
    body = "Räksmörgås på Östermalm är för dyrt".encode(real)
    kind = f"Content-Type: text/plain; charset={declared}\nContent-Transfer-Encoding: {encoded}"
    head = f"From: a@b.se\nSubject: x\n{kind}\n\n"
    text = first(head.encode() + (base64.encodebytes(body) if encoded == "base64" else body)).text
    if declared != "shift_jis":  # every byte of Swedish is some character there
        assert text == "Räksmörgås på Östermalm är för dyrt"


def test_headers_in_raw_bytes_are_read_in_either_encoding() -> None:
    for encoding in ("utf-8", "cp1252"):
        raw = "From: Åsa Öberg <asa@berg.se>\nSubject: Möte på Östermalm\n\nVi vill ha SSO.\n".encode(encoding)
        assert first(raw).about.title == "Möte på Östermalm"


def test_quoted_printable_and_flowed_paragraphs_come_out_whole() -> None:
    raw = (
        (
            f"From: {LENA}\nSubject: x\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=no\n"
            "Content-Transfer-Encoding: quoted-printable\n\n"
            "Priset =C3=A4r f=C3=B6r h=C3=B6gt f=C3=B6r =20\noss, s=C3=A4ger chefen.\n=20>500 kr.\n-- =20\nLena\n"
        )
        .replace("f=C3=B6r =20\n", "f=C3=B6r=20\n")
        .replace("-- =20", "--=20")
    )
    assert first(raw.encode()).text == "Priset är för högt för oss, säger chefen.\n>500 kr."


def test_plain_text_is_preferred_and_a_page_is_read_where_there_is_none() -> None:
    assert said("Vi vill ha SSO.", "<p>Vi vill <b>INTE</b> ha SSO.</p>") == "Vi vill ha SSO."
    assert (
        said("", "<html><body><p>Vi vill ha <b>SSO</b>.</p><p>Och API.</p></body></html>")
        == "Vi vill ha SSO.\n\nOch API."
    )
    stub = said(
        "Your mail program cannot show this mail.", f"<p>{'Vi vill ha SSO till alla våra hotell i Norge. ' * 8}</p>"
    )
    assert stub.startswith("Vi vill ha SSO")


def test_tables_that_only_place_things_leave_no_strokes_and_real_ones_do() -> None:
    layout = "<table><tr><td><table><tr><td>Vi vill ha SSO.</td></tr></table></td></tr></table>"
    assert said("", layout) == "Vi vill ha SSO."
    assert "| Team | 490 kr |" in said("", "<table><tr><td>Team</td><td>490 kr</td></tr></table>")


GMAIL = (
    '<div dir="ltr">550 kr är för dyrt.</div><br><div class="gmail_quote"><div class="gmail_attr">Den tis 3 mars 2026 '
    'kl 10:12 skrev Anna Svensson &lt;<a href="mailto:a@k.se">a@k.se</a>&gt;:<br></div><blockquote class="gmail_quote">'
    "<div>Team kostar 550 kr.</div></blockquote>"
)
APPLE = (
    "<div>550 kr är för dyrt.</div><br><div><blockquote type='cite'><div>3 mars 2026 kl. 10:12 skrev Anna "
    "&lt;a@k.se&gt;:</div><div>Team kostar 550 kr.</div></blockquote></div>"
)
OUTLOOK = (
    "<p>550 kr är för dyrt.</p><div style='border-top:solid #E1E1E1 1.0pt'><p><b>Från:</b> Anna &lt;a@k.se&gt; <br>"
    "<b>Skickat:</b> den 3 mars 2026 10:12<br><b>Till:</b> Lena Berg<br><b>Ämne:</b> Offert</p></div>"
    "<p>Team kostar 550 kr.</p>"
)


@pytest.mark.parametrize("page", [f"{GMAIL}</div>", APPLE, OUTLOOK])
def test_of_a_page_only_what_is_new_is_kept(page: str) -> None:
    assert said("", page) == "550 kr är för dyrt."


def test_answers_between_the_quotations_of_a_page_stay() -> None:
    page = f'{GMAIL}<div>Vi betalar 400 idag.</div><blockquote class="gmail_quote">SSO ingår.</blockquote>Bra!</div>'
    assert said("", page) == "550 kr är för dyrt.\n\nVi betalar 400 idag.\n\nBra!"


def attached() -> EmailMessage:
    made = message("Se bifogat.\n", subject="Avtal")
    made.add_attachment("De vill ha SSO.", filename="Mötesanteckning.txt")
    made.add_attachment("De vill ha ett API.", filename="mötesanteckning.txt")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="tavla.png")
    made.add_attachment(
        b"\x89PNG", maintype="image", subtype="png", disposition="inline", cid="<logo@x>", filename="logo.png"
    )
    made.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar", filename="invite.ics")
    made.add_attachment(b"0", maintype="application", subtype="pkcs7-signature", filename="smime.p7s")
    made.add_attachment(b"0", maintype="application", subtype="ms-tnef", filename="winmail.dat")
    return made


def test_each_attachment_is_a_document_that_knows_the_mails_customer_and_day() -> None:
    found = reading(attached())
    assert {one.part: one.text.strip() for one in found.documents} == {
        "": "Se bifogat.",
        "Mötesanteckning.txt": "De vill ha SSO.",
        "mötesanteckning (2).txt": "De vill ha ett API.",
    }
    assert {(one.about.account, one.about.date) for one in found.documents} == {("Hotell Fjorden", date(2026, 3, 3))}
    assert {one.document.rpartition("/")[2]: one.reason.split(" ")[0] for one in found.skipped} == {
        "tavla.png": "of", "winmail.dat": "What",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/a.txt", "a.txt"), ("C:\\Users\\a.txt", "a.txt"), ("a\x07\u202eb.txt", "ab.txt"),
        ("..", "attachment-1.txt"),
        ("", "attachment-1.txt"), (f"{'å' * 400}.txt", f"{'å' * 196}.txt"),
    ],
)  # fmt: skip
def test_the_names_of_attachments_lead_nowhere(name: str, safe: str) -> None:
    assert safe_name(Attachment(name, "text/plain", b"x"), set(), 1) == safe


def test_an_attached_mail_is_read_like_any_other() -> None:
    made = message("FYI", subject="Underlag")
    made.add_attachment(message("Vi vill ha SSO.\n\nMvh\nLena", subject="SV: Krav"))
    assert [(one.part, one.about.title, one.text) for one in reading(made).documents] == [
        ("", "Underlag", "FYI"),
        ("Krav.eml", "Krav", "Vi vill ha SSO."),
    ]


def test_a_mail_with_only_attachments_gives_only_those() -> None:
    made = message(" ")
    made.add_attachment("De vill ha SSO.", filename="a.txt")
    assert [one.part for one in reading(made).documents] == ["a.txt"]


def test_too_many_attachments_and_too_large_ones_are_refused_by_name() -> None:
    made = message("Se bifogat.")
    for number in range(102):
        made.add_attachment("De vill ha SSO.", filename=f"{number}.txt")
    found = reading(made)
    assert (len(found.documents), [one.document for one in found.refusals]) == (101, ["field/mail.eml"])
    assert_says(found.refusals[0].reason, "2 were not read", "100 are the most")
    small = read_raw(Raw(attached().as_bytes(), "a.eml", Origin.FIELD, TODAY, limits=Limits(expanded=20)))
    assert_says(small.refusals[0].reason, "SAMSYN_MAX_EXPANDED_MB")


def test_mails_in_mails_end_at_the_nesting_limit() -> None:
    made = message("Innerst.", subject="0")
    for depth in range(1, 6):
        outer = message(f"Nivå {depth}.", subject=str(depth))
        outer.add_attachment(made)
        made = outer
    found = reading(made)
    assert len(found.documents) == 4
    assert_says(found.refusals[0].reason, "SAMSYN_MAX_NESTING")


def encrypted_mails() -> list[bytes]:
    head = f"From: {LENA}\nSubject: Hemligt\n"
    pgp = 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b'
    return [
        f"{head}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nMIAG".encode(),
        f"{head}Content-Type: {pgp}\n\n--b\n\nx\n--b--".encode(),
        f"{head}\n-----BEGIN PGP MESSAGE-----\n\nhQEMA".encode(),
    ]


@pytest.mark.parametrize("raw", encrypted_mails())
def test_an_encrypted_mail_is_refused_with_what_to_do(raw: bytes) -> None:
    with pytest.raises(Unreadable) as refusal:
        reading(raw)
    assert_says(refusal.value.sentence(), "mail.eml", "encrypted", "save")


@pytest.mark.parametrize("raw", [b"", b"\x00\x01\x02", b"just a text\nof two lines", f"From: {LENA}\n\n \n".encode()])
def test_what_is_no_mail_or_an_empty_one_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable, match=r"mail\.eml"):
        reading(raw)


def test_malformed_headers_stop_nothing() -> None:
    head = b'From: <<>>,,@\nTo: "Berg <a@\nDate: x\nMessage-ID: [\nContent-Type: text/plain; charset="\nSubject: =?x?q?'
    assert first(head + b"\n\nVi vill ha SSO.").text == "Vi vill ha SSO."
