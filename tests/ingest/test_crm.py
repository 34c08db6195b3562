import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import Unreadable
from app.domain.evidence import Document
from ingest.stated.accounts import is_id
from tests.ingest.reading_a_file import only, read, texts

NOTE = "De tycker att priset är för högt, och de har redan Outlook"


def told(document: Document) -> tuple[str | None, ...]:
    about = document.about
    return about.account, str(about.date), about.rep, document.place, document.part


HUBSPOT_NOTES = (
    '"Record ID","Note body","Activity date","Associated Company","Associated Company IDs","Activity assigned to"\n'
    f'"87123","<p>{NOTE}</p>","2026-10-14 09:12","Hotell Fjorden AB;Hotell Berget","901;902","Anna Berg"\n'
)
SALESFORCE_TASKS = (
    '"Id","Subject","Description","ActivityDate","WhoId","WhatId","OwnerId","Account.Name","Owner.Name","IsDeleted"\n'
    f'"00T1G00003Ufap9UAB","Call","{NOTE}","2026-10-14","0031G00001S3ckZQAR","0061G00000abcdeQAA",'
    '"0051G000005Mun4QAC","Hotell Fjorden AB","Anna Berg","false"\n'
)
PIPEDRIVE_ACTIVITIES = (
    "Aktivitet - ID;Aktivitet - Ämne;Aktivitet - Anteckning;Aktivitet - Förfallodatum;Aktivitet - Organisation;"
    "Aktivitet - Tilldelad till;Person - Namn\n"
    f"55;Samtal;{NOTE};2026-10-14;Hotell Fjorden AB;Anna Berg;Lena Holm\n"
)


@pytest.mark.parametrize(
    ("data", "key"),
    [(HUBSPOT_NOTES, "87123"), (SALESFORCE_TASKS, "00T1G00003Ufap9UAB"), (PIPEDRIVE_ACTIVITIES, "55")],
    ids=["hubspot", "salesforce", "pipedrive"],
)
def test_a_table_of_activities_as_each_crm_writes_it(data: str, key: str) -> None:
    document = only(data, "field/export.csv")
    assert document.text == NOTE
    assert told(document) == ("Hotell Fjorden", "2026-10-14", "Anna Berg", "row 2", key)
    assert texts(document) == [NOTE]


HUBSPOT = {
    "results": [
        {
            "id": "87123",
            "properties": {"hs_note_body": f"<p>{NOTE}</p>", "hs_timestamp": "1791961200000", "hubspot_owner_id": "47"},
            "associations": {"companies": {"results": [{"id": "901", "type": "note_to_company"}]}},
            "archived": False,
        },
        {"id": "87124", "properties": {"hs_note_body": "<p>Ångrad anteckning om priset.</p>"}, "archived": True},
    ],
    "paging": {"next": {"after": "88"}},
}
SALESFORCE = {
    "totalSize": 1,
    "done": True,
    "records": [
        {
            "attributes": {"type": "Task", "url": "/services/data/v59.0/sobjects/Task/00T"},
            "Id": "00T1G00003Ufap9UAB",
            "Subject": "Call",
            "Description": NOTE,
            "ActivityDate": "2026-10-14",
            "OwnerId": "0051G000005Mun4QAC",
            "Account": {"attributes": {"type": "Account"}, "Name": "Hotell Fjorden AB"},
            "Owner": {"Name": "Anna Berg"},
        }
    ],
}
PIPEDRIVE = {
    "success": True,
    "data": [
        {
            "id": 5,
            "content": f"<p>{NOTE}</p>",
            "add_time": "2026-10-14 09:00:00",
            "org_id": 12,
            "organization": {"name": "Hotell Fjorden AB"},
            "person": {"name": "Lena Holm"},
            "deal": {"title": "Fjorden schema"},
            "user": {"name": "Anna Berg", "email": "anna@kairos.se"},
        }
    ],
    "additional_data": {"pagination": {"start": 0, "more_items_in_collection": False}},
}


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        (HUBSPOT, (None, "2026-10-14", None, "row 1", "87123")),
        (SALESFORCE, ("Hotell Fjorden", "2026-10-14", "Anna Berg", "row 1", "00T1G00003Ufap9UAB")),
        (PIPEDRIVE, ("Hotell Fjorden", "2026-10-14", "Anna Berg", "row 1", "5")),
        ([{"id": 1, "text": NOTE, "date": "2026-10-14"}], (None, "2026-10-14", None, "row 1", "1")),
    ],
    ids=["hubspot", "salesforce", "pipedrive", "list"],
)
def test_what_each_api_answers(thing: object, expected: tuple[str | None, ...]) -> None:
    document = only(json.dumps(thing), "field/export.json")
    assert (document.text, told(document)) == (NOTE, expected)


def test_notes_calls_meetings_and_mails_in_one_answer_are_all_read() -> None:
    bodies = ("hs_note_body", "hs_call_body", "hs_meeting_body", "hs_email_text", "hs_task_body")
    results = [{"id": str(n), "properties": {name: f"{NOTE} {n}"}} for n, name in enumerate(bodies)]
    results[1]["properties"] |= {"hs_call_title": "Uppföljning Fjorden"}  # type: ignore[operator]
    documents = read(json.dumps({"results": results}), "field/h.json").documents
    assert [d.text for d in documents] == [f"{NOTE} {n}" for n in range(5)]
    assert documents[1].about.title == "Uppföljning Fjorden"


def test_what_was_deleted_in_the_crm_is_not_read_and_said_to_be() -> None:
    reading = read(json.dumps(HUBSPOT), "field/export.json")
    assert [(one.document, one.reason) for one in reading.skipped] == [
        ("field/export.json, row 2", "marked as deleted")
    ]
    gone = SALESFORCE_TASKS.replace('"false"', '"true"')
    assert len(read(SALESFORCE_TASKS + gone.split("\n")[1], "field/e.csv").documents) == 1


def test_a_task_that_is_due_says_nothing_about_when_something_was_said() -> None:
    rows = f"Subject,Description,ActivityDate,CreatedDate\nCall,{NOTE.replace(',', '')},2027-03-01,2026-10-14\n"
    assert str(only(rows, "field/t.csv").about.date) == "2026-10-14"
    assert only(rows.replace(",CreatedDate", "").replace(",2026-10-14", ""), "field/t.csv").about.date is None


@pytest.mark.parametrize(
    "name",
    ["0011G00000jWVWoQAO", "001xx000003DGbQ", "4727653", "9CcfAt8qtZvCTwFvwOFLcg==", "1f03614fdf8999728ac2cfeb1c4b3984",
     "3f2504e0-4f89-11d3-9a0c-0305e82c3301"],
)  # fmt: skip
def test_an_id_is_never_shown_as_a_customer(name: str) -> None:
    assert is_id(name)
    assert only(f"account,rep,text\n{name},{name},{NOTE.replace(',', '')}\n", "field/e.csv").about.account is None
    mixed = f"account,account_id,text\nAcme,{name},{NOTE}\n,{name},{NOTE} två\n".replace(", och", " och")
    assert [d.about.account for d in read(mixed, "field/e.csv").documents] == ["Acme", None]


@pytest.mark.parametrize("name", ["Acme", "7-Eleven", "3M", "Systembolaget", "Arbetsmarknadsstyrelsen", "Hotell 77"])
def test_a_customer_is_no_id(name: str) -> None:
    assert not is_id(name)


HUBSPOT_DEALS = (
    '"Record ID","Deal Name","Deal Stage","Amount","Currency","Close Date","Create Date","Closed Lost Reason",'
    '"Associated Company","Deal owner","Next step"\n'
    '"555","Fjorden rota","Closed lost","120000","SEK","2026-10-01 10:00","2026-09-01 10:00",'
    '"Too expensive, they already have Outlook","Hotell Fjorden AB","Anna Berg",""\n'
    '"556","Bolt","Qualified","90000","SEK","2027-01-01","2026-09-02","","Bolt","Anna Berg",""\n'
    '"557","Cog","Sent","90000","SEK","2027-01-01","2026-09-03","","Cog","Bo Ek","They ask where data is stored"\n'
)


def test_a_deal_is_a_document_if_it_says_something_and_else_counted() -> None:
    reading = read(HUBSPOT_DEALS, "field/deals.csv")
    lost, open_ = reading.documents
    assert lost.text == (
        "Deal: Fjorden rota\nStage: Closed lost\nAmount: 120 000 SEK\nOutcome: lost\n\n"
        "Reason: Too expensive, they already have Outlook"
    )
    assert texts(lost) == ["Reason: Too expensive, they already have Outlook"]
    assert told(lost) == ("Hotell Fjorden", "2026-10-01", "Anna Berg", "row 2", "555")
    assert (lost.about.title, lost.about.kind, lost.about.stage) == ("Fjorden rota", "deal", "Closed lost")
    assert texts(open_) == ["Next step: They ask where data is stored"]
    assert told(open_) == ("Cog", "2026-09-03", "Bo Ek", "row 4", "557")
    assert reading.empty_rows == 1


SWEDISH_DEALS = (
    "Affär - Titel;Affär - Värde;Affär - Valuta;Affär - Status;Affär - Förlustorsak;Affär - Organisation;Affär - Ägare;"
    "Affär - Fas;Affär - Förlorad den;Affär - ID\n"
    "Schema;120000;SEK;förlorad;De tyckte att det var för dyrt;Hotell Fjorden AB;Anna Berg;Offert;2026-10-01;17\n"
)
SALESFORCE_DEALS = (
    "Id,Name,StageName,Amount,CloseDate,IsWon,IsClosed,Loss_Reason__c,Account.Name,Owner.Name\n"
    "006q000000HddohAAB,Fjorden rota,Closed Lost,120000.0,2026-10-01,false,true,They went with Tempo,"
    "Hotell Fjorden AB,Anna Berg\n"
)


SALESFORCE_REPORT = (
    "Opportunity Name,Account Name,Stage,Amount,Close Date,Won,Loss Reason,Opportunity Owner\n"
    "Fjorden rota,Hotell Fjorden AB,Closed Lost,120000,2026-10-01,0,They went with Tempo,Anna Berg\n"
)
SWEDISH_HUBSPOT = (
    "Post-ID;Affärsnamn;Affärsfas;Belopp;Stängningsdatum;Orsak till förlorad affär;Tillhörande företag;Affärsägare\n"
    "9;Fjorden schema;Stängd förlorad;120000;2026-10-01;De tyckte att det var för dyrt;Hotell Fjorden AB;Anna Berg\n"
)


@pytest.mark.parametrize(
    ("data", "passage", "outcome"),
    [
        (SALESFORCE_REPORT, "Reason: They went with Tempo", "Outcome: lost"),
        (SWEDISH_HUBSPOT, "Orsak: De tyckte att det var för dyrt", "Utfall: förlorad"),
        (SWEDISH_DEALS, "Orsak: De tyckte att det var för dyrt", "Utfall: förlorad"),
        (SALESFORCE_DEALS, "Reason: They went with Tempo", "Outcome: lost"),
    ],
    ids=["report", "hubspot", "pipedrive", "salesforce"],
)
def test_deals_in_other_crms_and_in_swedish(data: str, passage: str, outcome: str) -> None:
    document = only(data, "field/deals.csv")
    assert texts(document) == [passage]
    assert outcome in document.text.split("\n")
    assert told(document)[:3] == ("Hotell Fjorden", "2026-10-01", "Anna Berg")


def test_a_won_deal_says_so_and_every_reason_is_kept() -> None:
    row = {"title": "Fjorden", "value": 120000, "currency": "SEK", "status": "won", "won_time": "2026-10-01"}
    reasons = {"won_reason": "Bäst pris av alla", "closed_lost_notes": "De gillade demon"}
    document = only(
        json.dumps({"data": [{**row, **reasons, "lost_reason": None, "org_name": "Fjorden"}]}), "field/d.json"
    )
    assert "Utfall: vunnen" in document.text.split("\n")
    assert set(texts(document)[0].split("\n\n")) == {"Orsak: Bäst pris av alla", "Orsak: De gillade demon"}


def test_deals_that_hold_only_numbers_are_refused_with_what_to_export() -> None:
    with pytest.raises(Unreadable, match="None of the 2 deals") as refusal:
        read("Deal Name,Deal Stage,Amount,Close Date\nA,Won,1,2026-10-01\nB,Lost,2,2026-10-01\n", "field/d.csv")
    assert "reason" in (refusal.value.next_step or "")


def test_a_note_with_stage_and_value_stays_a_note() -> None:
    document = only(
        f"Datum;Kund;Fas;Belopp;Affär;Anteckning\n2026-10-14;Fjorden;Offert;12;Rota;{NOTE}\n", "field/e.csv"
    )
    assert (document.text, document.about.title) == (NOTE, "Rota")


line = st.text("abcÅ 490.:;|/#-*\n", max_size=40)


@settings(deadline=None)
@given(line, line, line.filter(lambda text: any(map(str.isalpha, text))))
def test_whatever_a_deal_is_called_its_amount_is_in_no_passage(name: str, stage: str, reason: str) -> None:
    deal = {"dealname": name, "dealstage": stage, "amount": "77777", "closed_lost_reason": reason}
    try:
        document = only(json.dumps([deal]), "field/d.json")
    except Unreadable:
        return
    assert "77 777" in document.text
    assert not any("77 777" in passage for passage in texts(document))


def test_notes_and_deals_put_together_in_one_file_are_told_apart() -> None:
    deal = {"id": 5, "title": "Fjorden", "status": "lost", "value": 1, "lost_reason": "Too expensive for them"}
    reading = read(json.dumps({"notes": [{"id": 5, "content": NOTE}], "deals": [deal]}), "field/all.json")
    assert [(d.part, d.about.kind) for d in reading.documents] == [("5", None), ("5.deal", "deal")]
