"""A bank with a maker, her head, another branch's head, and a clean list of applied notes."""

from pathlib import Path

import pytest
from pytest_django import Settings

from yinqiao.access.tests.factories import actor_of, forget, make_account
from yinqiao.organization.tests.factories import make_bank
from yinqiao.platform.actor import Actor
from yinqiao.workflow.tests import factories


@pytest.fixture(autouse=True)
def nothing_kept(settings: Settings, tmp_path: Path) -> None:
    forget()
    factories.applied.clear()
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def people(db: None) -> dict[str, Actor]:
    orgs = make_bank()
    return {
        "maker": actor_of(make_account("relationship_manager", org=orgs["river"], name="陈思远")),
        "head": actor_of(make_account("branch_head", org=orgs["east"], name="周行长")),
        "second_head": actor_of(make_account("branch_head", org=orgs["river"], name="钱行长")),
        "other_head": actor_of(make_account("branch_head", org=orgs["west"], name="吴行长")),
        "compliance": actor_of(make_account("compliance_officer", org=orgs["head"], name="林合规")),
    }
