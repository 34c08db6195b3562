"""Our own scripts and styles, served under a path that changes when they do, so that a browser may keep them."""

import hashlib
from functools import cache
from pathlib import Path

from litestar import Router
from litestar.datastructures import CacheControlHeader
from litestar.static_files import create_static_files_router

from app.report.html import STYLE_FOLDER

_FOLDERS = (Path(__file__).parent / "static", STYLE_FOLDER)
_KEPT = CacheControlHeader(max_age=31_536_000, public=True, immutable=True)


@cache
def root() -> str:
    """`/static/` and a digest of every file's content."""
    digest = hashlib.sha256()
    for folder in _FOLDERS:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                digest.update(file.relative_to(folder).as_posix().encode() + file.read_bytes())
    return f"/static/{digest.hexdigest()[:12]}"


def router() -> Router:
    """Serve the files; anyone may read them."""
    return create_static_files_router(
        path=root(), directories=list(_FOLDERS), cache_control=_KEPT, name="static", include_in_schema=False
    )
