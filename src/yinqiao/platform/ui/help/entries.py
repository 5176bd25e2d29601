"""The registry of help: every entry stands under ``<source>.<name>``, so that keys of two rooms never meet."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.errors import NotFound
from yinqiao.platform.registry import Registry
from yinqiao.platform.ui.texts import Text


@dataclass(frozen=True, slots=True)
class HelpEntry:
    """What one field or figure means, in the language of the page; an empty part is left out.

    `source` is the system and table, `owner` the department that answers for it, `rule` a regulation or setting behind it, `term`
    the identifier of a word of the glossary, `url` where more of it is.
    """

    key: str
    title: str
    meaning: str = ""
    formula: str = ""
    source: str = ""
    owner: str = ""
    unit: str = ""
    rule: str = ""
    term: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class HelpSource:
    """Entries of one kind. `title` is an English msgid; without the `permission` nobody reads them ("": all who are signed in).

    `entries` gives all of them by name, in the language of the page. `names` are known at start; None: they live in the database.
    """

    key: str
    title: Text
    permission: str
    entries: Callable[[], Mapping[str, HelpEntry]]
    names: frozenset[str] | None = None

    def may_see(self, actor: Actor) -> bool:
        """Tell whether the actor reads these entries."""
        return not self.permission or actor.can(self.permission)


sources: Registry[HelpSource] = Registry("help")


def has_words(key: str) -> bool:
    """Tell whether somebody wrote words under this key; asks no database."""
    prefix, _dot, name = key.partition(".")
    found = sources.find(prefix)
    return found is not None and found.names is not None and name in found.names


def entry(key: str, *, actor: Actor) -> HelpEntry:
    """Return one entry; raise NotFound for an unknown one and for one that the actor may not read."""
    prefix, _dot, name = key.partition(".")
    source = sources.find(prefix)
    if source is None or not source.may_see(actor):
        raise NotFound(_("There is no help on this."))
    rows = source.entries()
    if not rows:
        return HelpEntry(
            key, _(str(source.title)), _("The words come with the first nightly batch.")
        )
    if name not in rows:
        raise NotFound(_("There is no help on this."))
    return rows[name]


def entries_for(actor: Actor, *, text: str = "") -> list[tuple[HelpSource, list[HelpEntry]]]:
    """Return what the actor may read, by source; with `text` only entries that hold it."""
    wanted = text.casefold()
    found = []
    for source in sources.values():
        if source.may_see(actor):
            rows = [row for row in source.entries().values() if _holds(row, wanted)]
            if rows:
                found.append((source, rows))
    return found


def _holds(row: HelpEntry, wanted: str) -> bool:
    parts = (row.title, row.meaning, row.formula, row.rule, row.source)
    return any(wanted in part.casefold() for part in parts)
