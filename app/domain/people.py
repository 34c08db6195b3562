"""Who may do what."""

from enum import StrEnum


class Role(StrEnum):
    """A person's part in the loop."""

    SALES = "sales"
    MARKETING = "marketing"
    ADMIN = "admin"

    @property
    def sees_promises(self) -> bool:
        """Promises name a colleague: only marketing and admin see everyone's."""
        return self in {Role.MARKETING, Role.ADMIN}
