"""What insights tells the timeline: tiers and stages that changed, tiers that were kept, tags that were set and ended."""

from django.utils.translation import gettext as _

from yinqiao.customers import policies as customer_policies
from yinqiao.customers import queries as customers
from yinqiao.customers.choices import Tier
from yinqiao.insights import rules
from yinqiao.insights.models import CustomerTag, History, StandingChange, TierKeep
from yinqiao.insights.queries.standing import change_line
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.db.versions import rows_as_of
from yinqiao.platform.i18n.codes import label
from yinqiao.platform.ui.story import Happening, StoryPart, moment_of, wanted


def standing_told(actor: Actor, part: StoryPart) -> list[Happening]:
    """Return the changes of tier and lifecycle stage, and the tiers kept by decision."""
    is_clear = customers.masker_of(actor).sees_amounts(in_team=part.in_team)
    changes = StandingChange.objects.filter(customer_id__in=part.party_ids)
    keeps = TierKeep.objects.filter(customer_id__in=part.party_ids)
    if part.until is not None:
        changes = changes.filter(changed_on__lte=clock.bank_date(part.until))
        keeps = keeps.filter(granted_at__lte=part.until)
    newest = changes.order_by("-changed_on", "-pk")[: part.limit]
    told = [
        *(_changed(row, is_clear=is_clear) for row in newest),
        *(_kept(row) for row in keeps.order_by("-granted_at", "-pk")[: part.limit]),
    ]
    return wanted(told, part)


def tags_told(actor: Actor, part: StoryPart) -> list[Happening]:
    """Return when tags were set, and when they ended or ran out."""
    rows = customer_policies.scoped(
        CustomerTag.objects.filter(customer_id=part.customer_id).select_related("tag"), actor
    )
    found = (
        list(rows)
        if part.as_of is None
        else rows_as_of(rows, History, customer_id=part.customer_id, as_of=part.as_of)
    )
    told = []
    for row in found:
        ran_out = rules.ends_on(row.since, until=row.until, valid_days=row.tag.valid_days)
        end = row.ended_on or ran_out
        told.append(_tag(row, _("Tag set"), is_end=False))
        if end is not None and end <= part.today:
            told.append(_tag(row, _("Tag ended"), is_end=True))
    return wanted(told, part)


def _changed(row: StandingChange, *, is_clear: bool) -> Happening:
    line = change_line(row, sees_amounts=is_clear)
    icon = {True: "trending-up", False: "trending-down", None: "recycle"}[line.is_up]
    return Happening(
        at=moment_of(row.changed_on),
        id=row.pk * 2,
        icon=icon,
        title=_("{kind} changed").format(kind=line.kind_label),
        text=line.reason,
        facts=(f"{line.old} → {line.new}",),
        is_day=True,
    )


def _kept(row: TierKeep) -> Happening:
    return Happening(
        at=row.granted_at,
        id=row.pk * 2 + 1,
        icon="shield-check",
        title=_("Tier kept by decision"),
        text=row.reason,
        facts=(
            label(Tier, row.tier),
            _("until {day}").format(day=row.until_on.isoformat()),
        ),
        who=row.granted_by_name,
        staff_id=row.granted_by_id,
    )


def _tag(row: CustomerTag, title: str, *, is_end: bool) -> Happening:
    day = row.since
    if is_end:
        ran_out = rules.ends_on(row.since, until=row.until, valid_days=row.tag.valid_days)
        day = row.ended_on or ran_out or row.since
    return Happening(
        at=moment_of(day),
        id=row.pk * 2 + is_end,
        icon="tag",
        title=title,
        text=row.tag.name,
        who="" if is_end else row.set_by,
        is_day=True,
    )
