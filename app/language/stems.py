"""Words reduced to what can be compared: stems, without the words that carry nothing."""

import functools
import re
import threading

import Stemmer

from app.language.glossary import concepts_of

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STEMMERS = {"sv": Stemmer.Stemmer("swedish", 0), "en": Stemmer.Stemmer("english", 0)}
_LOCK = threading.Lock()  # a Snowball stemmer keeps its state while it works
STOP = frozenset(
    # Swedish
    "och att det som är inte på för med av den till om har vi de ett en i så men kan var när hur vad ska skall skulle "
    "från eller också bara mycket redan efter utan mot där jag ni hos ej o sa säger säga får fick vill deras våra vår "
    "vårt alla något några ingen inga måste man sig sin sitt sina han hon dem denna detta dessa då nu här blir bli "
    "blev vara varit hade ha er ert era oss mig dig du min mitt mina din än under över vid upp ut in ner fram ju nog "
    "väl väldigt samt via per ca cirka ngt ngn nån nåt enl pga osv mm mfl tex bl kund kunden kunder kundens gör göra "
    "går gå kommer komma tar ta ger ge finns finnas även hela varje mer mest mindre andra annan annat själv själva "
    # English
    "the and to of is in that it for you was on are with as they be at this have from or had by not but what all were "
    "when we there can an a your which their said if will do does did done how them about would says say who no has "
    "our out up than so just still only w i me my he she his her its it's us been being into over under also any some "
    "very more most much many other own same too then these those such get gets got go goes going make makes made "
    "customer customers client clients per via after before during while each every both between because re ve ll s t "
    "don't doesn't didn't isn't aren't wasn't can't won't".split()
)


@functools.lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the Snowball stem of one lowercase word."""
    with _LOCK:
        return str(_STEMMERS[language].stemWord(word))


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case, in order."""
    return [w.casefold() for w in WORD.findall(text)]


def terms(text: str, language: str) -> frozenset[str]:
    """Return the content stems of `text`: no function words, no bare numbers, nothing shorter than two letters."""
    return frozenset(stem(w, language) for w in words(text) if w not in STOP and len(w) > 1 and not w.isdigit())


def index_tokens(text: str) -> list[str]:
    """Return what the lexical index holds for `text`, passages and questions alike.

    Stems in both languages (a note may mix them), numbers as they are, and the glossary's concepts as `§price`,
    which is what lets a Swedish question find English material.
    """
    tokens: list[str] = []
    for word in words(text):
        if word in STOP:
            continue
        swedish, english = stem(word, "sv"), stem(word, "en")
        tokens.append(swedish)
        if english != swedish:
            tokens.append(english)
    tokens.extend(f"§{concept}" for concept in sorted(concepts_of(text)))
    return tokens
