"""The register over the API: everyone reads it, marketing and admin lay things down, and what they lay down holds."""

from litestar.testing import TestClient

from app.domain.people import Role
from tests.web.conftest import Office, key
from tests.web.test_documents import hand_in

ADMIN, MARKETING, SALES = key(Role.ADMIN), key(Role.MARKETING), key(Role.SALES)
PRICES = "# Prices\n\nKairos Team costs SEK 490 per user and month. The trial lasts 30 days.\n"


def found(client: TestClient, **query: str) -> list[dict]:
    return client.get("/api/claims", params=query, headers=SALES).json()["claims"]


def one(client: TestClient, words: str) -> dict:
    (claim,) = found(client, q=words)
    return claim


def test_everyone_reads_and_only_marketing_and_admin_write(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "prices.md", PRICES)
        claim = one(client, "trial")
        assert (claim["text"], claim["status"], claim["pillar"]) == ("The trial lasts 30 days.", "current", False)
        url = f"/api/claims/{claim['id']}"
        assert client.patch(url, json={"owner": "Lena"}, headers=SALES).status_code == 403
        assert client.post("/api/claims", json={"text": "We never sell data."}, headers=SALES).status_code == 403
        assert client.get("/api/claims").status_code == 401
        told = {"owner": "Lena", "segment": "retail, health", "valid_until": "2027-03", "pillar": True, "why": "Q1"}
        changed = client.patch(url, json=told, headers=MARKETING).json()
        assert (changed["owner"], changed["segment"], changed["valid_until"]) == ("Lena", "retail|health", "2027-03-31")
        assert [(e["who"], e["why"]) for e in changed["events"]] == [("marketing", "Q1")]
        assert changed["events"][0]["fields"]["owner"] == [None, "Lena"]
        assert [c["id"] for c in found(client, pillar="true")] == [claim["id"]]
        assert [c["id"] for c in found(client, segment="health", q="trial")] == [claim["id"]]
        assert found(client, segment="banks", q="trial") == []


def test_what_is_laid_down_survives_a_new_text_and_is_listed_as_orphaned_when_the_sentence_goes(
    own_office: Office,
) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "prices.md", PRICES)
        kept, gone = one(client, "trial")["id"], one(client, "SEK")["id"]
        for claim in (kept, gone):
            client.patch(f"/api/claims/{claim}", json={"proof": "Contract §4"}, headers=ADMIN).raise_for_status()
        hand_in(
            client, "prices.md", "# Terms\n\n* **The trial  lasts 30 days**\n\nKairos Team costs SEK 590 per user.\n"
        )
        assert one(client, "trial")["proof"] == "Contract §4"
        (orphan,) = found(client, orphaned="true")
        assert (orphan["id"], orphan["text"]) == (gone, "Kairos Team costs SEK 490 per user and month.")
        hand_in(client, "prices.md", PRICES)
        assert found(client, orphaned="true") == []
        assert one(client, "SEK")["proof"] == "Contract §4"


def test_a_retired_claim_answers_nothing_and_its_reason_is_kept(own_office: Office) -> None:
    ask = {"question": "How long is the trial?"}
    with TestClient(own_office.app()) as client:
        hand_in(client, "prices.md", PRICES)
        hand_in(client, "support.md", "# Support\n\nSupport answers within four hours.\n")
        url = f"/api/claims/{one(client, 'trial')['id']}"

        def quoted() -> bool:
            card = client.post("/api/pitch", json=ask, headers=ADMIN).json()
            return any("30 days" in citation["quote"] for citation in card["citations"])

        assert quoted()
        refused = client.patch(url, json={"retired": True}, headers=MARKETING)
        assert (refused.status_code, refused.json()["next_step"]) == (400, "Say why: it is kept and shown")
        claim = client.patch(url, json={"retired": True, "why": "14 days since May"}, headers=MARKETING).json()
        assert (claim["status"], claim["because"]) == ("retired", "14 days since May")
        assert not quoted()
        assert [c["text"] for c in found(client, retired="true")] == ["The trial lasts 30 days."]
        client.patch(url, json={"retired": False}, headers=MARKETING).raise_for_status()
        assert quoted()
        assert len(client.get(url, headers=SALES).json()["events"]) == 2


def test_a_claim_added_by_hand_is_official_and_quoted_from_the_register(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "prices.md", PRICES)
        new = {"text": "All data is stored in Sweden.", "product": "Kairos", "pillar": True, "owner": "Lena"}
        added = client.post("/api/claims", json=new, headers=MARKETING)
        assert added.status_code == 201, added.text
        claim = added.json()
        assert (claim["document"], claim["product"], claim["owner"], claim["pillar"]) == (
            "register", "Kairos", "Lena", True
        )  # fmt: skip
        card = client.post("/api/pitch", json={"question": "Where is data stored?"}, headers=SALES).json()
        assert ("register", new["text"]) in {(c["document"], c["quote"]) for c in card["citations"]}
        hand_in(client, "prices.md", PRICES + "\nSupport is included.\n")
        assert one(client, "Sweden")["id"] == claim["id"]
        again = client.post("/api/claims", json=new, headers=MARKETING)
        assert "stands in the register already" in again.json()["detail"]


def test_what_cannot_be_laid_down_is_refused_with_the_next_step(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "prices.md", "---\nvalid_until: 2026-12-31\n---\n" + PRICES)
        url = f"/api/claims/{one(client, 'trial')['id']}"
        for told, says in (
            ({"valid_until": "someday"}, "no day"),
            ({"valid_from": "2026-12-01", "valid_until": "2026-11-30"}, "before it begins"),
            ({"valid_until": "2027-01-31"}, "holds until 2026-12-31 only"),
            ({"owner": "x" * 501}, "longer than 500"),
        ):
            answer = client.patch(url, json=told, headers=ADMIN)
            assert (answer.status_code, says in answer.json()["detail"]) == (400, True), answer.text
        assert client.patch(url, json={"colour": "red"}, headers=ADMIN).status_code == 400
        assert client.patch("/api/claims/nothing", json={}, headers=ADMIN).status_code == 404
        for text in ("The trial is long. It is free.", "Yes.", "Is it free?"):
            assert client.post("/api/claims", json={"text": text}, headers=ADMIN).status_code == 400


def test_last_heard_is_the_latest_note_that_says_the_same(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "prices.md", PRICES)
        for day, account, said in (
            ("2026-10-01", "Acme", "Told them that the trial lasts 30 days."),
            ("2026-10-20", "Beta", "Sa att provperioden är 30 dagar."),
            ("2026-11-01", "Core", "They think the trial lasts 14 days."),
            ("2026-11-02", "Dora", "Is the trial 30 days?"),
        ):
            hand_in(client, f"{account}.md", f"---\naccount: {account}\nrep: Eva\ndate: {day}\n---\n{said}\n", "field")
        heard = one(client, "trial")["last_heard"]
        assert (heard["date"], heard["account"]) == ("2026-10-20", "Beta")
        assert "rep" not in heard
        assert one(client, "SEK")["last_heard"] is None
        assert [c["text"] for c in found(client, silent_since="2026-10-21", q="trial")] == ["The trial lasts 30 days."]
        assert found(client, silent_since="2026-10-20", q="trial") == []
