"""What a person lays down in the message map: held against what is read, and kept as the difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.errors import BadInput
from app.domain.evidence import About, Document, Origin
from app.domain.history import Removal
from app.domain.message_edits import KeptMessage, Part, as_kept, words_of
from app.domain.register import DOCUMENT, YES, Change, wording
from app.language.detect import language_of
from app.messages import Messages, Shown, by_id
from app.store.register import RegisterBook
from ingest.pipeline import Pipeline
from ingest.shelving import shelving

_LONGEST = 200
_SENTENCES = {
    (Part.RETIRED, "sv"): ("Vi säger inte {words}.", " Vi säger {instead}."),
    (Part.RETIRED, "en"): ("We do not say {words}.", " We say {instead}."),
    (Part.PREFERRED, "sv"): ("Vi kallar det {words}.", ""),
    (Part.PREFERRED, "en"): ("We call it {words}.", ""),
}
"""How words that no document has stand in the register, to be quoted from there."""
_TITLES = {"sv": "Budskapskarta", "en": "Message map"}


@dataclass(frozen=True)
class MessageEditor:
    """Changes the message map, and looks again at the gaps that it touches."""

    messages: Messages
    book: RegisterBook
    pipeline: Pipeline

    def put(self, lists: Mapping[Part, Sequence[KeptMessage]], today: date, who: str, why: str = "") -> Shown:
        """Make each list given what the map has from today on; a list that is not given stays as it is.

        Kept is what differs from what is read: an entry left out is none, another reason stands beside its words, and
        words that no document has are quoted from the register.

        Raises:
            BadInput: An entry says nothing or too much, or a pillar is claimed nowhere.
            StoreBusy: Words were added or taken away while another process is writing.
        """
        shown = self.messages.shown(today)
        before = {one: kept for one, kept in shown.kept.items() if kept.part in lists}
        lost = {kept.id: kept for kept in shown.lost() if kept.part in lists}
        after = dict(lost)
        for part, entries in lists.items():
            after |= _difference(part, {e.id: e for e in map(_checked, entries)}, shown, today)
        changed = {one for one in before.keys() | after.keys() if before.get(one) != after.get(one)}
        if changed:
            fresh = self._shelve([after[one] for one in sorted(changed & after.keys())], today)
            gone = sorted(changed - after.keys())
            self._take_out([before[one].document_id for one in gone], Removal(today, who=who, why=why))
            reason = " ".join(why.split())
            events = {one: _change(before.get(one), after.get(one), today, who, reason) for one in sorted(changed)}
            self.book.write_messages(fresh, gone, events)
            self.pipeline.finder.refresh(today)
        return self.messages.shown(today)

    def _shelve(self, kept: Sequence[KeptMessage], today: date) -> list[KeptMessage]:
        """Put the words that no document has into documents of their own, and return all with their documents' ids."""
        library, made = self.pipeline.library, {one.id: _document(one, today) for one in kept if one.since}
        if not made:
            return list(kept)
        ids = dict(zip(made, (one for one, _ in library.identify(list(made.values()))), strict=True))
        with shelving(library, self.pipeline.embedder, self.pipeline.claim_reader, today) as shelver:
            shelver.put([(ids[one], document) for one, document in made.items()])
        return [replace(one, document_id=ids.get(one.id, "")) for one in kept]

    def _take_out(self, document_ids: Sequence[str], removal: Removal) -> None:
        if own := [one for one in document_ids if one]:
            self.pipeline.library.remove(own, removal)


def _difference(part: Part, wanted: dict[str, KeptMessage], shown: Shown, today: date) -> dict[str, KeptMessage]:
    """What has to be kept for one list to become what is wanted."""
    read, now = by_id(shown.read, part), by_id(shown.now, part)
    kept: dict[str, KeptMessage] = {}
    for one, entry in wanted.items():
        if one in read:
            if replace(as_kept(part, read[one]), words=entry.words) != entry:
                kept[one] = entry
        elif part is not Part.PILLARS:
            old = shown.kept.get(one)
            since = (old.since if old else None) or today
            kept[one] = replace(entry, since=since, document_id=old.document_id if old else "")
        elif one not in now:
            raise BadInput(
                f"No official claim says “{entry.words[0]}”", "Add it first: `samsyn claims add`, pillar=yes"
            )
    for one, left_out in now.items():
        if one in wanted:
            continue
        if one in read:
            kept[one] = KeptMessage(part, words_of(left_out), dropped=True)
        elif part is Part.PILLARS:
            raise BadInput(
                f"“{words_of(left_out)[0]}” is marked as a pillar", "Unmark it: `samsyn claims pillar --off`"
            )
    hidden = {one: old for one, old in shown.kept.items() if old.part is part and old.dropped and one not in wanted}
    return hidden | kept


def _checked(entry: KeptMessage) -> KeptMessage:
    words = _texts(entry.words)
    if not any(map(wording, words)):
        raise BadInput(f"An entry of {entry.part} has no words", "Write at least one")
    told = replace(
        entry,
        words=words[:1] if entry.part is Part.PILLARS else words,
        instead=_texts(entry.instead),
        reason=" ".join(entry.reason.split()),
        segments=_texts(entry.segments),
    )
    if any(len(text) > _LONGEST for text in (*told.words, *told.instead, told.reason, *told.segments)):
        raise BadInput(f"An entry of {entry.part} is longer than {_LONGEST} characters", "Shorten it")
    return told


def _texts(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for one in texts if (text := " ".join(one.split()))))


def _document(kept: KeptMessage, today: date) -> Document:
    """The document in which words stand that no other has."""
    language = language_of(" ".join((kept.reason, *kept.instead, *kept.words)))
    first, second = _SENTENCES[kept.part, language]
    text = first.format(words=_enumerated(kept.words, language))
    if kept.instead and second:
        text += second.format(instead=_enumerated(kept.instead, language))
    about = About(_TITLES[language], date=kept.since or today, language=language, kind=_TITLES["en"].casefold())
    return Document(Origin.OFFICIAL, DOCUMENT, text, about, source="register:", part=kept.id)


def _enumerated(words: Sequence[str], language: str) -> str:
    marks = "””" if language == "sv" else "“”"
    quoted = [f"{marks[0]}{word}{marks[1]}" for word in words]
    final = " eller " if language == "sv" else " or "
    return ", ".join(quoted[:-1]) + final + quoted[-1] if len(quoted) > 1 else quoted[0]


def _change(before: KeptMessage | None, after: KeptMessage | None, today: date, who: str, why: str) -> Change:
    old, new = _told(before), _told(after)
    fields = sorted(field for field in old.keys() | new.keys() if old.get(field) != new.get(field))
    return Change(today, who, why, tuple((field, old.get(field), new.get(field)) for field in fields))


def _told(kept: KeptMessage | None) -> dict[str, str]:
    if kept is None:
        return {}
    lists = {"words": kept.words, "instead": kept.instead, "segments": kept.segments}
    told = {field: ", ".join(texts) for field, texts in lists.items() if texts}
    return told | ({"reason": kept.reason} if kept.reason else {}) | ({"dropped": YES} if kept.dropped else {})
