"""Which language a visitor gets."""

import pytest

from app.web.languages import preferred


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("sv", "sv"),
        ("sv-SE,sv;q=0.9,en;q=0.8", "sv"),
        ("en-GB,en;q=0.9,sv;q=0.8", "en"),
        ("fi,sv;q=0.5,en;q=0.4", "sv"),
        ("de", "en"),
        ("en;q=0.1, sv;q=0.2", "sv"),
        ("sv;q=nonsense, en", "en"),
        ("sv;q=0", "en"),
        ("*", "en"),
    ],
)
def test_the_weights_of_accept_language_decide_between_swedish_and_english(header: str, language: str) -> None:
    assert preferred(header) == language
