"""Which language a page or an answer speaks: what was chosen, else what the browser prefers."""

from app.report.words import DEFAULT, LANGUAGES, Words, words
from app.web.visitor import AnyConnection, AnyRequest

COOKIE = "samsyn-language"


def language_of(connection: AnyConnection) -> str:
    """`sv` or `en`: from `?lang=`, else the cookie of an earlier choice, else `Accept-Language`."""
    for chosen in (connection.query_params.get("lang"), connection.cookies.get(COOKIE)):
        if chosen in LANGUAGES:
            return str(chosen)
    return preferred(connection.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """The best known language of an `Accept-Language` header (RFC 9110: tags with weights `q`)."""
    weights: dict[str, float] = {}
    for part in header.split(","):
        tag, _, weight = part.partition(";")
        language = tag.strip().casefold().split("-")[0]
        try:
            value = float(weight.replace(" ", "").removeprefix("q=") or 1)
        except ValueError:
            continue
        if language in LANGUAGES and value > weights.get(language, 0):
            weights[language] = value
    return max(weights, key=lambda language: weights[language], default=DEFAULT)


def page_words(request: AnyRequest) -> Words:
    """The words of the pages, in the visitor's language."""
    return words(language_of(request), "app.web")
