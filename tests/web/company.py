"""A small company in files: enough for every kind of gap, a promise only some may see, and a note that attacks."""

from pathlib import Path

HOSTILE = (
    "<script>document.title='owned'</script> [click](javascript:document.title='owned') "
    "<img src=x onerror=\"document.title='owned'\">"
)

OFFICIAL = {
    "prices.md": """---
title: Price list 2026
product: Kairos
owner: Lena
date: 2026-01-10
---
# Prices
Kairos Team costs SEK 490 per user and month, excluding VAT. The trial lasts 30 days.

# Synchronisation
Kairos syncs calendars in real time.
""",
    "deck.md": """---
title: Sales deck 2026
product: Kairos
date: 2026-02-01
---
# Try it
The trial lasts 14 days.

# Why
Kairos gives every planner five hours a week back.
""",
    "start.md": """---
title: Startsida
product: Kairos
language: sv
date: 2026-03-01
---
# Tid
Kairos ger varje planerare fem timmar i veckan tillbaka. Kairos Team kostar 490 kr per användare och månad.
""",
}

FIELD = {
    "acme.md": """---
title: Call with Acme
account: Acme
rep: Eva
date: 2026-11-16
---
I quoted SEK 550 per user and month for Kairos Team and they did not blink.
The customer objected: we already have Outlook, why should we pay for this?
""",
    "beta.md": """---
title: Call with Beta
account: Beta
rep: Olle
date: 2026-11-17
---
Quoted SEK 550 per user and month for Kairos Team.
Customer said: we already have Outlook, why should we pay for this?
""",
    "core.md": """---
title: Call with Core
account: Core
rep: Eva
date: 2026-11-18
---
I promised them that single sign-on will be delivered in Q3 2027.
""",
    "dora.md": f"""---
title: Call with Dora {HOSTILE}
account: Dora
rep: Olle
date: 2026-11-18
---
I quoted SEK 550 per user and month for Kairos Team {HOSTILE}.
""",
}


def write(folder: Path) -> Path:
    """Write the company's files into `folder`/official and `folder`/field."""
    for origin, files in (("official", OFFICIAL), ("field", FIELD)):
        (folder / origin).mkdir(parents=True)
        for name, text in files.items():
            (folder / origin / name).write_text(text, encoding="utf-8")
    return folder
