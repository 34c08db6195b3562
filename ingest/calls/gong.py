"""Gong: transcripts joined with their calls, and what is said with who took part."""

from collections.abc import Iterator

from ingest.calls import parties
from ingest.calls.conversation import Utterance
from ingest.calls.parties import Parties, text_of
from ingest.calls.recordings import Call, Thing, dicts, number, stated
from ingest.encoding import clean


def calls(thing: object) -> Iterator[Call]:
    """Join `callTranscripts` with `calls` by the call's id, and monologues with parties by the speaker's.

    Times are milliseconds from the beginning (https://help.gong.io/apidocs, "Retrieve transcripts of calls").
    """
    pages = [page for page in (thing if isinstance(thing, list) else [thing]) if isinstance(page, dict)]
    known = {
        text_of(meta.get("id")): one for page in pages for one in dicts(page.get("calls")) for meta in [_meta(one)]
    }
    for page in pages:
        for spoken in dicts(page.get("callTranscripts")):
            key = text_of(spoken.get("callId"))
            about = known.get(key, {})
            people = parties.read(dicts(about.get("parties")))
            rep = {"rep": people.host} if people.host else {}
            yield Call(tuple(_monologues(spoken, people)), stated(_meta(about)) | rep, key, people)


def silent(thing: object) -> bool:
    """Whether a file holds Gong's calls without what was said in them."""
    pages = [page for page in (thing if isinstance(thing, list) else [thing]) if isinstance(page, dict)]
    return any("metaData" in one for page in pages for one in dicts(page.get("calls")))


def _meta(call: Thing) -> Thing:
    meta = call.get("metaData")
    return meta if isinstance(meta, dict) else call


def _monologues(spoken: Thing, people: Parties) -> Iterator[Utterance]:
    numbers: dict[str, str] = {}
    for monologue in dicts(spoken.get("transcript")):
        speaker = text_of(monologue.get("speakerId"))
        name = people.name(speaker) or numbers.setdefault(speaker, f"Speaker {len(numbers) + 1}")
        for sentence in dicts(monologue.get("sentences")):
            start, end = number(sentence.get("start")), number(sentence.get("end"))
            yield Utterance(
                clean(text_of(sentence.get("text"))),
                name,
                None if start is None else start / 1000,
                None if end is None else end / 1000,
                people.side(speaker),
            )
