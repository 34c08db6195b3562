"""How a page is made: template, words of the visitor's language, and the links every page has."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from litestar.datastructures import Cookie
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Template
from litestar.template import TemplateConfig
from markupsafe import Markup

from app.report.html import TEMPLATES
from app.report.words import LANGUAGES, words
from app.web import static_files
from app.web.languages import COOKIE, language_of, page_words
from app.web.visitor import AnyRequest

A_YEAR = 365 * 24 * 3600


def template_config() -> TemplateConfig[JinjaTemplateEngine]:
    """Templates of the pages and of the report; everything in them is escaped, nothing missing goes unseen."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("app.web"), TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["commands"] = commands
    environment.globals["static"] = lambda name: f"{static_files.root()}/{name}"
    return TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment))


def page(request: AnyRequest, template: str, *, status_code: int = 200, **context: Any) -> Template:
    """One page in the visitor's language; remembers a language chosen with `?lang=`."""
    language = language_of(request)
    chosen = request.query_params.get("lang") in LANGUAGES
    return Template(
        template_name=template,
        status_code=status_code,
        cookies=[Cookie(key=COOKIE, value=language, max_age=A_YEAR, samesite="lax", httponly=True)] if chosen else [],
        context={
            "words": page_words(request),
            "terms": words(language),
            "role": request.scope.get("user"),
            "path": request.scope["path"],
            "in_language": {tag: _here(request, {"lang": tag}) for tag in LANGUAGES},
            **context,
        },
    )


def commands(text: str) -> Markup:
    """What stands between backticks as code; everything is escaped."""
    parts = str(text).split("`")
    return Markup("").join(Markup("<code>{}</code>").format(p) if n % 2 else p for n, p in enumerate(parts))


def _here(request: AnyRequest, changed: Mapping[str, str]) -> str:
    """This page's address with some of its query changed; a key never stays in an address."""
    kept = {name: value for name, value in request.query_params.dict().items() if name != "token"}
    flat = [(name, value) for name, values in kept.items() if name not in changed for value in values]
    return f"?{urlencode([*flat, *changed.items()])}"
