"""Audit verbs as words: ``customers.contact-added`` is "Contact added"; the catalogue holds them under the context "audit verb"."""

from typing import Final

CONTEXT: Final = "audit verb"


def phrase(verb: str) -> str:
    """Return the English words of a verb, which are its msgid."""
    return verb.partition(".")[2].replace("-", " ").capitalize()
