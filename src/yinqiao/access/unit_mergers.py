"""What of access goes along when a unit goes into another (D43): the reach of roles given by hand; those of posts follow the posts."""

from datetime import date

from django.db.models import F, Q, QuerySet

from yinqiao.access.models import RoleAssignment, User
from yinqiao.organization.services import MergerPart, Move, merger_parts


def _in_force(org_id: int, on: date) -> QuerySet[RoleAssignment]:
    return RoleAssignment.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), org_id=org_id
    )


def _given(org_id: int, on: date) -> int:
    return _in_force(org_id, on).count()


def _move(move: Move) -> int:
    """End each on the day and give the same one in the successor: who could read a customer before stays told. Cached actors are void."""
    rows = list(_in_force(move.org_id, move.on).select_for_update().order_by("pk"))
    for row in rows:
        end = row.valid_to
        if row.valid_from < move.on:
            RoleAssignment.objects.filter(pk=row.pk).update(valid_to=move.on)
            row.pk, row.valid_from = None, move.on
        row.org_id, row.valid_to = move.into_id, end
        row.save()
    ids = {row.user_id for row in rows}
    User.objects.filter(pk__in=ids).update(access_version=F("access_version") + 1)
    return len(rows)


def offer() -> None:
    """Register the part."""
    merger_parts.add(
        "access.assignment",
        MergerPart("access.assignment", "Roles given by hand with its reach", 5, _given, _move),
    )
