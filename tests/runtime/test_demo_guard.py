"""A demo is made in a database of its own: never in one that somebody works with."""

import argparse

import pytest

from yinqiao.access.tests.factories import make_account
from yinqiao.config.runtime import commands
from yinqiao.organization.tests.factories import make_head_office

NOTHING = argparse.Namespace()


@pytest.fixture
def here(db, monkeypatch):
    """Let the command work on the test's database."""
    monkeypatch.setattr(commands, "_set_up_alone", lambda: None)


def test_an_empty_database_may_become_a_demo(here):
    assert commands._refuse_bank(NOTHING) == 0


@pytest.mark.parametrize("begin", [make_head_office, lambda: make_account("system_admin")])
def test_one_that_somebody_works_with_may_not(here, begin):
    begin()
    with pytest.raises(commands.Refused, match="YINQIAO_HOME"):
        commands._refuse_bank(NOTHING)
