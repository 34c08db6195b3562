"""From a recorded call to who said what, when and how it was meant, with the reader of claims itself."""

import json

from app.claims import ClaimReader
from app.domain.claim import Claim
from app.domain.evidence import Origin
from app.domain.gap import Kind
from ingest.passages import passages
from tests.gaps.company import gaps_of
from tests.ingest.reading_a_file import only


def claims(data: str, path: str, origin: Origin = Origin.FIELD) -> list[Claim]:
    document = only(data, path, origin)
    found = ClaimReader().read(document, "d", passages(document, "d"))
    assert all(document.text[claim.start : claim.end] == claim.quote for claim in found)
    return found


def heard(data: str, path: str = "field/2026-10-14-hotell-fjorden.vtt") -> list[tuple[str, str, str, str]]:
    return [(claim.place, claim.speaker.value, claim.mood.value, claim.quote) for claim in claims(data, path)]


def call(*said: tuple[str, str]) -> str:
    """A WebVTT file, one cue a minute from 12:41."""
    cues = [f"00:{12 + n}:41.000 --> 00:{12 + n}:49.000\n<v {name}>{text}</v>" for n, (name, text) in enumerate(said)]
    return "\n\n".join(["WEBVTT", *cues])


def test_in_swedish_the_customer_objects_and_the_seller_promises() -> None:
    said = call(
        ("Lena (Kund)", "Vi har redan Outlook, varför ska vi betala för det här?"),
        ("Anna (Säljare)", "Jag lovar att SSO är klart i september."),
        ("Anna (Säljare)", "Vi levererar SSO i september, och ni får 20 procent rabatt."),
        ("Lena (Kund)", "Vi lovar att återkomma om det."),
    )
    assert heard(said) == [
        ("12:41", "customer", "objection", "Vi har redan Outlook, varför ska vi betala för det här?"),
        ("13:41", "rep", "promise", "Jag lovar att SSO är klart i september."),
        ("14:41", "rep", "promise", "Vi levererar SSO i september, och ni får 20 procent rabatt."),
        ("15:41", "customer", "fact", "Vi lovar att återkomma om det."),
    ]


def test_in_english_the_customer_objects_and_the_seller_promises() -> None:
    said = call(
        ("Lena (Customer)", "We already have Outlook, so why should we pay?"),
        ("Anna (AE)", "I promise you SSO will be ready in Q3."),
        ("Anna (AE)", "You'll have SSO in Q3."),
        ("Anna (AE)", "It will probably be there, but I can't promise anything."),
        ("Anna (AE)", "I'll send you the deck."),
    )
    assert [(place, who, mood) for place, who, mood, _ in heard(said)] == [
        ("12:41", "customer", "objection"),
        ("13:41", "rep", "promise"),
        ("14:41", "rep", "promise"),
        ("15:41", "rep", "belief"),
        ("16:41", "rep", "fact"),
    ]


def test_a_turn_that_quotes_somebody_else() -> None:
    said = call(
        ("Anna (Säljare)", "En annan kund sa ”det är alldeles för dyrt för en förening som vår”."),
        ("Anna (Säljare)", "Vår support säger att det synkas en gång i kvarten."),
        ("Lena (Kund)", "Vår nuvarande leverantör har stöd dygnet runt."),
        ("Lena (Kund)", "Vår ekonomichef sa att det är för dyrt."),
    )
    assert [(who, mood) for _, who, mood, _ in heard(said)] == [
        ("customer", "objection"),
        ("company", "fact"),
        ("competitor", "fact"),
        ("customer", "objection"),
    ]


def test_where_no_side_is_told_an_objection_is_still_a_customer_s() -> None:
    said = call(
        ("Anna", "Vi har redan Outlook, varför ska vi betala för det här?"),
        ("Bo", "Jag sa ju att vi har redan Outlook-stöd, varför betala?"),
        ("Ceci", "Priset är 490 kr per användare."),
    )
    assert [(who, mood) for _, who, mood, _ in heard(said)] == [
        ("customer", "objection"),
        ("rep", "question"),
        ("rep", "fact"),
    ]


def test_gong_with_the_real_reader() -> None:
    transcript = [
        {"speakerId": "1", "sentences": [{"start": 761_000, "end": 765_000, "text": "I promise you SSO in Q3."}]},
        {"speakerId": "2", "sentences": [{"start": 766_000, "end": 769_000, "text": "It is too expensive for us."}]},
    ]
    parties = [{"speakerId": "1", "affiliation": "Internal"}, {"speakerId": "2", "affiliation": "External"}]
    thing = {
        "callTranscripts": [{"callId": "7", "transcript": transcript}],
        "calls": [{"metaData": {"id": "7"}, "parties": parties}],
    }
    assert heard(json.dumps(thing), "field/gong.json") == [
        ("12:41", "rep", "promise", "I promise you SSO in Q3."),
        ("12:46", "customer", "objection", "It is too expensive for us."),
    ]


def test_an_official_webinar_is_the_company_stating_facts_and_names_are_no_part_of_them() -> None:
    said = call(
        ("Maria Lund", "Kairos gives every employee five hours a week back."),
        ("Guest", "Why should we pay for it?"),
        ("Maria Lund", "It syncs with Outlook in real time."),
    )
    found = claims(said, "official/webinar.vtt", Origin.OFFICIAL)
    assert [(claim.place, claim.speaker.value, claim.mood.value, claim.quote) for claim in found] == [
        ("12:41", "company", "fact", "Kairos gives every employee five hours a week back."),
        ("14:41", "company", "fact", "It syncs with Outlook in real time."),
    ]


PRICES = "# Prices\n\nTeam costs SEK 490 per user and month.\n"
DEALS = (
    "Deal Name,Deal Stage,Amount,Currency,Close Date,Closed Lost Reason,Associated Company\n"
    'Team 550 per user and month,Closed lost,550,SEK per user and month,2026-02-01,"{}",Nordpost\n'
)


def test_a_deal_s_amount_is_never_held_against_the_price_list() -> None:
    found = gaps_of({"official/prices.md": PRICES, "field/deals.csv": DEALS.format("They chose another vendor")})
    assert not [gap for gap in found if gap.kind is Kind.VALUE_MISMATCH]


def test_a_price_in_the_reason_is_what_the_customer_heard() -> None:
    (claim,) = claims(DEALS.format("Too expensive, they were quoted SEK 550 per user and month"), "field/deals.csv")
    assert (claim.place, claim.speaker.value, claim.mood.value) == ("row 2", "customer", "objection")
    assert claim.quote == "Too expensive, they were quoted SEK 550 per user and month"


def test_a_price_said_in_a_call_is_held_against_the_price_list() -> None:
    said = call(("Anna (Säljare)", "Team costs SEK 550 per user and month."), ("Lena", "I see what you mean there."))
    (gap,) = gaps_of({"official/prices.md": PRICES, "field/2026-02-20-nordpost.vtt": said})
    assert gap.kind is Kind.VALUE_MISMATCH
    assert gap.field[0].place == "12:41"
    assert gap.field[0].speaker == "rep"
