"""The reasons of a hit in words, for pages and for the file that the matcher alone writes."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.screening.rules import Said

WORDS: Final[Mapping[str, str | Promise]] = {
    "same_name": _("The names are the same."),
    "same_word": _("“%(ours)s” is the same."),
    "like_word": _("“%(ours)s” is written like “%(theirs)s”."),
    "slip": _("The names differ by a slip of the pen."),
    "reading": _("The characters read “%(ours)s”, as “%(theirs)s” is written."),
    "same_sound": _("“%(theirs)s” reads the same (%(ours)s)."),
    "same_look": _("“%(theirs)s” looks almost the same (%(ours)s)."),
    "like_characters": _("“%(ours)s” is written like “%(theirs)s”."),
    "other_order": _("The parts stand in another order."),
    "only_ours": _("“%(ours)s” is not in the listed name."),
    "only_theirs": _("“%(theirs)s” of the listed name is missing."),
    "weak_alias": _("The list itself calls “%(theirs)s” a weak alias."),
    "document": _("The number of a certificate is the same."),
    "birth_day": _("Born on the same day (%(ours)s)."),
    "birth_year": _("Born in the same year (%(theirs)s)."),
    "near_year": _("Born about the same time (%(ours)s and %(theirs)s)."),
    "other_day": _("Born in the same year, on another day (%(ours)s and %(theirs)s)."),
    "other_year": _("Born in another year (%(ours)s and %(theirs)s)."),
    "country": _("The same nationality (%(ours)s)."),
    "other_country": _("Another nationality (%(ours)s and %(theirs)s)."),
    "other_sex": _("Another sex."),
    "other_kind": _("One is a person, the other is none."),
}
"""By code of a reason."""


def sentence(said: Said) -> str:
    """Return one reason in words, with its points where it has any."""
    words = str(WORDS[said.code]) % {"ours": said.ours, "theirs": said.theirs}
    return f"{words} ({said.points:+g})" if said.points else words


def sentences(reasons: Iterable[Said]) -> str:
    """Return all reasons of a hit, one after another."""
    return " ".join(sentence(said) for said in reasons)
