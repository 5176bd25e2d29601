"""Whoever has a built-in role begins on a page of her own, with a tour of some stops."""

import pytest

from yinqiao.access.roles import ROLES
from yinqiao.platform import registry
from yinqiao.platform.testing import routes
from yinqiao.platform.ui import tours
from yinqiao.platform.ui.access import SIGNED_IN
from yinqiao.platform.ui.tests.people import make_actor

WHOLE = {
    "relationship_manager",
    "branch_head",
    "teller",
    "data_steward",
    "auditor",
    "security_admin",
    "system_admin",
}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_every_role_has_a_tour(role):
    steps = tours.steps_for(make_actor(*role.permissions, roles=(role.code,)))
    assert len(steps) >= (5 if role.code in WHOLE else 3)
    assert all(step["title"] and step["text"] and step["target"] for step in steps)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.code)
def test_every_role_lands_on_a_page_that_it_may_open(role):
    permissions = {entry.url_name: entry.permission for entry in routes.pages()}
    assert permissions[registry.landing.get(role.code)] in {SIGNED_IN, *role.permissions}
