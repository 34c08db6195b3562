"""What every answer tells the browser: run nothing that is not ours, show us in no frame, guess no types."""

import base64
import hashlib

from litestar.datastructures import MutableScopeHeaders
from litestar.types import Message, Scope

from app.report.html import style

PAGES = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
API_PAGE = PAGES.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
"""The OpenAPI page: its interface sets style attributes. Still no foreign and no inline script."""


def report_file() -> str:
    """The policy of the self-contained report: its one style sheet, by hash, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


async def secure(message: Message, scope: Scope) -> None:
    """Add the headers to the start of every answer, errors and static files included."""
    if message["type"] != "http.response.start":
        return
    headers = MutableScopeHeaders.from_message(message)
    policy = API_PAGE if scope["path"].startswith("/schema") else PAGES
    headers.setdefault("Content-Security-Policy", policy)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    # Not `no-referrer`: under it browsers send `Origin: null` with our own forms, which the Origin check refuses.
    headers.setdefault("Referrer-Policy", "same-origin")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    if not scope["path"].startswith("/static/"):
        headers.setdefault("Cache-Control", "no-store")
