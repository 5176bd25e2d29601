"""Numbers to ids and ids to names, for other rooms."""

from collections.abc import Collection, Iterable
from typing import Final

import polars as pl
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Subquery

from yinqiao.organization.models import BusinessLine, Org, Staff, TreeStamp
from yinqiao.platform.kept import KeptById

KEEP_SECONDS: Final = 10.0
MOST_KEPT: Final = 20_000


def org_ids(codes: Iterable[str]) -> dict[str, int]:
    """Return the ids of the units with these codes; unknown codes are absent."""
    return dict(Org.objects.filter(code__in=set(codes)).order_by().values_list("code", "id"))


def answering_orgs(connection: BaseDatabaseWrapper) -> pl.DataFrame:
    """Return for imports the code of every unit with the id of the unit that answers to it: of one that was merged, the successor."""
    with connection.cursor() as cursor:
        cursor.execute("select code, coalesce(merged_into_id, id) from organization_org")
        rows = cursor.fetchall()
    return pl.DataFrame(rows, schema={"_code": pl.String, "org_id": pl.Int64}, orient="row")


def org_codes(ids: Collection[int]) -> frozenset[str]:
    """Return the codes of these units."""
    return frozenset(Org.objects.filter(id__in=ids).order_by().values_list("code", flat=True))


def org_names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these units (the short one if there is one); a new one is told within seconds."""
    return _org_names.get(ids)


def staff_ids(numbers: Iterable[str]) -> dict[str, int]:
    """Return the ids of the staff with these numbers; unknown numbers are absent."""
    return dict(
        Staff.objects.filter(staff_no__in=set(numbers)).order_by().values_list("staff_no", "id")
    )


def staff_names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these staff members; a new one is told within seconds."""
    return _staff_names.get(ids)


def line_ids(codes: Iterable[str]) -> dict[str, int]:
    """Return the ids of the business lines with these codes."""
    return dict(
        BusinessLine.objects.filter(code__in=set(codes)).order_by().values_list("code", "id")
    )


def line_choices() -> list[tuple[int, str]]:
    """Return (id, name) of all business lines."""
    return list(BusinessLine.objects.order_by("code").values_list("id", "name"))


def tree_stamp() -> Subquery:
    """Return a sub-select of the number that grows with each change of the tree."""
    return Subquery(TreeStamp.objects.values("number")[:1])


def forget_names() -> None:
    """Read the names again (after a write)."""
    _org_names.forget()
    _staff_names.forget()


def _read_orgs(ids: frozenset[int]) -> dict[int, str]:
    rows = Org.objects.filter(id__in=ids).order_by().values_list("id", "short_name", "name")
    return {pk: short or name for pk, short, name in rows}


def _read_staff(ids: frozenset[int]) -> dict[int, str]:
    return dict(Staff.objects.filter(id__in=ids).order_by().values_list("id", "name"))


# Every list and every block of the workbench writes them beside its rows, mostly the same few.
_org_names = KeptById(_read_orgs, seconds=KEEP_SECONDS, most=MOST_KEPT)
_staff_names = KeptById(_read_staff, seconds=KEEP_SECONDS, most=MOST_KEPT)
