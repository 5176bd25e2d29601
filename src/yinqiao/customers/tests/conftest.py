"""A small bank with people and customers that the tests of this room share."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import Settings

from yinqiao.access import actors
from yinqiao.access.tests.factories import actor_of, make_account
from yinqiao.customers.models import Customer
from yinqiao.customers.tests.factories import make_customer
from yinqiao.organization.models import Org
from yinqiao.organization.tests.factories import make_bank
from yinqiao.platform.actor import Actor
from yinqiao.platform.parameters import queries as parameters


@dataclass(frozen=True, slots=True)
class Bank:
    """Units; `rm` and `other_rm` in two branches, the head of each; one customer of each manager."""

    orgs: dict[str, Org]
    rm: Actor
    other_rm: Actor
    head: Actor
    other_head: Actor
    teller: Actor
    agent: Actor
    compliance: Actor
    president: Actor
    own: Customer
    foreign: Customer


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
def people(db: None) -> dict[str, Actor]:
    orgs = make_bank()
    made = {
        "rm": actor_of(make_account("relationship_manager", org=orgs["river"], name="陈思远")),
        "other_rm": actor_of(make_account("relationship_manager", org=orgs["hill"], name="沈越")),
        "head": actor_of(make_account("branch_head", org=orgs["east"], name="周行长")),
        "other_head": actor_of(make_account("branch_head", org=orgs["west"], name="吴行长")),
        "teller": actor_of(make_account("teller", org=orgs["river"], name="郑柜员")),
        "agent": actor_of(make_account("service_agent", org=orgs["head"], name="何坐席")),
        "compliance": actor_of(make_account("compliance_officer", org=orgs["head"], name="林合规")),
        "president": actor_of(make_account("deputy_president", org=orgs["head"], name="高行长")),
    }
    return {**made, "orgs": orgs}  # type: ignore[dict-item]


@pytest.fixture
def bank(people: dict[str, Actor]) -> Bank:
    from yinqiao.organization.models import Staff

    orgs: dict[str, Org] = people["orgs"]  # type: ignore[assignment]
    own = make_customer(
        "林婉清",
        org=orgs["river"],
        rm=Staff.objects.get(pk=people["rm"].staff_id),
        mobile="13800001234",
        id_number="11010519491231002X",
        aum="12864000.00",
        tier="PRIVATE",
        risk_grade="C3",
        city="福州市",
        sex="F",
    )
    foreign = make_customer(
        "顾长风",
        org=orgs["hill"],
        rm=Staff.objects.get(pk=people["other_rm"].staff_id),
        mobile="13900005678",
        id_number="440306199001010014",
        aum="320000.00",
        tier="BASIC_WEALTH",
        city="厦门市",
    )
    return Bank(own=own, foreign=foreign, **people)  # type: ignore[arg-type]
