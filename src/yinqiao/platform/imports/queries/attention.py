"""What waits for somebody: the numbers of the menu, asked for every half minute by every open page."""

from datetime import timedelta

from django.db.models import Count

from yinqiao.platform import clock
from yinqiao.platform.actor import Actor
from yinqiao.platform.imports import policies
from yinqiao.platform.imports.choices import BatchStatus, CodeState, Level, QuarantineState
from yinqiao.platform.imports.models import ImportBatch, QuarantineRow, UnmappedCode

# Counting further would cost more than the number is worth.
LIMIT = 10_000
RECENT = timedelta(days=7)


def waiting_rows(actor: Actor) -> int:
    """Return how many rows that the actor may see are open, counting no further than the limit."""
    rows = QuarantineRow.objects.filter(policies.visible_to(actor))
    rows = rows.filter(state=QuarantineState.OPEN, level=Level.ERROR)
    return rows.order_by()[:LIMIT].count()


def troubled_batches() -> int:
    """Return how many recent batches stopped, or lack a file, and were not repeated since."""
    bad = (BatchStatus.FAILED, BatchStatus.PARTIAL)
    recent = ImportBatch.objects.filter(status__in=bad, started_at__gte=clock.now() - RECENT)
    repeated = ImportBatch.objects.filter(supersedes__isnull=False).values("supersedes")
    return recent.exclude(pk__in=repeated).count()


def open_codes() -> int:
    """Return how many codes have no meaning."""
    return UnmappedCode.objects.filter(state=CodeState.OPEN).count()


def waiting_by_unit(actor: Actor, *, most: int) -> list[tuple[str, int]]:
    """Return (unit code, open rows) of the units with the most rows to mend; a row that names no unit stands under ""."""
    rows = QuarantineRow.objects.filter(policies.visible_to(actor))
    rows = rows.filter(state=QuarantineState.OPEN, level=Level.ERROR).order_by()
    counted = rows.values("org_code").annotate(rows=Count("id")).order_by("-rows", "org_code")
    return [(line["org_code"], line["rows"]) for line in counted[:most]]
