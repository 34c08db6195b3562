"""What is cut from a mail, and above all what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.mail.history import new_text

NEW = "550 kr är för dyrt för oss."
OLD = "Team kostar 550 kr per användare."
LENA = "Lena Berg <lena@fjorden.se>"
OUTLOOK_SV = (
    f"Från: Anna Svensson <anna@kairos.se>\nSkickat: den 3 mars 2026 10:12\nTill: Lena Berg\nÄmne: Offert\n\n{OLD}"
)
OUTLOOK_EN = (
    "From: Anna Svensson\nSent: Tuesday, March 3, 2026 10:12 AM\nTo: Lena Berg <lena@x.se>;\n Per Ek <p@x.se>\n"
    f"Subject: Offert\n\n{OLD}"
)
HISTORIES = [
    f"On Tue, Mar 3, 2026 at 10:12 AM Anna Svensson <anna@kairos.se> wrote:\n\n> {OLD}\n>\n> Mvh\n> Anna",
    f"On Tue, Mar 3, 2026 at 10:12 AM Anna Svensson <\nanna.svensson.with.a.long.name@kairos.se> wrote:\n\n> {OLD}",
    f"Den tis 3 mars 2026 kl 10:12 skrev Anna Svensson <anna@kairos.se>:\n\n> {OLD}",
    f"Den tis 3 mars 2026 kl 10:12 skrev Anna Svensson <\nanna@kairos.se>:\n\n{OLD}",
    f"Den 3 mars 2026 kl. 10:12 skrev Anna:\n{OLD}",
    f"3 mars 2026 kl. 10:12 skrev Anna Svensson <anna@kairos.se>:\n\n{OLD}",
    f"Den 2026-03-03 kl. 10:12, skrev Anna Svensson:\n> {OLD}",
    f"Anna Svensson skrev den 2026-03-03 10:12:\n{OLD}",
    f"Am 03.03.2026 um 10:12 schrieb Anna Svensson:\n{OLD}",
    f"2026-03-03 10:12 GMT+01:00 Anna Svensson <anna@kairos.se>:\n\n> {OLD}",
    OUTLOOK_SV,
    OUTLOOK_EN,
    f"________________________________\n{OUTLOOK_SV}",
    f"-----Original Message-----\n{OUTLOOK_EN}",
    f"-----Ursprungligt meddelande-----\n{OUTLOOK_SV}",
    f"*From:* Anna\n*Sent:* Tuesday\n*To:* Lena\n*Subject:* Offert\n\n{OLD}",
    f"> {OLD}\n> Mvh Anna",
]
CLOSINGS = [
    "Mvh Lena",
    "/Lena",
    "Med vänlig hälsning\n\nLena Berg\nInköpschef\nHotell Fjorden AB\nTel 070-123 45 67\nwww.hotell-fjorden.se",
    "Best regards,\nLena Berg\nHead of Purchasing\n+46 8 123 45 67 | lena@fjorden.se",
    "-- \nLena Berg\nHotell Fjorden",
    "Vänliga hälsningar,\nLena\n\nSkickat från min iPhone",
    "Sent from my iPhone",
    "Hämta Outlook för iOS",
    "Tack på förhand,\nLena",
    "Mvh\nLena\n\nDetta meddelande är endast avsett för mottagaren.\nÄr du inte rätt mottagare, radera det.",
    "Thanks,\nLena\n\nThis e-mail is confidential and intended solely for the use of\nthe person it is addressed to.",
    "Virus-free. www.avast.com",
    "Please consider the environment before printing this e-mail.",
]


@pytest.mark.parametrize("history", HISTORIES)
def test_history_below_the_new_text_goes(history: str) -> None:
    assert new_text(f"Hej!\n\n{NEW}\n\n{history}").text == f"Hej!\n\n{NEW}"


@pytest.mark.parametrize("ending", CLOSINGS)
@pytest.mark.parametrize("history", ["", f"\n\n{HISTORIES[0]}", f"\n\n{OUTLOOK_SV}"])
def test_signatures_and_footers_go(ending: str, history: str) -> None:
    assert new_text(f"{NEW}\n\n{ending}{history}").text == NEW


def test_answers_between_quoted_lines_stay() -> None:
    mail = f"{HISTORIES[0]}\n\nDet är för dyrt.\n\n> SSO ingår i Enterprise.\n\nVi behöver det i Team.\nMvh Lena\n"
    assert new_text(mail).text == "Det är för dyrt.\n\nVi behöver det i Team."


def test_a_text_below_the_quotation_stays() -> None:
    assert new_text(f"{HISTORIES[2]}\n\n{NEW}\n\n-- \nLena Berg\n").text == NEW


@pytest.mark.parametrize(
    "text",
    [
        "Vi möttes kl 10:00 och Lena skrev upp följande:\n\n- SSO\n- API",
        "Den 3 mars skrev Lena att de vill ha SSO:\nen lösning för alla.",
        "Krav:\n> 500 användare\nSSO till alla.",
        "Tack!\n\nVi tar 20 licenser.",
        "SSO är endast avsett för Enterprise, men de vill ha det i Team.",
        "Hur behandlar ni personuppgifter?",
        "Rapporter kan innehålla konfidentiella uppgifter, kan ni kryptera dem?",
        "Del ett.\n--\nDel två är en lång berättelse om varför de inte vill köpa av oss.",
        "Från: Göteborg\nTill: Oslo\nDatum: 3 mars\nDe vill ha två hotell.",
        "Best price wins, they said.",
        "We block external e-mail, can Kairos live with that?",
        "OBS! Glöm inte mejla offerten.",
        "Thanks Anna, we will take the Team plan.",
        "- SSO\n- API\n- 20 % rabatt",
    ],
)
def test_what_only_looks_like_history_or_a_signature_stays(text: str) -> None:
    assert new_text(text).text == text


@pytest.mark.parametrize(
    "added", ["PS. Vi vill ha SSO också.", "Ring mig på 070-123 45 67 om ni vill ha SSO i avtalet."]
)
def test_what_is_added_below_the_signature_stays(added: str) -> None:
    assert new_text(f"{NEW}\n\nMvh\nLena Berg\nInköpschef\n\n{added}\n").text == f"{NEW}\n\n{added}"


def test_a_mail_that_would_be_cut_whole_is_kept_whole() -> None:
    for mail in (HISTORIES[0], OUTLOOK_SV, "Mvh Lena", "> " + OLD):
        assert new_text(mail).text == mail


def test_the_warning_that_a_server_puts_on_top_goes() -> None:
    banner = "CAUTION: This email originated from outside of the organization.\nDo not click links in it.\n"
    assert new_text(f"{banner}\n{NEW}").text == NEW
    assert new_text(f"{banner}{NEW}").text == NEW


FORWARDS = [
    "\n".join(lines)
    for lines in (
        ["---------- Forwarded message ---------", f"From: {LENA}", "Date: Tue, 3 Mar 2026", "Subject: Offert",
         "To: <anna@k.se>", "", NEW, "", HISTORIES[0]],
        ["Begin forwarded message:", "", f"> From: {LENA}", "> Subject: Offert", "> Date: 3 March 2026",
         "> To: anna@k.se", ">", f"> {NEW}", "> Mvh Lena"],
        [f"Från: {LENA}", "Skickat: den 3 mars 2026", "Till: Anna", "Ämne: Offert", "", NEW, "", "Mvh Lena", "",
         OUTLOOK_SV],
        ["-------- Vidarebefordrat meddelande --------", "Ämne: Offert", "Datum: 3 mars 2026", f"Från: {LENA}",
         "Till: anna@k.se", "", NEW],
    )
]  # fmt: skip


@pytest.mark.parametrize("forward", FORWARDS)
def test_what_is_passed_on_with_a_word_or_two_is_what_is_shown(forward: str) -> None:
    assert new_text(forward, forward=True).text == NEW
    new = new_text(f"FYI!\n\nMvh Anna\n\n{forward}", forward=True)
    assert (new.text, "lena@fjorden.se" in new.forwarded_from) == (f"FYI!\n\n{NEW}", True)


def test_what_is_passed_on_below_a_text_of_its_own_is_history() -> None:
    text = (
        "Jag ringde Lena efter hennes mejl, och hon kan tänka sig 20 platser om vi går ner till 480 kr per användare. "
        * 2
    )
    assert new_text(f"{text}\n\n{FORWARDS[2]}", forward=True).text == text.strip()


WORDS = [
    "de",
    "vill",
    "ha",
    "inloggning",
    "priset",
    "är",
    "högt",
    "we",
    "need",
    "an",
    "interface",
    "first",
    "support",
    "answers",
    "slowly",
]
SENTENCES = st.lists(st.sampled_from(WORDS), min_size=3, max_size=12).map(
    lambda words: f"{' '.join(words).capitalize()}."
)
BLOCKS = st.one_of(
    st.tuples(st.just("new"), SENTENCES),
    st.tuples(st.just("old"), SENTENCES.map(lambda s: f"> Gammalt: {s}")),
    st.tuples(st.just("old"), st.sampled_from(HISTORIES[:1] + HISTORIES[2:3])),
)


@given(
    blocks=st.lists(BLOCKS, min_size=1, max_size=9),
    ending=st.sampled_from(["", *CLOSINGS]),
    history=st.sampled_from(["", *HISTORIES]),
)
def test_what_is_not_quoted_is_never_lost(blocks: list[tuple[str, str]], ending: str, history: str) -> None:
    mail = "\n\n".join([*(text for _, text in blocks), ending, history])
    new = new_text(mail).text
    written = [text for kind, text in blocks if kind == "new"]
    assert [line for line in new.split("\n\n") if line in written] == written or not written
    if written:
        assert "Gammalt" not in new
        assert OLD not in new


@given(st.text(max_size=300), st.booleans())
def test_any_text_gives_a_text(text: str, forward: bool) -> None:  # noqa: FBT001
    new = new_text(text, forward=forward).text
    assert bool(new) == bool(text.strip()) or not text.strip()
