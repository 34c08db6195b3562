"""How a route names a step it is given."""

from typing import TypeAlias, TypeVar

from litestar.di import NamedDependency
from litestar.params import SkipValidation

T = TypeVar("T")

Given: TypeAlias = NamedDependency[SkipValidation[T]]
"""A dependency by the parameter's name. Not validated: the check would take a step apart, down to its locks."""
