"""What mail programs, servers and lawyers add to a mail, and how people end one, in the languages of our customers.

One pattern a line. Each is about the mail itself: "SSO is only intended for Enterprise" is what somebody said.
"""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


NAME = r"[^\W\d_][\w.'’-]{0,30}(?:\s[^\W\d_][\w.'’-]{0,30}){0,3}"
"""One to four words, such as a person's name."""
_GREETINGS = _any(
    r"(?:med\s)?(?:vänliga?|bästa|varma|hjärtliga|trevliga)\shälsning(?:ar)?",
    r"hälsningar|m\.?\s?v\.?\s?h\.?|vh|allt gott",
    r"tack(?:\spå\sförhand)?",
    r"(?:with\s)?(?:(?:best|kind|warm|many)\s)?regards",
    r"(?:(?:all the|my)\s)?best(?:\swishes)?",
    r"sincerely(?:\syours)?|cheers|br",
    r"(?:many\s)?thanks(?:\sin\sadvance)?|thank you",
    r"(?:med\s)?venn?lig(?:e)?\shils(?:en|ner)|ystävällisin terveisin|mit freundlichen grüßen|viele grüße",
)
GREETING = re.compile(rf"(?i:{_GREETINGS.pattern})(?P<mark>[,!.\s/–-]{{0,4}})(?P<name>{NAME})?[.,!]?\s*")
THANKS = _any("tack", "thank", "many thanks", "cheers", "(?:all the |my )?best", "br")
"""Begins a sentence as well as a signature: only a mark or the end of the line makes it the latter."""
BY = re.compile(rf"\s{{0,3}}/{{1,2}}\s?{NAME}\s*")
"""`/Anna`, as Swedes sign."""
DEVICE = _any(
    r"\s{0,3}(?:skickat|skickades|sent|sendt|gesendet)\s(?:från|from|fra|von|via)"
    r"\s(?:min|my|mitt|meinem|outlook|mail|yahoo|samsung)\b.{0,80}",
    r"\s{0,3}(?:hämta|skaffa|get|hent)\soutlook\s(?:för|for|til)\s.{0,60}",
    r"\s{0,3}<?https://aka\.ms/\S{1,60}\s{0,3}",
)
FOOTER = _any(
    r"intended (?:(?:only|solely|exclusively) )?for the (?:use|addressee|recipient|person|named|individual|sole)",
    r"intended recipient",
    r"(?:only|solely) for the (?:use of|addressee|named|intended)",
    r"(?:avsett|avsedd|avsedda) (?:(?:endast|enbart) )?för (?:adressat|mottagar)",
    r"(?:endast|enbart) (?:avsett |avsedd |avsedda )?för (?:adressat|mottagar)",
    r"(?:endast|enbart) (?:avsett |avsedd |avsedda )?för den (?:eller de|person|som det|som e-post)",
    r"(?:inte|ej) är (?:den )?(?:rätt|avsedda?e?) mottagare",
    r"may contain (?:confidential|privileged)|kan innehålla (?:konfidentiell|sekretess)",
    r"virus-free",
    r"(?:scanned|checked|kontrollerat|kontrollerad) (?:for|by|av|för) .{0,30}(?:virus|avast|avg|mcafee|norton)",
    r"environment before printing|miljön innan du skriver ut",
    r"(?:läs|read|information) .{0,60}(?:behandlar .{0,30}personuppgifter|process .{0,30}personal data)",
)
OF_ITSELF = _any(
    r"(?:this|the|any|detta|denna|dessa)\s(?:\w+\s){0,2}(?:e-?mail|message|communication|mail|mejl|meddelande|e-post)",
    r"intended recipient|rätt mottagare",
    r"virus|print|skriver ut",
    r"(?:läs|read|information) .{0,60}(?:personuppgifter|personal data)",
)
"""What parts a footer from a sentence: "Reports may contain confidential data" is about something else."""
OPENS_FOOTER = _any(
    r"[\s*_]{0,6}(?:this|the (?:information|content)|if you|please consider|read|confidential|disclaimer|notice)",
    r"[\s*_]{0,6}(?:detta|denna|informationen|innehållet|om du|tänk på|läs|konfidentiell|sekretess)",
    r"[\s*_]{0,6}(?:important|viktig|obs|e-post|virus)",
)
WARNING = _any(
    r"[\s*\[_]{0,6}(?:caution|warning|varning)\b.{0,60}(?:external|extern|outside|utanför|utifrån)",
    r"\s{0,3}[\[*]{1,4}extern(?:al|a|t)?\b(?: e-?mail| sender| e-post| avsändare)?[\]*:]{1,4}\s{0,3}$",
    r"this (?:e-?mail|message) (?:has )?(?:originated|came|comes|was sent) from .{0,20}outside",
    r"(?:detta|det här) (?:mejle?t?|(?:e-post)?meddelandet?) (?:kommer|kom|har skickats|skickades) (?:från|utifrån)",
    r"(?:please )?(?:do not|don't) click (?:on )?(?:any )?(?:links|attach)|klicka inte på (?:länkar|bilagor)",
    r"you don't often get e?-?mail from|du får inte ofta e-post från",
)
"""What a server puts above the text of a mail from outside; a line of the text does not begin so."""
REACH = _any(
    r"@|https?://|www\.",
    r"\+?\d[\d ()/.-]{5,}\d",
    r"(?:tel|tfn|mob|mobil|phone|direkt|växel|fax|org\.? ?nr)\b",
)
"""What a line holds that says how to reach somebody."""
PICTURE = _any(r"\[cid:[^\]\n]{1,200}\]", r"\[(?:image|bild):? ?[^\]\n]{0,200}\]")
