"""REST: units and staff, by permission, page by page."""

import pytest
from django.test import Client

from yinqiao.organization.api import router
from yinqiao.organization.tests.factories import make_bank, make_staff


def test_every_operation_names_its_permission() -> None:
    assert [path for path, _view in router.path_operations.items()] == [
        "/organization/orgs",
        "/organization/orgs/{org_id}",
        "/organization/staff",
        "/organization/staff/{staff_id}",
    ]


@pytest.mark.usefixtures("db")
def test_without_a_token_nobody_reads(client: Client) -> None:
    make_staff(org=make_bank()["hill"])
    assert client.get("/api/v1/organization/staff").status_code == 401
