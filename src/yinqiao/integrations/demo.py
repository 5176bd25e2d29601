"""The sample bank of `yinqiao demo`: made, then brought in through the real import, with one account for each role."""

import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils import translation

from yinqiao.access import services as access
from yinqiao.analytics import services as analytics
from yinqiao.integrations import synthetic_bank
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.imports import policies as imports_policies
from yinqiao.platform.imports import services as imports
from yinqiao.platform.imports.engine.report import Progress
from yinqiao.platform.imports.profile.loading import find_profile

CUSTOMERS = 20_000
SEED = 20261122
PROFILE = "core_banking"
TELL_SECONDS = 2.0


def load(progress: Callable[[str], None]) -> None:
    """Make the bank as of today and import it; safe to repeat after an interruption."""
    now = clock.now()
    day = clock.bank_date(now)
    folder = Path(settings.HOME) / "demo"
    marker = folder / "day"
    if marker.exists():
        day = date.fromisoformat(marker.read_text().strip())
    else:
        shutil.rmtree(folder, ignore_errors=True)
        progress(f"synthetic bank of {CUSTOMERS:,} customers as of {day}")
        synthetic_bank.generate(
            customers=CUSTOMERS, seed=SEED, day=day, folder=folder, progress=progress
        )
        marker.write_text(day.isoformat())
    report = imports.run_batch(
        actor=_importer(),
        profile=find_profile(PROFILE),
        folder=folder,
        on=day,
        now=clock.now(),
        tell=_teller(progress),
    )
    progress("figures and overview")
    analytics.after_batch(
        batch_id=report.batch.pk, source=report.batch.source, profile=PROFILE, on=day
    )
    access.provision_demo_accounts(now=clock.now())


def _teller(progress: Callable[[str], None]) -> Callable[[Progress], None]:
    """Tell each table once, and a long one every two seconds."""
    table, told_at = "", 0.0

    def tell(step: Progress) -> None:
        nonlocal table, told_at
        moment = time.monotonic()
        if step.table != table or moment - told_at > TELL_SECONDS:
            table, told_at = step.table, moment
            progress(f"{step.table}: {step.rows:,} rows" if step.rows else step.table)

    return tell


def accounts() -> list[tuple[str, str, str]]:
    """Return (role, user name, password) of each demo account, for the screen."""
    with translation.override("zh-hans"):
        return [
            (account.role_name, account.username, account.password)
            for account in access.provision_demo_accounts(now=clock.now())
        ]


def _importer() -> Actor:
    return system_actor(name="demo", permissions=frozenset({imports_policies.RUN}))
