"""A person's own views of lists: save, rename, open with, remove, take back."""

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from yinqiao.platform.actor import Actor
from yinqiao.platform.audit import Sensitive, Unit, use_case
from yinqiao.platform.db.refs import ObjectRef
from yinqiao.platform.errors import InvalidInput, NotFound, StaleVersion
from yinqiao.platform.masking.rules import FieldClass
from yinqiao.platform.ui import queries, rules
from yinqiao.platform.ui.models import SavedView
from yinqiao.platform.ui.queries import ViewCard
from yinqiao.platform.ui.requests import SignInNeeded

MOST_VIEWS: Final = 30
LONGEST_QUERY: Final = 1000
# Undo is offered for seconds; what was removed longer ago goes for good with the next removal.
KEPT_FOR_UNDO: Final = timedelta(days=1)


@use_case("ui.view-saved", permission=None)
def save_view(
    unit: Unit, *, actor: Actor, now: datetime, page: str, name: str, query: str
) -> ViewCard:
    """Keep the filters, order and columns of `query` under `name`; raises InvalidInput if they must not be kept."""
    owner_id = _owner(actor)
    kept = _checked_query(query)
    if (
        SavedView.objects.filter(owner_id=owner_id, page=page, removed_at=None).count()
        >= MOST_VIEWS
    ):
        message = _("You have {count} views of this list already. Delete one first.")
        raise InvalidInput(message.format(count=MOST_VIEWS))
    row = SavedView(owner_id=owner_id, page=page, query=kept, saved_at=now)
    row.name = _checked_name(name)
    _write(row)
    unit.audit(_ref(row), new={"page": page, **_name(row)}, detail={"keeps": _kept_names(kept)})
    return queries.card(row)


@use_case("ui.view-renamed", permission=None)
def rename_view(
    unit: Unit, *, actor: Actor, now: datetime, view_id: int, version: int, name: str
) -> ViewCard:
    """Give the view another name."""
    row = _locked(actor, view_id)
    if row.version != version:
        raise StaleVersion(
            _("This was changed after you opened it."),
            extra={"differences": {"name": (row.name, name)}, "version": row.version},
        )
    before = _name(row)
    row.name = _checked_name(name)
    _write(row)
    unit.audit(_ref(row), old=before, new=_name(row))
    return queries.card(row)


@use_case("ui.view-default-chosen", permission=None)
def choose_default(
    unit: Unit, *, actor: Actor, now: datetime, view_id: int, is_default: bool
) -> ViewCard:
    """Open the list with this view from now on, or no longer; at most one view of a list is its default."""
    row = _locked(actor, view_id)
    if is_default:
        _defaults_beside(row).update(is_default=False)
    before, row.is_default = row.is_default, is_default
    _write(row)
    unit.audit(_ref(row), old={"is_default": before}, new={"is_default": is_default})
    return queries.card(row)


@use_case("ui.view-removed", permission=None)
def remove_view(unit: Unit, *, actor: Actor, now: datetime, view_id: int) -> ViewCard:
    """Remove the view; `restore_view` takes that back for a while."""
    row = _locked(actor, view_id)
    SavedView.objects.filter(owner_id=row.owner_id, removed_at__lt=now - KEPT_FOR_UNDO).delete()
    row.removed_at = now
    _write(row)
    unit.audit(_ref(row), old={"page": row.page, **_name(row)})
    return queries.card(row)


@use_case("ui.view-restored", permission=None)
def restore_view(unit: Unit, *, actor: Actor, now: datetime, view_id: int) -> ViewCard:
    """Take a removal back. Another default that was chosen since stays the default."""
    row = _locked(actor, view_id, is_removed=True)
    row.removed_at = None
    row.is_default = row.is_default and not _defaults_beside(row).exists()
    _write(row)
    unit.audit(_ref(row), new={"page": row.page, **_name(row)})
    return queries.card(row)


def _owner(actor: Actor) -> int:
    if actor.user_id is None:
        raise SignInNeeded(_("Please sign in."))
    return actor.user_id


def _checked_query(query: str) -> str:
    kept = rules.kept_query(query)
    if not kept:
        raise InvalidInput(_("Nothing to save yet: set a filter, an order or columns first."))
    if rules.searches_for_number(kept):
        raise InvalidInput(
            _(
                "A search for a phone, certificate or account number must not be saved. Clear the search field, then save."
            )
        )
    if len(kept) > LONGEST_QUERY:
        raise InvalidInput(_("This filter is too long to be saved."))
    return kept


def _checked_name(name: str) -> str:
    if rules.holds_number(name):
        text = _("A name must not hold a phone, certificate or account number.")
        raise InvalidInput(text, fields={"name": text})
    return name.strip()


def _locked(actor: Actor, view_id: int, *, is_removed: bool = False) -> SavedView:
    """Return the actor's view, locked after all her views of that list; raise NotFound for an absent or foreign one."""
    own = SavedView.objects.filter(owner_id=_owner(actor))
    page = own.filter(pk=view_id).values("page")
    rows = {row.pk: row for row in own.filter(page__in=page).order_by("pk").select_for_update()}
    row = rows.get(view_id)
    if row is None or (row.removed_at is not None) != is_removed:
        raise NotFound(_("There is no such view."))
    return row


def _defaults_beside(row: SavedView) -> QuerySet[SavedView]:
    beside = SavedView.objects.filter(owner_id=row.owner_id, page=row.page, removed_at=None)
    return beside.filter(is_default=True).exclude(pk=row.pk)


def _write(row: SavedView) -> None:
    """Save a new or changed row; the database decides whether its name is free."""
    if row.pk is not None:
        row.version += 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        text = _("You have a view of this name already.")
        raise InvalidInput(text, fields={"name": text}) from None


def _ref(row: SavedView) -> ObjectRef:
    return ObjectRef("ui.saved_view", row.pk)


def _name(row: SavedView) -> dict[str, object]:
    return {"name": Sensitive(FieldClass.FREE_TEXT, row.name)}


def _kept_names(query: str) -> str:
    """Return what the view narrows, without values: a filter may name a customer."""
    return ", ".join(dict.fromkeys(pair.partition("=")[0] for pair in query.split("&")))
