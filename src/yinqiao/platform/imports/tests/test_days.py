"""Which batch dates are taken, at each of the doors."""

import argparse
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import translation

from yinqiao.platform import clock
from yinqiao.platform.imports import inbox, services
from yinqiao.platform.imports.choices import BatchStatus
from yinqiao.platform.imports.commands import add_commands
from yinqiao.platform.imports.desk import tasks
from yinqiao.platform.imports.engine.days import BatchDateRefused
from yinqiao.platform.imports.models import ImportBatch, ImportTask
from yinqiao.platform.imports.profile import find_profile
from yinqiao.platform.imports.tests import samples
from yinqiao.platform.imports.tests.conftest import write
from yinqiao.platform.imports.tests.test_desk import folders, upload

NOW = datetime(2026, 11, 22, 16, 30, tzinfo=UTC)  # the 23rd in the bank
TODAY = date(2026, 11, 23)
LIMIT = TODAY - timedelta(days=400)
MISTYPED = date(2062, 11, 22)


def parsed(*words: str) -> argparse.Namespace:
    """Read the words behind `yinqiao import`."""
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    return parser.parse_args(["import", *words])


def run(folder, on, **options):
    return services.run_batch(
        actor=samples.runner(),
        now=NOW,
        profile=samples.sample_profile(folder, top=options.pop("top", "")),
        folder=folder,
        on=on,
        **options,
    )


@pytest.mark.parametrize(
    ("on", "is_older", "said"),
    [
        (TODAY + timedelta(days=1), True, "批次日期 2026-11-24 在未来，今天是 2026-11-23。"),
        (date(1989, 12, 31), True, "批次日期 1989-12-31 早于 1990-01-01。"),
        (
            LIMIT - timedelta(days=1),
            False,
            "批次日期 2025-10-18 距今超过 400 天。如确需装载，请确认为历史批次（命令行加 --older）。",
        ),
    ],
    ids=["future", "before-1990", "long-past"],
)
def test_a_day_that_no_delivery_can_be_of_is_refused(run_folder, on, is_older, said):
    write(run_folder, samples.line(1), day=on)
    for is_dry_run in (True, False):
        with translation.override("zh-hans"), pytest.raises(BatchDateRefused) as refused:
            run(run_folder, on, is_older=is_older, is_dry_run=is_dry_run)
        assert refused.value.message == said
        assert refused.value.fields == {"batch_on": said}
    assert ImportBatch.objects.count() == 0
    assert samples.rows("select count(*) from sample_import") == [(0,)]


@pytest.mark.parametrize(
    ("on", "options"),
    [
        (TODAY, {}),
        (LIMIT, {}),
        (LIMIT - timedelta(days=1), {"is_older": True}),
        (date(1990, 1, 1), {"top": "historic: true"}),
    ],
    ids=["today", "limit", "confirmed", "historic-profile"],
)
def test_other_days_are_taken(run_folder, on, options):
    write(run_folder, samples.line(1), day=on)
    assert run(run_folder, on, **options).batch.status == BatchStatus.DONE
    assert samples.rows("select number, batch_on from sample_import") == [("1", on)]


def test_profiles_of_past_data_say_so_and_daily_ones_do_not():
    named = {name: find_profile(name).historic for name in ("berka", "old_crm", "core_banking")}
    assert named == {"berka": True, "old_crm": True, "core_banking": False}


def test_a_run_that_is_asked_for_is_refused_before_it_waits(landing):
    profile = find_profile("sample")
    asked = {"actor": samples.runner(), "now": NOW, "profile": profile}
    with pytest.raises(BatchDateRefused):
        tasks.request_run(**asked, on=MISTYPED)
    with pytest.raises(BatchDateRefused):
        tasks.request_trial(**asked, on=MISTYPED, folder=inbox.root(), files=[])
    assert ImportTask.objects.count() == 0


def test_the_upload_page_says_so_at_the_date_and_keeps_nothing(steward: Client, landing):
    old = clock.bank_date(clock.now()) - timedelta(days=401)
    name = f"SAMPLE_{old:%Y%m%d}_01.dat"
    refused = upload(steward, samples.line(1), name=name, on=old, is_older="")
    assert refused.status_code == 422
    assert f"批次日期 {old} 距今超过 400 天。" in refused.content.decode()
    assert (folders(), ImportTask.objects.count()) == ([], 0)

    assert upload(steward, samples.line(1), name=name, on=old).status_code == 303
    assert ImportTask.objects.get().parameters["older"] is True


def test_the_command_takes_the_flag_and_says_why_not(landing, capsys):
    def said(*more: str) -> tuple[int, str]:
        words = ["run", "sample", "--from", str(landing), "--date", "2001-01-01"]
        arguments = parsed(*words, *more)
        return arguments.run(arguments), capsys.readouterr().err

    write(landing, samples.line(1), day=date(2001, 1, 1))
    code, error = said()
    assert (code, "2001-01-01" in error, ImportBatch.objects.count()) == (1, True, 0)
    code, error = said("--older")
    assert (code, error, ImportBatch.objects.get().status) == (0, "", BatchStatus.DONE)
