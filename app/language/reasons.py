"""Why a pair was decided as it was: one sentence with both quotes, in both languages; quotes stay in their own."""

from app.domain.gap import Reason
from app.language.stances import Attribute
from app.language.statements import shortened

_SENTENCES = {
    "opposed": (
        "”{official}” och ”{field}” kan inte båda gälla ({sv}).",
        "“{official}” and “{field}” cannot both hold ({en}).",
    ),
    "denied": (
        "”{field}” förnekar med samma ord det som ”{official}” säger.",
        "“{field}” denies in the same words what “{official}” says.",
    ),
    "refuted": (
        "”{official}” och ”{field}” går inte ihop: det ena nekar det som det andra tar för givet.",
        "“{official}” and “{field}” do not go together: one denies what the other takes for granted.",
    ),
    "figures": (
        "”{official}” och ”{field}” mäter samma sak, och skillnaden är större än toleransen.",
        "“{official}” and “{field}” measure the same thing, and differ by more than the tolerance.",
    ),
    "model": (
        "Den lokala modellen läser ”{official}” och ”{field}” så att inte båda kan vara sanna.",
        "The local model reads “{official}” and “{field}” as statements that cannot both be true.",
    ),
    "llm": (
        "Språkmodellen läser ”{official}” och ”{field}” så att inte båda kan vara sanna{said}",
        "The language model reads “{official}” and “{field}” as statements that cannot both be true{said}",
    ),
    "human": (
        "En människa ({who}) har läst ”{official}” och ”{field}” och avgjort att inte båda kan vara sanna.",
        "A person ({who}) has read “{official}” and “{field}” and decided that they cannot both be true.",
    ),
}


def opposed(official: str, field: str, attribute: Attribute) -> Reason:
    """Two positions on one attribute."""
    return _reason("opposed", official, field, sv=attribute.name("sv"), en=attribute.name("en"))


def denied(official: str, field: str) -> Reason:
    """The same words with a negation."""
    return _reason("denied", official, field)


def refuted(official: str, field: str) -> Reason:
    """What one denies the other affirms, in other words."""
    return _reason("refuted", official, field)


def figures(official: str, field: str) -> Reason:
    """Arithmetic."""
    return _reason("figures", official, field)


def by_model(official: str, field: str) -> Reason:
    """The local model says no more than that."""
    return _reason("model", official, field)


def by_llm(official: str, field: str, said: str) -> Reason:
    """`said` is the language model's own sentence, in whatever language it wrote it; it may be empty."""
    return _reason("llm", official, field, said=f": {said}" if said else ".")


def by_human(official: str, field: str, who: str) -> Reason:
    """`who` looked."""
    return _reason("human", official, field, who=who)


def _reason(name: str, official: str, field: str, **more: str) -> Reason:
    quotes = {"official": shortened(official), "field": shortened(field)}
    sv, en = (sentence.format(**quotes, **more) for sentence in _SENTENCES[name])
    return Reason(sv, en)
