"""The OpenAPI page, with its assets served from here and no inline script."""

from typing import Any

from litestar import Router
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin, OpenAPIRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme

from app.web import static_files
from app.web.guards import EVERYONE, allow
from app.web.visitor import AnyRequest

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Samsyn API</title>
<link rel="icon" href="{root}/icon.svg">
<link rel="stylesheet" href="{root}/swagger/swagger-ui.css">
</head>
<body>
<div id="api" data-description="{description}"></div>
<script src="{root}/swagger/swagger-ui-bundle.js" defer></script>
<script src="{root}/api.js" defer></script>
</body>
</html>
"""


class ApiPage(OpenAPIRenderPlugin):
    """Swagger UI from our own files; Litestar's own page loads it from a CDN and starts it inline."""

    def __init__(self) -> None:
        super().__init__(path="/")

    def render(self, request: AnyRequest, openapi_schema: dict[str, Any]) -> bytes:  # noqa: ARG002 - fetched by the page
        """The page; it reads the description from its own address."""
        return _PAGE.format(root=static_files.root(), description=self.get_openapi_json_route(request)).encode()


def openapi_config(version: str) -> OpenAPIConfig:
    """Describe the API at `/schema`, for those with a key."""
    return OpenAPIConfig(
        title="Samsyn",
        version=version,
        description="A feedback loop between sales and marketing: ask for a pitch, read the gaps, hand in documents.",
        components=Components(security_schemes={"key": SecurityScheme(type="http", scheme="bearer")}),
        security=[{"key": []}],
        openapi_router=Router(path="/schema", route_handlers=[], guards=[allow(*EVERYONE)], include_in_schema=False),
        render_plugins=[ApiPage(), JsonRenderPlugin(path="/openapi.json")],
        use_handler_docstrings=False,
    )
