"""The data steward's work: a row that the file got wrong is mended in the page and run again."""

from datetime import date

import pytest
from playwright.sync_api import expect

from tests.harness import core_files
from tests.journeys.conftest import behind
from tests.security import bank
from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor
from yinqiao.platform.imports import policies
from yinqiao.platform.imports import services as imports
from yinqiao.platform.imports.profile import find_profile
from yinqiao.platform.jobs.inline import run_waiting

ON = date(2026, 11, 23)
BAD, GOOD = "1397123884", "13971238847"


@pytest.fixture
def batch(planted, tmp_path):
    """Run the contacts of the day: one mobile, which lacks a digit."""
    row = {"customer_no": bank.CUSTOMER_NO, "is_primary": "0", "contact_type": "1", "value": BAD}
    core_files.write_table(tmp_path, "contact", on=ON, rows=[row])
    return behind(
        imports.run_batch,
        actor=system_actor(name="night batch", permissions=frozenset({policies.RUN})),
        now=clock.now(),
        profile=find_profile("core_banking"),
        folder=tmp_path,
        on=ON,
    ).batch


def test_a_steward_mends_a_row_and_runs_it_again(open_as, planted, batch):
    page = open_as("data_steward")
    page.goto(f"/imports/{batch.pk}/")
    row = page.locator("#errors tbody tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("手机号应为 11 位数字")
    assert BAD not in page.content()
    row.locator("input[name=text]").fill(GOOD)
    row.locator("input[name=text]").press("Enter")
    expect(row).to_contain_text("已修改")
    page.get_by_role("button", name="重新校验").click()
    page.wait_for_url("**/imports/tasks/**")
    assert behind(run_waiting, names=frozenset({"imports.run_task"})) == ["imports.run_task"]
    page.reload()
    expect(page.locator("main")).to_contain_text("1")
    page.goto(f"/imports/{batch.pk}/")
    expect(page.locator("#errors tbody tr")).to_contain_text("已入库")

    manager = open_as("relationship_manager")
    manager.goto(f"/customers/{planted.customer_id}/?tab=customers.reach")
    expect(manager.locator("#tab")).to_contain_text("139****8847")
