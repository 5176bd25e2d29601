"""P24: when the trail cannot be sealed or anchored somebody is told within a minute, and writes stop or go on by policy."""

import argparse
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from yinqiao.platform.audit import alarm, commands, jobs, verification
from yinqiao.platform.audit.alarm import AuditDown
from yinqiao.platform.audit.tests.trail import NOW, append, make_actor, seal_all, write_something
from yinqiao.platform.jobs.models import Effect

WITHIN = timedelta(seconds=59)


def test_an_entry_that_stays_unsealed_gives_the_alarm_within_a_minute(committed_db: None) -> None:
    append(2)
    assert alarm.sentence(now=NOW) == ""
    assert "2026-11-24 09:30:00" in alarm.sentence(now=NOW + WITHIN)
    seal_all()
    assert alarm.sentence(now=NOW + WITHIN) == ""


def test_a_place_of_anchors_that_is_gone_gives_the_alarm_and_leaves_no_gap(
    committed_db: None, anchor_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    anchor_file.mkdir(parents=True)
    append(2)
    with pytest.raises(OSError, match=r"audit\.jsonl"):
        seal_all()
    append(1)
    assert "锚点" in alarm.sentence(now=NOW)
    with caplog.at_level(logging.ERROR):
        jobs.watch()
    assert [record.message for record in caplog.records] == ["audit alarm"]
    assert commands._verify(argparse.Namespace()) == 1

    anchor_file.rmdir()
    seal_all()
    assert alarm.sentence(now=NOW) == ""
    report = verification.verify()
    assert (report.checked, report.findings) == (3, [])


@pytest.mark.parametrize("policy", ["go-on", "stop"])
def test_writes_stop_or_go_on_by_policy(
    db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch, policy: str
) -> None:
    settings.AUDIT_DOWN = policy
    write_something(actor=make_actor(), now=NOW, key="well")
    monkeypatch.setattr(alarm, "present", lambda: "审计锚点不可读")
    if policy == "stop":
        with pytest.raises(AuditDown, match="审计锚点不可读"):
            write_something(actor=make_actor(), now=NOW, key="down")
    else:
        write_something(actor=make_actor(), now=NOW, key="down")
    assert Effect.objects.filter(key="down").exists() is (policy == "go-on")
