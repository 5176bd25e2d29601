"""When a batch came, was mended or taken back: work out again what is derived from it."""

from datetime import date, datetime

from yinqiao.analytics import services
from yinqiao.platform.events.bus import subscribe
from yinqiao.platform.imports import events
from yinqiao.platform.imports.ports import Batch


@subscribe(events.BatchImported, name="analytics.batch-imported")
def batch_imported(event: events.BatchImported, *, now: datetime) -> None:
    """Rebuild the figures once for each batch."""
    services.after_batch(
        batch_id=event.batch_id,
        source=event.source,
        profile=event.profile,
        on=event.batch_on,
        now=now,
    )


@subscribe(events.RowsMended, name="analytics.rows-mended")
def rows_mended(event: events.RowsMended, *, now: datetime) -> None:
    """Rebuild the figures after rows out of quarantine were loaded."""
    services.run_batch_steps(
        _batch(
            event.batch_id, source=event.source, profile=event.profile, on=event.batch_on, now=now
        )
    )


@subscribe(events.BatchUndone, name="analytics.batch-undone")
def batch_undone(event: events.BatchUndone, *, now: datetime) -> None:
    """Rebuild the figures and the overview of everybody after an undo."""
    batch = _batch(
        event.batch_id, source=event.source, profile=event.profile, on=event.batch_on, now=now
    )
    services.run_batch_steps(batch, everything=True)


def _batch(batch_id: int, *, source: str, profile: str, on: date, now: datetime) -> Batch:
    return Batch(id=batch_id, source=source, profile=profile, on=on, known_at=now)
