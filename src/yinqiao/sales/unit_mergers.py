"""What of sales goes along when a unit goes into another (D43): open leads and opportunities; targets and reports follow the people."""

from datetime import date

from django.db.models import F

from yinqiao.organization.services import AT_A_TIME, MergerPart, Move, merger_parts
from yinqiao.sales.leads.models import Lead
from yinqiao.sales.models import Opportunity, Target


def _open(org_id: int, _on: date) -> int:
    return Opportunity.objects.filter(org_id=org_id, closed_at__isnull=True).count()


def _move(move: Move) -> int:
    """What is closed stays where it was won or lost."""
    rows = Opportunity.objects.filter(org_id=move.org_id, closed_at__isnull=True).order_by("pk")
    ids = list(rows.select_for_update().values_list("pk", flat=True)[:AT_A_TIME])
    return Opportunity.objects.filter(pk__in=ids).update(
        org_id=move.into_id, version=F("version") + 1
    )


def _targets(org_id: int, on: date) -> int:
    return Target.objects.filter(staff__org_id=org_id, month__gte=on.replace(day=1)).count()


def _open_leads(org_id: int, _on: date) -> int:
    return Lead.objects.filter(org_id=org_id, closed_at__isnull=True).count()


def _move_leads(move: Move) -> int:
    rows = Lead.objects.filter(org_id=move.org_id, closed_at__isnull=True).order_by("pk")
    ids = list(rows.select_for_update().values_list("pk", flat=True)[:AT_A_TIME])
    return Lead.objects.filter(pk__in=ids).update(org_id=move.into_id, version=F("version") + 1)


def offer() -> None:
    """Register the parts."""
    merger_parts.add(
        "leads.lead", MergerPart("leads.lead", "Open leads", 29, _open_leads, _move_leads)
    )
    merger_parts.add(
        "sales.opportunity",
        MergerPart("sales.opportunity", "Open opportunities", 30, _open, _move),
    )
    merger_parts.add(
        "sales.target",
        MergerPart("sales.target", "Targets of its people from this month on", 31, _targets),
    )
