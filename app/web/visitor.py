"""The types of a request here."""

from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import State

from app.domain.people import Role

AnyConnection = ASGIConnection[Any, Any, Any, Any]
AnyRequest = Request[Any, Any, Any]
Visitor = Request[Role | None, str | None, State]
"""A request whose `user` is the role signed in, and whose `auth` says how: `key` or `cookie`."""
