"""A small bank with people and customers that the tests of this room share."""

from functools import cached_property
from pathlib import Path

import pytest
from pytest_django import Settings

from yinqiao.access import actors
from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.customers.tests.factories import make_customer
from yinqiao.organization.models import Staff
from yinqiao.organization.tests.factories import make_bank
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters


class Bank:
    """Units; `rm` and `other_rm` in two branches with a customer each (`own`, `foreign`); other people when they are asked for."""

    def __init__(self) -> None:
        self.orgs = make_bank()
        self.rm = self._person("relationship_manager", "river", "陈思远")
        self.other_rm = self._person("relationship_manager", "hill", "沈越")
        self.own = make_customer(
            "林婉清",
            org=self.orgs["river"],
            rm=Staff.objects.get(pk=self.rm.staff_id),
            mobile="13800001234",
            id_number="11010519491231002X",
            aum="12864000.00",
            tier="PRIVATE",
            risk_grade="C3",
            city="福州市",
            sex="F",
        )
        self.foreign = make_customer(
            "顾长风",
            org=self.orgs["hill"],
            rm=Staff.objects.get(pk=self.other_rm.staff_id),
            mobile="13900005678",
            id_number="440306199001010014",
            aum="320000.00",
            tier="BASIC_WEALTH",
            city="厦门市",
        )

    @cached_property
    def head(self) -> Actor:
        return self._person("branch_head", "east", "周行长")

    @cached_property
    def other_head(self) -> Actor:
        return self._person("branch_head", "west", "吴行长")

    @cached_property
    def teller(self) -> Actor:
        return self._person("teller", "river", "郑柜员")

    @cached_property
    def agent(self) -> Actor:
        return self._person("service_agent", "head", "何坐席")

    @cached_property
    def compliance(self) -> Actor:
        return self._person("compliance_officer", "head", "林合规")

    @cached_property
    def president(self) -> Actor:
        return self._person("deputy_president", "head", "高行长")

    def _person(self, role: str, unit: str, name: str) -> Actor:
        return actor_of(make_account(role, org=self.orgs[unit], name=name))


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    actors.forget()
    parameters.forget()


@pytest.fixture(autouse=True)
def own_folders(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    settings.HOME = tmp_path


@pytest.fixture
def bank(db: None) -> Bank:
    return Bank()
