"""Valid files made wrong, as transfers, editors, other programs and attackers make them; all from one seed."""

import io
import json
import zlib
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from lxml import etree

from tests.ingest.specimens import specimens

ODD = (
    "", " ", "-1", "0", "1e309", "NaN", "99999999999999999999", "4294967296", "²", "\u2028", "\u202e", "å" * 300,
    "\ufffd", "0000-00-00", "9999-12-31T99:99:99", "%s", "<", "]]>", "&#0;", "a:b", "true", "A1:XFD1048576", "../../x",
    "=1+1", "\u00ad", "10000000-01-01", "#", "|", "-->", "<v ", "\n", "\x0b", "{}", "[", '"', "'", ";", "\ud7ff",
    "e\u0301", "\U0001f600",
)  # fmt: skip
"""Values that lie just outside of what a format expects."""
ODD_JSON = (
    None, True, -1, 0, 1e308, 10**30, "", [], {}, [[]], [None], {"": {}}, {"id": None}, ["x", 1], "\ud800", "9" * 400,
)  # fmt: skip
_NUMBERS = (b"0", b"-1", b"99999999999", b"0.0000001", b"1e9", b"65536", b"nan", b"")

Change = Callable[[Random, bytes], bytes]


def mutant(random: Random) -> tuple[str, bytes]:
    """Return a name and a file that was valid until something happened to it, once or several times."""
    name = random.choice(sorted(specimens()))
    data = specimens()[name]
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        data = random.choice(_changes(name))(random, data)
    if random.random() < 0.1:
        name = PurePosixPath(name).stem + PurePosixPath(random.choice(sorted(specimens()))).suffix
    return name, data


def _changes(name: str) -> Sequence[Change]:
    suffix = PurePosixPath(name).suffix
    if suffix == ".json":
        return (_json, _json, _json, _bytes, _lines)
    if suffix == ".pdf":
        return (_bytes, _numbers, _numbers, _lines, _streams)
    if suffix == ".msg":
        return (_bytes,)
    if specimens()[name].startswith(b"PK"):
        return (_xml, _xml, _xml, _member, _members, _bytes) if suffix != ".zip" else (_bytes, _member, _members)
    return (_bytes, _lines, _lines, _odd)


def _bytes(random: Random, data: bytes) -> bytes:  # noqa: PLR0911 - one for each thing that happens
    """Bits flipped, bytes put in, taken out, written over or doubled, an end cut off."""
    at, length = random.randrange(len(data) + 1), random.choice((1, 1, 4, 16, 200))
    kind = random.randrange(7)
    if kind == 0:
        return bytes(b ^ (1 << random.randrange(8)) if random.random() < 5 / (len(data) + 1) else b for b in data)
    if kind == 1:
        return data[:at] + random.randbytes(length) + data[at:]
    if kind == 2:
        return data[:at] + data[at + length :]
    if kind == 3:
        return data[:at] + random.choice((b"\0", b"\xff", b" ", b"\x80")) * length + data[at + length :]
    if kind == 4:
        return data[:at] + data[max(0, at - length) : at] * random.choice((2, 50)) + data[at:]
    if kind == 5:
        other = specimens()[random.choice(sorted(specimens()))]
        start = random.randrange(len(other) + 1)
        return data[:at] + other[start : start + 300] + data[at:]
    return data[:at]


def _lines(random: Random, data: bytes) -> bytes:
    lines = data.split(b"\n")
    at, to = random.randrange(len(lines)), random.randrange(len(lines))
    kind = random.randrange(4)
    if kind == 0:
        lines.insert(to, lines[at])
    elif kind == 1:
        lines[at], lines[to] = lines[to], lines[at]
    elif kind == 2:
        del lines[at]
    else:
        lines[at : at + 1] = [lines[at]] * random.choice((3, 300))
    return b"\n".join(lines)


def _odd(random: Random, data: bytes) -> bytes:
    """A word replaced by one that does not belong there."""
    words = data.split(b" ")
    words[random.randrange(len(words))] = random.choice(ODD).encode("utf-8", "surrogatepass")
    return b" ".join(words)


def _numbers(random: Random, data: bytes) -> bytes:
    """A number between spaces or marks of a PDF replaced by another."""
    words = data.split(b" ")
    where = [n for n, word in enumerate(words) if word.strip(b"[]<>-.\n").isdigit()]
    if where:
        words[random.choice(where)] = random.choice(_NUMBERS)
    return b" ".join(words)


def _streams(random: Random, data: bytes) -> bytes:
    """The text a PDF draws, drawn otherwise."""
    start, end = data.find(b"stream\n"), data.find(b"\nendstream")
    if not 0 <= start < end:
        return data
    inner = data[start + 7 : end]
    try:
        return data[: start + 7] + zlib.compress(_bytes(random, zlib.decompress(inner))) + data[end:]
    except zlib.error:
        return data[: start + 7] + _numbers(random, inner) + data[end:]


def _opened(data: bytes) -> dict[str, bytes]:
    try:
        with ZipFile(io.BytesIO(data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except (BadZipFile, OSError, ValueError, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return {}  # an earlier change has broken it


def _packed(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with ZipFile(data, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def _member(random: Random, data: bytes) -> bytes:
    """One member's bytes changed, its packing right again."""
    members = _opened(data)
    if not members:
        return data
    name = random.choice(sorted(members))
    return _packed({**members, name: _bytes(random, members[name])})


def _members(random: Random, data: bytes) -> bytes:
    """Members that change places, go, or stand under another name."""
    members = _opened(data)
    if not members:
        return data
    one, other = random.choice(sorted(members)), random.choice(sorted(members))
    kind = random.randrange(3)
    if kind == 0:
        members[one], members[other] = members[other], members[one]
    elif kind == 1:
        del members[one]
    else:
        members[random.choice(ODD).replace("\n", "") + one] = members.pop(one)
    return _packed(members)


def _xml(random: Random, data: bytes) -> bytes:
    """The markup of one part changed: whatever it says now, it is well-formed."""
    members = _opened(data)
    names = [name for name in sorted(members) if name.endswith((".xml", ".rels")) and "theme" not in name]
    # What people fill in is changed more often than what every file has.
    names += 4 * [name for name in names if "slides/" in name or "document.xml" in name or "sheet" in name]
    if not names:
        return data
    name = random.choice(names)
    try:
        tree = etree.fromstring(members[name])
    except etree.XMLSyntaxError:
        return data
    for _ in range(random.choice((1, 3, 10))):
        _element(random, tree)
    return _packed({**members, name: etree.tostring(tree, xml_declaration=True, encoding="UTF-8")})


def _element(random: Random, tree: Any) -> None:
    elements = [one for one in tree.iter() if isinstance(one.tag, str)]
    one, other = random.choice(elements), random.choice(elements)
    kind = random.randrange(6)
    if kind == 0 and one.getparent() is not None:
        one.getparent().remove(one)
    elif kind == 1 and one.attrib:
        one.set(random.choice(sorted(one.attrib)), _allowed(random.choice(ODD)))
    elif kind == 2 and one.attrib:
        del one.attrib[random.choice(sorted(one.attrib))]
    elif kind == 3:
        one.text = _allowed(random.choice(ODD))
    elif kind == 4:
        other.insert(random.randrange(len(other) + 1), etree.fromstring(etree.tostring(one, with_tail=False)))
    elif kind == 5:
        one.tag = other.tag


def _allowed(text: str) -> str:
    return "".join(c for c in text if c >= " ")


def _json(random: Random, data: bytes) -> bytes:
    try:
        thing = json.loads(data)
    except (ValueError, RecursionError):
        return data
    for _ in range(random.choice((1, 2, 6))):
        thing = _other(random, thing)
    return json.dumps(thing).encode()


def _other(random: Random, thing: Any) -> Any:
    """A value inside, chosen by going down at random, replaced, wrapped, doubled or under another key."""
    if isinstance(thing, dict) and thing and random.random() < 0.9:
        key = random.choice(sorted(thing))
        inner = _other(random, thing[key])
        kept = {k: v for k, v in thing.items() if k != key} if random.random() < 0.2 else thing
        new = (
            random.choice([*sorted(thing), "text", "speaker", "start", "id", "name"]) if random.random() < 0.2 else key
        )
        return {**kept, new: inner}
    if isinstance(thing, list) and thing and random.random() < 0.9:
        at = random.randrange(len(thing))
        return [*thing[:at], *[_other(random, thing[at])] * random.choice((0, 1, 1, 1, 3)), *thing[at + 1 :]]
    return random.choice(
        (random.choice(ODD_JSON), random.choice(ODD_JSON), [thing], {"text": thing}, random.choice(ODD))
    )
