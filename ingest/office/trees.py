"""XML of an Office file to trees: no entity is resolved and nothing fetched."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)


def parsed(data: bytes) -> Any:
    """Return the tree of a part; raises `lxml.etree.XMLSyntaxError` if it is no XML."""
    return etree.fromstring(data, _SAFE)


def related(part: Any, *kinds: str) -> Iterator[Any]:
    """Yield the trees of the parts that `part` is related to in a way that ends in one of `kinds`: "/comments"."""
    for relation in part.rels.values():
        if relation.reltype.endswith(kinds):
            yield parsed(relation.target_part.blob)
