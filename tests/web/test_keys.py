"""A key opens, a forged cookie does not."""

import pytest

from app.domain.people import Role
from app.web.keys import COOKIE_LIFE, Keys

KEYS = Keys({"sales-key": Role.SALES, "admin-key": Role.ADMIN})
NOW = 1_000_000.0


def test_each_key_gives_its_role_and_nothing_else_does() -> None:
    assert KEYS.role_of_token("sales-key") is Role.SALES
    assert KEYS.role_of_token("admin-key") is Role.ADMIN
    for wrong in ("", "sales-ke", "SALES-KEY", "sales-key ", "å"):
        assert KEYS.role_of_token(wrong) is None


def test_an_empty_key_never_opens_even_if_configured() -> None:
    keys = Keys({"": Role.ADMIN})
    assert keys.role_of_token("") is None
    assert keys.role_of_cookie(keys.cookie("", NOW), NOW) is None


def test_a_cookie_gives_the_role_of_its_key_until_it_expires() -> None:
    cookie = KEYS.cookie("sales-key", NOW)
    assert KEYS.role_of_cookie(cookie, NOW) is Role.SALES
    assert KEYS.role_of_cookie(cookie, NOW + COOKIE_LIFE + 1) is None
    assert "sales-key" not in cookie


def test_a_cookie_dies_with_its_key() -> None:
    cookie = KEYS.cookie("sales-key", NOW)
    assert Keys({"admin-key": Role.ADMIN}).role_of_cookie(cookie, NOW) is None


@pytest.mark.parametrize(
    "forged",
    [
        "",
        ".",
        "9999999999",
        "9999999999.",
        "9999999999.admin",
        "x.y",
        "٩٩٩٩٩٩٩٩٩٩.x",
        "-1.x",
        "9" * 5000 + ".x",
        "1e9.x",
        "å.ä",
    ],
)
def test_a_made_up_cookie_gives_nothing(forged: str) -> None:
    assert KEYS.role_of_cookie(forged, NOW) is None


def test_a_longer_life_cannot_be_written_into_a_cookie() -> None:
    expires, _, seal = KEYS.cookie("admin-key", NOW).partition(".")
    assert KEYS.role_of_cookie(f"{int(expires) + 1}.{seal}", NOW) is None
    assert KEYS.role_of_cookie(f"{expires}0.{seal}", NOW) is None
