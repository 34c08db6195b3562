"""Who holds which key, and the sign-in cookie made from one."""

import hashlib
import hmac
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.people import Role

COOKIE_LIFE = 30 * 24 * 3600
"""Seconds until a browser must sign in again."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys this server accepts, token → role.

    A cookie holds its expiry and an HMAC of it made with the key itself: it needs no memory here, survives a
    restart, says nothing about the key, and dies when the key is taken away. Every comparison takes the same time
    whether it matches or not, and all keys are compared.
    """

    roles: Mapping[str, Role] = field(repr=False)

    def role_of_token(self, token: str) -> Role | None:
        """The role `token` gives, or `None`."""
        given, found = _digest(token), None
        for known, role in self.roles.items():
            if hmac.compare_digest(given, _digest(known)) and known:
                found = role
        return found

    def cookie(self, token: str, now: float | None = None) -> str:
        """The cookie for a browser that showed `token`; `now` in seconds since 1970."""
        expires = int((now or time.time()) + COOKIE_LIFE)
        return f"{expires}.{_seal(token, expires)}"

    def role_of_cookie(self, cookie: str, now: float | None = None) -> Role | None:
        """The role behind a cookie made here, or `None` if it is forged, too old or its key is gone."""
        expires, _, seal = cookie.partition(".")
        if not (expires.isascii() and expires.isdigit()) or int(expires[:12]) < (now or time.time()):
            return None
        found = None
        for known, role in self.roles.items():
            if hmac.compare_digest(_seal(known, int(expires[:12])).encode(), seal.encode()) and known:
                found = role
        return found


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def _seal(token: str, expires: int) -> str:
    return hmac.new(token.encode(), f"samsyn sign-in {expires}".encode(), hashlib.sha256).hexdigest()
