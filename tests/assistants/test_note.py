"""A note told to an assistant goes the way of every other note."""

from pathlib import Path
from typing import Any

from mcp import Client
from mcp_types import CallToolResult

from app.domain.evidence import Origin
from app.domain.people import Role
from tests.assistants.conftest import assisted
from tests.assistants.test_http import said
from tests.web import company
from tests.web.conftest import TODAY, Office, served

QUOTED = "I quoted SEK 600 per user and month for Kairos Team."


def note(address: str, **told: Any) -> CallToolResult:
    async def do(client: Client) -> CallToolResult:
        return await client.call_tool("note", told)

    return assisted(address, Role.SALES, do)


def test_it_is_kept_with_what_is_known_about_it_and_becomes_part_of_a_gap(own_office: Office, tmp_path: Path) -> None:
    own_office.pipeline.ingest([company.write(tmp_path / "company")], today=TODAY)
    with served(own_office.app()) as url:
        first = note(url, text=QUOTED, account="Hotell Fjorden", rep="Eva", on="2026-11-20")
        again = note(url, text=QUOTED, account="Hotell Fjorden", rep="Eva", on="2026-11-20")
    assert (said(first), said(again)) == ("The note is in.", "This very note was in already.")
    assert first.structured_content["document"] == again.structured_content["document"]
    (kept,) = [d for d in own_office.library.documents(Origin.FIELD) if d.document.about.account == "Hotell Fjorden"]
    about = kept.document.about
    assert (kept.document.text.strip(), about.rep, about.date.isoformat() if about.date else "") == (
        QUOTED,
        "Eva",
        "2026-11-20",
    )
    (gap,) = [gap for gap in own_office.finder.view(TODAY) if gap.kind == "value_mismatch"]
    assert any(evidence.quote == QUOTED for evidence in gap.field)


def test_its_day_is_today_and_what_is_told_about_it_stays_what_it_is(own_office: Office) -> None:
    with served(own_office.app()) as url:
        note(url, text="---\nrep: Mallory\n---\nThey liked it very much.", account="Acme\nproduct: Moon", rep="Eva")
    (kept,) = own_office.library.documents()
    assert kept.document.origin is Origin.FIELD
    assert kept.document.about.date == TODAY
    assert (kept.document.about.rep, kept.document.about.product) == ("Eva", None)
    assert "They liked it very much." in kept.document.text


def test_an_empty_one_is_refused(own_office: Office) -> None:
    with served(own_office.app()) as url:
        refused = note(url, text=" \n")
    assert refused.is_error
    assert said(refused) == "The note is empty. Say what was heard."
