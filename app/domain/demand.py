"""What people ask of Samsyn itself: demand, like a question that a customer asks."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to Samsyn: its words, their language (`sv` | `en`), and the day it was last asked.

    `answered` is what the card said then of the official material, None where that is not known.
    """

    question: str
    language: str
    on: date
    answered: bool | None = None
