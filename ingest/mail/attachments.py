"""What is attached to a mail, and which of it are documents of their own."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest.stated import names

_SUFFIXES = {
    "message/rfc822": ".eml", "application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt", "text/csv": ".csv",
    "application/zip": ".zip", "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip
_UNREAD = frozenset({".ics", ".vcs", ".vcf", ".p7s", ".asc", ".sig", ".p7m"})
_IMAGES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".svg", ".emz", ".wmz"})


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a mail: its name as stated, media type and bytes; `inline` when the text itself shows it."""

    name: str
    kind: str
    data: bytes
    inline: bool = False

    @property
    def suffix(self) -> str:
        """The ending that tells what it is: the name's, else that of its media type."""
        return PurePosixPath(self.name).suffix.lower() or _SUFFIXES.get(self.kind, "")

    @property
    def unread(self) -> bool:
        """Whether nobody misses it: pictures in the text, invitations, visiting cards, signatures."""
        picture = self.kind.startswith("image/") or self.suffix in _IMAGES
        return (picture and self.inline) or self.suffix in _UNREAD or self.kind == "text/calendar"


def safe_name(attachment: Attachment, taken: Collection[str], number: int) -> str:
    """Return a name without folders and control characters that is not among `taken` (case-folded).

    An attachment without one is called after its `number`.
    """
    name = names.safe(attachment.name) or f"attachment-{number}"
    return names.apart(name if PurePosixPath(name).suffix else f"{name}{attachment.suffix}", taken)
