"""A zip file in another one, or attached to a mail. One that lies in a folder is walked like a folder instead."""

from dataclasses import replace

from app.domain.errors import SamsynError, Unreadable
from ingest.archives import opened
from ingest.reading import Raw, Reading, Refusal

SUFFIXES = frozenset({".zip"})


def read(raw: Raw) -> Reading:
    """Return the files in it, to be read as documents of their own; one that cannot be unpacked stops no other."""
    archive = opened(raw.data, raw.name)
    if not archive.members:
        raise Unreadable(f"{raw.name} holds no files", "Pack it again, or remove it")
    archive.check(archive.members, raw.limits)
    share = archive.share(raw.limits)
    files: list[Raw] = []
    refused: list[Refusal] = []
    for member in sorted(archive.members):
        try:
            inner = raw.within(member, archive.read(member, raw.limits))
            files.append(replace(inner, limits=share) if member.lower().endswith(".zip") else inner)
        except SamsynError as error:
            refused.append(Refusal(f"{raw.path}/{member}", error.sentence()))
    outside = raw.path.removesuffix(raw.name)
    skipped = tuple(Refusal(f"{outside}{one.document}", one.reason) for one in archive.skipped)
    return Reading(inside=tuple(files), refusals=tuple(refused), skipped=skipped)
