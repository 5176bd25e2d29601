"""The library: every script with its newest words and what came of using it. No customer is named."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from yinqiao.customers.choices import Tier
from yinqiao.insights import queries as insights
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.scope import counting_all
from yinqiao.platform.errors import NotFound
from yinqiao.platform.i18n.codes import label
from yinqiao.products.choices import ProductClass
from yinqiao.sales.scripts import policies, rules
from yinqiao.sales.scripts.choices import Appetite, Objection, Show, State
from yinqiao.sales.scripts.models import Script, ScriptVersion

# Interested: the customer said what she needs, or more came of it.
_COUNT: Final = """
select v.script_id, count(*),
    count(*) filter (where u.is_reached or exists (
        select 1 from sales_step s where s.opportunity_id = u.opportunity_id and s.act = 'CONTACTED' and s.at >= u.at)),
    count(*) filter (where o.state in ('NEEDS', 'PROPOSED', 'PROCESSING', 'WON')),
    count(*) filter (where o.state = 'WON')
from scripts_use u join scripts_version v on v.id = u.version_id join sales_opportunity o on o.id = u.opportunity_id
where v.script_id = any(%s) group by v.script_id
"""


@dataclass(frozen=True, slots=True)
class Results:
    """How often it was used, and how many of those were reached, interested, won."""

    used: int = 0
    reached: int = 0
    interested: int = 0
    won: int = 0


@dataclass(frozen=True, slots=True)
class ScriptFilter:
    """What the library is limited to; empty values filter nothing."""

    show: str = ""
    q: str = ""
    product_class: str = ""
    tier: str = ""
    objection: str = ""
    appetite: str = ""


@dataclass(frozen=True, slots=True)
class ScriptRow:
    """One script with the words that are used, or else the newest."""

    id: int
    version: int
    code: str
    title: str
    fits: str
    text: str
    number: int
    effective_from: date
    expires_on: date
    state: str
    state_label: str
    is_in_use: bool
    used: int
    reached: int
    interested: int
    won: int


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version."""

    number: int
    text: str
    state_label: str
    effective_from: date
    expires_on: date
    written_by: str
    written_at: datetime
    reviewed_by: str
    reviewed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ScriptCard:
    """A script with all its versions, and what may be done."""

    row: ScriptRow
    versions: tuple[VersionLine, ...]
    values: dict[str, object]
    can_edit: bool
    can_withdraw: bool


def script_list(*, wanted: ScriptFilter, on: date) -> QuerySet[Script]:
    """Return the scripts that match, for who may read them."""
    exact = {
        name: getattr(wanted, name)
        for name in ("product_class", "tier", "objection", "appetite")
        if getattr(wanted, name)
    }
    rows = Script.objects.filter(**exact)
    if wanted.q:
        words = ScriptVersion.objects.filter(script_id=OuterRef("pk"), text__contains=wanted.q)
        rows = rows.filter(Q(title__contains=wanted.q) | Exists(words))
    versions = ScriptVersion.objects.filter(script_id=OuterRef("pk"))
    used = Exists(versions.filter(state=State.APPROVED, effective_from__lte=on, expires_on__gte=on))
    waits = Exists(versions.filter(state=State.WAITING))
    found = {
        Show.IN_USE: rows.filter(used),
        Show.WAITING: rows.filter(waits),
        Show.EXPIRED: rows.filter(~used, ~waits),
        Show.ANY: rows,
    }
    return found[Show(wanted.show or Show.IN_USE)]


def script_rows(rows: Iterable[Script], *, actor: Actor, on: date) -> list[ScriptRow]:
    """Return the read models of one page, in three queries."""
    found = list(rows)
    ids = [row.pk for row in found]
    versions: dict[int, list[ScriptVersion]] = {}
    for one in ScriptVersion.objects.filter(script_id__in=ids).order_by("-number"):
        versions.setdefault(one.script_id, []).append(one)
    results = _results(ids, actor)
    tags = dict(insights.tag_filter_choices(actor)) if any(row.tag for row in found) else {}
    return [
        _row(row, versions[row.pk], results.get(row.pk, Results()), tags=tags, on=on)
        for row in found
        if row.pk in versions
    ]


def script_card(*, actor: Actor, script_id: int, on: date) -> ScriptCard:
    """Return one script; raise NotFound."""
    found = Script.objects.filter(pk=script_id).first()
    if found is None:
        raise NotFound(_("There is no such entry."))
    (row,) = script_rows([found], actor=actor, on=on)
    versions = list(found.versions.order_by("-number"))
    can_edit = actor.can(policies.EDIT)
    names = ("code", "title", "product_class", "tier", "objection", "appetite", "tag")
    return ScriptCard(
        row=row,
        versions=tuple(_version(one) for one in versions),
        values={name: getattr(found, name) for name in names} | {"text": versions[0].text},
        can_edit=can_edit and all(one.state != State.WAITING for one in versions),
        can_withdraw=can_edit and any(one.state == State.APPROVED for one in versions),
    )


def script_label(*, script_id: int) -> str:
    """Return what it is called, or nothing."""
    return Script.objects.filter(pk=script_id).values_list("title", flat=True).first() or ""


def is_there(*, script_id: int) -> bool:
    """Tell whether there is such a script."""
    return Script.objects.filter(pk=script_id).exists()


def _results(ids: list[int], actor: Actor) -> dict[int, Results]:
    """Count over the whole bank: a figure names nobody."""
    with counting_all(actor), connection.cursor() as cursor:
        cursor.execute(_COUNT, [ids])
        return {row[0]: Results(*map(int, row[1:])) for row in cursor.fetchall()}


def _row(
    row: Script,
    versions: list[ScriptVersion],
    results: Results,
    *,
    tags: dict[str, str],
    on: date,
) -> ScriptRow:
    in_use = [one for one in versions if _is_in_use(one, on)]
    shown = in_use[0] if in_use else versions[0]
    return ScriptRow(
        id=row.pk,
        version=row.version,
        code=row.code,
        title=row.title,
        fits=_fits(row, tags),
        text=shown.text,
        number=shown.number,
        effective_from=shown.effective_from,
        expires_on=shown.expires_on,
        state=shown.state,
        state_label=_state(shown, on),
        is_in_use=bool(in_use),
        used=results.used,
        reached=results.reached,
        interested=results.interested,
        won=results.won,
    )


def _is_in_use(one: ScriptVersion, on: date) -> bool:
    is_now = rules.is_in_force(on, since=one.effective_from, until=one.expires_on)
    return one.state == State.APPROVED and is_now


def _state(one: ScriptVersion, on: date) -> str:
    if one.state != State.APPROVED:
        return label(State, one.state)
    if one.expires_on < on:
        return _("Expired")
    return _("In use") if one.effective_from <= on else _("Not yet in use")


def _fits(row: Script, tags: dict[str, str]) -> str:
    parts = (
        label(ProductClass, row.product_class) if row.product_class else "",
        label(Appetite, row.appetite) if row.appetite else "",
        label(Tier, row.tier) if row.tier else "",
        tags.get(row.tag, row.tag),
        label(Objection, row.objection) if row.objection else "",
    )
    return " · ".join(part for part in parts if part) or _("Everybody")


def _version(one: ScriptVersion) -> VersionLine:
    return VersionLine(
        number=one.number,
        text=one.text,
        state_label=label(State, one.state),
        effective_from=one.effective_from,
        expires_on=one.expires_on,
        written_by=one.written_by_name,
        written_at=one.written_at,
        reviewed_by=one.reviewed_by_name,
        reviewed_at=one.reviewed_at,
    )
