"""The message map over the API: read in documents, edited by marketing, and held against what sellers say."""

from litestar.testing import TestClient

from app.domain.people import Role
from tests.web.conftest import Office, key
from tests.web.test_documents import hand_in

ADMIN, MARKETING, SALES = key(Role.ADMIN), key(Role.MARKETING), key(Role.SALES)
MAP = """---
title: Message map
date: 2026-01-10
---
# Pillars

Pillar 1: Time back. Kairos gives every planner five hours a week back.

Pillar 2: Calm Mondays. The week is planned before it begins.

# Words we no longer use

- "calendar": say "planner"
"""
NOTE = """---
account: {account}
rep: Eva
date: 2026-11-20
---
I pitched it as a {word} for their planners.
"""


def shown(client: TestClient) -> dict:
    return client.get("/api/messages", headers=SALES).json()


def put(client: TestClient, **lists: object) -> dict:
    answer = client.put("/api/messages", json=lists, headers=MARKETING)
    assert answer.status_code == 200, answer.text
    return answer.json()


def words(messages: dict, part: str) -> list[str]:
    return [", ".join(one["words"]) for one in messages[part]]


def off_message(client: TestClient) -> list[dict]:
    return client.get("/api/gaps?kind=off_message", headers=ADMIN).json()


def test_what_was_read_is_shown_and_sending_it_back_changes_nothing(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "map.md", MAP)
        messages = shown(client)
        assert words(messages, "pillars") == ["Time back", "Calm Mondays"]
        (retired,) = messages["retired"]
        assert (retired["words"], retired["instead"], retired["document"]) == (["calendar"], ["planner"], "map.md")
        assert retired["quote"] == '- "calendar": say "planner"'
        revision = own_office.library.revision()
        assert put(client, **messages) == messages
        assert own_office.library.revision() == revision
        assert client.put("/api/messages", json={}, headers=SALES).status_code == 403


def test_a_word_retired_by_hand_is_held_against_sellers_and_quoted_from_the_register(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "map.md", MAP)
        added = {"words": ["cheap diary"], "instead": ["time back"], "reason": "We are not the budget choice."}
        messages = put(client, retired=[*shown(client)["retired"], added])
        assert words(messages, "retired") == ["calendar", "cheap diary"]
        hand_in(client, "a.md", NOTE.format(account="Acme", word="cheap diary").replace("11-20", "11-23"), "field")
        (gap,) = off_message(client)
        (official,) = gap["official"]
        assert (official["document"], official["quote"]) == ("register", "We do not say “cheap diary”.")
        hand_in(client, "map.md", MAP + "\nSay it plainly.\n")
        assert words(shown(client), "retired") == ["calendar", "cheap diary"]
        messages = put(client, retired=[one for one in shown(client)["retired"] if one["words"] == ["calendar"]])
        assert words(messages, "retired") == ["calendar"]
        assert off_message(client) == []
        assert {d["document"] for d in client.get("/api/documents", headers=ADMIN).json()["documents"]} == {
            "map.md", "a.md"
        }  # fmt: skip


def test_a_word_that_was_misread_is_dropped_for_good(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "map.md", MAP)
        hand_in(client, "a.md", NOTE.format(account="Acme", word="calendar"), "field")
        assert len(off_message(client)) == 1
        messages = put(client, retired=[], why="a customer's word")
        assert (messages["retired"], [one["dropped"] for one in messages["aside"]]) == ([], [True])
        assert off_message(client) == []
        hand_in(client, "map.md", MAP + "\nSay it plainly.\n")
        assert off_message(client) == shown(client)["retired"] == []
        messages = put(client, retired=[{"words": ["Calendar"], "instead": ["planner"]}])
        assert (words(messages, "retired"), messages["aside"]) == (["calendar"], [])


def test_another_reason_stands_beside_the_words_and_is_orphaned_with_them(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "map.md", MAP)
        (one,) = shown(client)["retired"]
        (edited,) = put(client, retired=[one | {"reason": "Everybody has one."}])["retired"]
        assert (edited["reason"], edited["laid_down"], edited["document"]) == ("Everybody has one.", True, "map.md")
        hand_in(client, "map.md", MAP.replace("calendar", "diary"))
        messages = shown(client)
        assert words(messages, "retired") == ["diary"]
        assert [(one["words"], one["orphaned"]) for one in messages["aside"]] == [(["calendar"], True)]


def test_pillars_are_marked_on_claims_and_taken_out_of_the_map(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "map.md", MAP)
        hand_in(client, "web.md", "# Data\n\nAll data is stored in Sweden.\n")
        (claim,) = client.get("/api/claims?q=Sweden", headers=SALES).json()["claims"]
        client.patch(f"/api/claims/{claim['id']}", json={"pillar": True}, headers=MARKETING).raise_for_status()
        messages = shown(client)
        assert words(messages, "pillars") == ["Time back", "Calm Mondays", "All data is stored in Sweden."]
        kept = [one for one in messages["pillars"] if one["words"] != ["Time back"]]
        assert words(put(client, pillars=kept), "pillars") == ["Calm Mondays", "All data is stored in Sweden."]
        pillars = client.get("/api/claims?pillar=true", headers=SALES).json()["claims"]
        assert {one["text"].split(":")[0] for one in pillars} == {"Pillar 2", "All data is stored in Sweden."}
        client.patch(f"/api/claims/{claim['id']}", json={"pillar": False}, headers=MARKETING).raise_for_status()
        assert words(shown(client), "pillars") == ["Calm Mondays"]
        refused = client.put("/api/messages", json={"pillars": [{"words": ["New and shiny"]}]}, headers=MARKETING)
        assert (refused.status_code, "No official claim says" in refused.json()["detail"]) == (400, True)


def test_preferred_words_are_kept_too(own_office: Office) -> None:
    with TestClient(own_office.app()) as client:
        hand_in(client, "map.md", MAP)
        before = words(shown(client), "preferred")
        messages = put(client, preferred=[*shown(client)["preferred"], {"words": ["schema", "rota"]}])
        assert words(messages, "preferred") == [*before, "schema, rota"]
        assert [one["quote"] for one in messages["preferred"]][-1] in {
            "Vi kallar det ”schema” eller ”rota”.", "We call it “schema” or “rota”."
        }  # fmt: skip
        assert client.put("/api/messages", json={"preferred": [{"words": [" "]}]}, headers=MARKETING).status_code == 400
