"""The sample bank of `yinqiao demo`: made, then brought in through the real import, with one account for each role."""

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import translation

from yinqiao.access import services as access
from yinqiao.analytics import services as analytics
from yinqiao.integrations import (
    sample_advice,
    sample_books,
    sample_checks,
    sample_deals,
    sample_diligence,
    sample_greetings,
    sample_head,
    sample_leads,
    sample_list,
    sample_lists,
    sample_looks,
    sample_performance,
    sample_privacy,
    sample_quality,
    sample_rules,
    sample_suitability,
    sample_twins,
    sample_week,
    synthetic_bank,
)
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.imports import policies as imports_policies
from yinqiao.platform.imports import services as imports
from yinqiao.platform.imports.engine.report import Progress
from yinqiao.platform.imports.profile.loading import find_profile
from yinqiao.platform.imports.profile.shapes import Profile

CUSTOMERS = 20_000
SEED = 20261122
ONE_DAY = timedelta(days=1)
PROFILE = "core_banking"
Tell = Callable[[str, str], None]


def load(progress: Tell) -> None:
    """Make the bank as of today and import it; safe to repeat after an interruption. `progress` takes English and Chinese."""
    now = clock.now()
    # The core's data is that of the day before, as in every bank.
    day = clock.bank_date(now) - ONE_DAY
    folder = Path(settings.HOME) / "demo"
    marker = folder / "day"
    if marker.exists():
        day = date.fromisoformat(marker.read_text().strip())
    else:
        shutil.rmtree(folder, ignore_errors=True)
        progress(
            f"making a bank of {CUSTOMERS:,} customers as of {day}",
            f"生成 {CUSTOMERS:,} 位客户的演示银行，数据日期 {day}",
        )
        synthetic_bank.generate(
            customers=CUSTOMERS,
            seed=SEED,
            day=day,
            folder=folder,
            progress=lambda text: progress(f"making {text}", f"生成 {text}"),
        )
        marker.write_text(day.isoformat())
    sample_privacy.register_former_texts(now=clock.now())
    profile = find_profile(PROFILE)
    report = imports.run_batch(
        actor=_importer(),
        profile=profile,
        folder=folder,
        on=day,
        now=clock.now(),
        tell=_teller(progress, profile),
    )
    progress("computing figures and the overview", "计算指标与客户概览")
    analytics.after_batch(
        batch_id=report.batch.pk, source=report.batch.source, profile=PROFILE, on=day
    )
    progress("living through a week of work", "模拟一周的客户经营")
    people = access.provision_demo_accounts(now=clock.now())
    staff = [(account.role, account.username) for account in people]
    _live(staff)
    # The contacts of the week count among the figures, too.
    analytics.rebuild_later(
        batch_id=report.batch.pk,
        source=report.batch.source,
        profile=PROFILE,
        on=day,
        now=clock.now(),
    )


def _live(staff: list[tuple[str, str]]) -> None:
    """Let the people of the bank, as (role, staff number), do their work through the rooms' own services."""
    sample_suitability.prepare_sales(staff, now=clock.now())
    sample_week.live_a_week(staff, now=clock.now())
    sample_head.fill_desks(staff, now=clock.now())
    sample_twins.enter_twice(staff, now=clock.now())
    sample_quality.know_better(staff, now=clock.now())
    sample_privacy.fill_privacy(staff, now=clock.now())
    sample_diligence.fill_diligence(staff, now=clock.now())
    sample_list.bring_list(staff, now=clock.now())
    sample_rules.propose(staff, now=clock.now())
    sample_greetings.greet_people(now=clock.now())
    sample_checks.check_looks(staff, now=clock.now())
    sample_leads.bring_leads(staff, now=clock.now())
    sample_books.share_out(staff, now=clock.now())
    sample_performance.set_goals(staff, now=clock.now())
    sample_lists.send_lists(staff, now=clock.now())
    sample_deals.make_deals(staff, now=clock.now())
    sample_advice.bring_advice(staff, now=clock.now())
    sample_looks.look_around(staff, now=clock.now())


def _teller(progress: Tell, profile: Profile) -> Callable[[Progress], None]:
    """Tell which table is worked on and count those begun; the digests of all files are read before the first table."""
    titles = {table.name: table.title for table in profile.tables}
    seen: set[str] = set()

    def tell(step: Progress) -> None:
        title = titles.get(step.table, step.table)
        if step.phase == "digest":
            progress(f"reading {step.file}", f"读取 {title}：{step.file}")
            return
        seen.add(step.table)
        rows = f", {step.rows:,} rows" if step.rows else ""
        lines = f"，{step.rows:,} 行" if step.rows else ""
        place = f"{len(seen)}/{len(titles)}"
        progress(
            f"importing {place}: {step.table} ({step.phase}){rows}",
            f"导入 {place}：{title}{lines}",
        )

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
