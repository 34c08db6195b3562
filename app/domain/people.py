"""Who may do what."""

from enum import StrEnum

from app.domain.errors import BadInput

_LONGEST_NAME = 100


class Role(StrEnum):
    """A person's part in the loop."""

    SALES = "sales"
    MARKETING = "marketing"
    ADMIN = "admin"

    @property
    def sees_promises(self) -> bool:
        """Promises name a colleague: only marketing and admin see everyone's."""
        return self in {Role.MARKETING, Role.ADMIN}

    def signed(self, name: str) -> str:
        """How somebody with this role signs: the name they give, if any, beside it; raises `BadInput`."""
        given = " ".join(name.split())
        if len(given) > _LONGEST_NAME:
            raise BadInput(f"The name is longer than {_LONGEST_NAME} characters", "Shorten it")
        return f"{given} ({self.value})" if given else self.value
