"""The bank that the tests of performance share."""

from pathlib import Path

import pytest
from pytest_django import Settings

from yinqiao.access.tests.factories import actor_of, forget, make_account
from yinqiao.customers.tests.factories import Bank
from yinqiao.sales.performance.tests.factories import count


@pytest.fixture(autouse=True)
def nothing_kept(settings: Settings, tmp_path: Path) -> None:
    forget()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.HOME = tmp_path


@pytest.fixture
def bank(db: None) -> Bank:
    """Results of November for two managers of one unit and for the pool; one of the other branch."""
    bank = Bank()
    bank.planner = actor_of(make_account("marketer", org=bank.orgs["head"], name="计划员"))
    bank.colleague = actor_of(
        make_account("relationship_manager", org=bank.orgs["river"], name="邻座")
    )
    count(bank.orgs["river"], bank.rm, AUM_NET_GROWTH="120000", AUM_AVERAGE="5000000", USAGE="6/10")
    count(
        bank.orgs["river"],
        bank.colleague,
        AUM_NET_GROWTH="80000",
        AUM_AVERAGE="3000000",
        USAGE="9/10",
    )
    count(bank.orgs["river"], None, AUM_NET_GROWTH="1000")
    count(bank.orgs["hill"], bank.other_rm, AUM_NET_GROWTH="9")
    return bank
