"""How large a PDF's packed streams are, before anything looks into them."""

import re
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_DICTIONARY = 1_500
_PIECE = 4_096
_CHUNK = 1_000_000
_PICTURES = (b"/Image", b"/DCTDecode", b"/JPXDecode", b"/CCITTFaxDecode", b"/JBIG2Decode")


def unpacked(data: bytes, most: int) -> int:
    """Return the bytes that the packed streams of `data` unpack to, pictures left out (text is never in them).

    Counting stops beyond `most`. PDFium has no limit of its own short of a gigabyte for each.
    """
    total = 0
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()]
        dictionary = before[before.rfind(b" obj") + 1 :]
        times = dictionary.count(b"/FlateDecode") + dictionary.count(b"/Fl ")
        if times and not any(kind in dictionary for kind in _PICTURES):
            total += _inflated(memoryview(data)[match.end() :], min(times, 3), most - total)
        if total > most:
            break
    return total


def _inflated(packed: memoryview, times: int, most: int) -> int:
    """The size of what is packed once or several times over; what is broken counts as far as it goes."""
    pieces: Iterator[bytes | memoryview] = (packed[at : at + _PIECE] for at in range(0, len(packed), _PIECE))
    for _ in range(times):
        pieces = _layer(pieces)
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > most:
            break
    return total


def _layer(pieces: Iterator[bytes | memoryview]) -> Iterator[bytes]:
    """Unpack once, at most a piece at a time: one byte in may be a thousand out."""
    unpacking = zlib.decompressobj()
    try:
        for piece in pieces:
            rest: bytes | memoryview = piece
            while rest:
                yield unpacking.decompress(rest, _CHUNK)
                rest = unpacking.unconsumed_tail
            if unpacking.eof:
                return
    except zlib.error:
        return
