"""Office files as tests need them: saved to bytes, and with parts changed as no library would write them."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROTECTED = OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def changed(data: bytes, change: Mapping[str, Callable[[bytes], bytes] | bytes | None]) -> bytes:
    """Return the file with parts added, replaced, passed through a function, or (`None`) taken out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), *change]):
            part = change.get(name, old.read(name) if name in old.namelist() else b"")
            if part is not None:
                new.writestr(name, part(old.read(name)) if callable(part) else part)
    return buffer.getvalue()


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        assert old.encode() in data, f"{old} is not there to be replaced"
        return data.replace(old.encode(), new.encode())

    return change
