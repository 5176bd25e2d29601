"""Keep the dictionary of tags: add one, change who sets it and how long it holds, retire it."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from yinqiao.insights import policies
from yinqiao.insights.choices import ExpiryPolicy, TagKind, TagSetters
from yinqiao.insights.models import Tag
from yinqiao.insights.services.tags import CRM
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, StaleVersion

_CODE: Final = re.compile(r"[A-Z][A-Z0-9_]{1,39}\Z")
TYPE: Final = "insights.tag"


@dataclass(frozen=True, slots=True)
class TagWords:
    """What the dictionary says of a manual tag; `valid_days` None: it does not end by itself."""

    name: str
    owner: str
    description: str = ""
    setters: str = TagSetters.TEAM
    valid_days: int | None = None


@use_case("insights.tag-defined", permission=policies.EDIT_TAGS)
def define_tag(unit: Unit, *, actor: Actor, now: datetime, code: str, words: TagWords) -> int:
    """Add a manual tag; return its id. Raises InvalidInput for a code that is taken or no code, and for bad words."""
    if text := code_problem(code):
        raise InvalidInput(text, fields={"code": text})
    _check(words)
    row = Tag.objects.create(
        code=code,
        kind=TagKind.MANUAL,
        source=CRM,
        source_key=code,
        known_from=now,
        **_columns(words),
    )
    unit.audit(ObjectRef(TYPE, row.pk), new={"code": code, **asdict(words)})
    return row.pk


@use_case("insights.tag-changed", permission=policies.EDIT_TAGS)
def change_tag(
    unit: Unit, *, actor: Actor, now: datetime, code: str, version: int, words: TagWords
) -> int:
    """Change a manual tag of this system; tags of others are changed there. Raises NotFound, StaleVersion, InvalidInput."""
    row = own_tag(code, version=version)
    _check(words)
    old = asdict(words_of(row))
    for name, value in _columns(words).items():
        setattr(row, name, value)
    row.known_from, row.version = now, row.version + 1
    row.save()
    new = asdict(words)
    changed = [name for name in new if new[name] != old[name]]
    unit.audit(
        ObjectRef(TYPE, row.pk),
        old={name: old[name] for name in changed},
        new={name: new[name] for name in changed},
    )
    return row.pk


@use_case("insights.tag-retired", permission=policies.EDIT_TAGS)
def retire_tag(unit: Unit, *, actor: Actor, now: datetime, code: str, version: int) -> None:
    """Offer it no more; customers who bear it keep it to its end, one of a rule until the next batch. Raises NotFound, StaleVersion."""
    row = own_tag(code, version=version, kind=None)
    row.ended_on, row.known_from, row.version = clock.bank_date(now), now, row.version + 1
    row.is_on = False
    row.save(update_fields=["ended_on", "is_on", "known_from", "version"])
    unit.audit(ObjectRef(TYPE, row.pk), old={"offered": True}, new={"offered": False})


def words_of(row: Tag) -> TagWords:
    """Return what the dictionary says of a tag."""
    return TagWords(row.name, row.owner, row.description, row.setters, row.valid_days)


def code_problem(code: str) -> str:
    """Return why a code cannot be given to a new tag; nothing if it can."""
    if not _CODE.match(code):
        return _("Capital letters, digits and underscores, such as CHILD_SCHOOL.")
    if Tag.objects.filter(code=code).exists():
        return _("This code is taken.")
    return ""


def own_tag(code: str, *, version: int, kind: TagKind | None = TagKind.MANUAL) -> Tag:
    """Return a tag of this system that is offered, locked (None: of either kind); raise NotFound, StaleVersion."""
    rows = Tag.objects.select_for_update().filter(source=CRM)
    rows = rows.filter(kind=kind) if kind else rows
    row = rows.filter(code=code, ended_on__isnull=True).first()
    if row is None:
        raise NotFound(_("There is no such tag, or another system keeps it."))
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"version": row.version, "differences": {}},
        )
    return row


def _check(words: TagWords) -> None:
    if not words.name.strip():
        raise InvalidInput(_("Give it a name."), fields={"name": _("Give it a name.")})
    if words.setters not in TagSetters.values:
        text = _("Choose one of the list.")
        raise InvalidInput(text, fields={"setters": text})


def _columns(words: TagWords) -> dict[str, object]:
    policy = ExpiryPolicy.NEVER if words.valid_days is None else ExpiryPolicy.AFTER_DAYS
    return {**asdict(words), "name": words.name.strip(), "expiry": policy}
