"""Who of a mail's people is the customer, and who the seller.

We do not know our own domain. What is certain: people who share one company's domain write to each other inside it; a
mail passed on comes from our side, and what it passes on from theirs; so does, the other way round, what lies in a
folder of sent mail. Otherwise the sender's company is taken for the customer, as a guess that a file's or folder's
name overrules, and no one for the seller. Not known: a customer who writes from a free mail service, a seller's sent
mail outside such a folder (taken for one from a customer of the seller's own company's name), a mail that a customer
passed on to us, a consultant who writes for the customer, companies with several domains.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import getaddresses

from ingest import vocabulary

_SECOND = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "ltd", "plc"})
_ROBOT = re.compile(
    r"(?:no|do.?not|inte).?(?:reply|svara)|notif|mailer|daemon|bounce|newsletter|nyhetsbrev|postmaster", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Person:
    """A correspondent: `name` as shown to a reader, `address` in lower case; each empty when not known."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """The part of the address that is the company's: `mail.berg.co.uk` → `berg.co.uk`."""
        parts = self.address.rpartition("@")[2].split(".")
        second = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SECOND  # noqa: PLR2004 - co.uk
        return ".".join(parts[-3 if second else -2 :]) if len(parts) > 1 else ""

    @property
    def company(self) -> str:
        """`foo-bar.se` → `Foo Bar`; empty for a free mail service and for senders that are programs."""
        label = self.domain.partition(".")[0]
        if not label or label in vocabulary.words("free_mail") or _ROBOT.search(self.address.partition("@")[0]):
            return ""
        return " ".join(word.capitalize() for word in re.split(r"[-_]+", label) if word)


@dataclass(frozen=True, slots=True)
class Sides:
    """What the addresses tell: the seller for sure, the customer as a guess."""

    rep: str = ""
    account: str = ""


def people(*values: str) -> list[Person]:
    """Return the people of address headers: `"Berg, Anna" <anna@berg.se>, lars@berg.se`."""
    return [_person(name, address) for value in values for name, address in _pairs(value) if name or address]


def _pairs(value: str) -> list[tuple[str, str]]:
    """Names and addresses. Outlook's `Anna Berg [mailto:anna@berg.se]` has both, its `Anna Berg` only one."""
    value = re.sub(r"\[mailto:([^\]\s]{1,200})\]", r"<\1>", value)
    if "@" not in value:
        return [(name.strip(" <>"), "") for name in value.split(";")]
    return getaddresses([value])


def sides(
    sender: Person, recipients: Sequence[Person], passed_on: Person | None = None, *, sent: bool = False
) -> Sides:
    """Return seller and customer of a mail.

    Args:
        sender: Who wrote it.
        recipients: Who got it.
        passed_on: Who wrote the mail that this one passes on, if it does.
        sent: Whether it lies in a folder of sent mail.
    """
    others = {one.domain: one.company for one in recipients if one.domain}
    if passed_on and passed_on.domain and passed_on.domain != sender.domain:
        return Sides(sender.name, passed_on.company)
    if sender.company and set(others) == {sender.domain}:
        return Sides(sender.name)
    if sent:
        companies = {company for domain, company in others.items() if company and domain != sender.domain}
        return Sides(sender.name, companies.pop() if len(companies) == 1 else "")
    return Sides() if passed_on and not passed_on.domain else Sides(account=sender.company)


def _person(name: str, address: str) -> Person:
    """`Berg, Anna` is `Anna Berg`, `anna.berg@x.se` without a name too; `info@x.se` has none."""
    address = address.strip("<>' ").lower()
    name = " ".join(name.strip("'\" ").split())
    if "@" in name:
        name = ""
    if re.fullmatch(r"[^,]{1,40},\s?[^,]{1,40}", name):
        last, _, first = name.partition(",")
        name = f"{first.strip()} {last.strip()}"
    words = re.fullmatch(r"([^\W\d_]{2,20})\.([^\W\d_]{2,20})", address.partition("@")[0])
    if not name and words:
        name = f"{words[1].capitalize()} {words[2].capitalize()}"
    return Person(name, address if "@" in address else "")
