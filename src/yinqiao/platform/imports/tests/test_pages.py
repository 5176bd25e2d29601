"""The pages of the import centre through the client: who sees what, and what a press of a button does."""

import pytest
from django.test import Client

from yinqiao.platform.imports.models import QuarantineRow
from yinqiao.platform.imports.tests import samples
from yinqiao.platform.imports.tests.conftest import DAY, Load

BAD_PHONE = "1380000123"
NAME, MASKED_NAME = "王小明", "王**"


def text(response) -> str:
    assert response.status_code == 200, response.content[:500]
    return response.content.decode()


def test_the_board_shows_what_is_expected_loaded_and_rejected(steward: Client, load: Load):
    load(samples.line(1), samples.line(2, phone=BAD_PHONE))
    shown = text(steward.get("/imports/", {"on": str(DAY)}))
    assert "样例表" in shown
    assert "07:30" in shown


def test_a_batch_shows_its_errors_masked(steward: Client, load: Load):
    report = load(samples.line(1), samples.line(2, phone=BAD_PHONE))
    shown = text(steward.get(f"/imports/{report.batch.pk}/"))
    assert "手机号应为 11 位数字，现在是 10 位" in shown
    assert MASKED_NAME in shown
    assert NAME not in shown
    assert BAD_PHONE not in shown


@pytest.mark.parametrize("path", ["/imports/", "/imports/batches/", "/imports/upload/", "/imports/quarantine/", "/imports/codes/", "/imports/codes/new/", "/imports/quarantine/mended/", "/imports/tasks/", "/imports/upload/expected/"])
def test_every_page_opens_before_the_first_batch(steward: Client, landing, path: str):
    text(steward.get(path))


def test_the_row_page(steward: Client, load: Load):
    load(samples.line(2, phone=BAD_PHONE, kind="7"))
    row = QuarantineRow.objects.get()
    for headers in ({}, {"HX-Request": "true"}):
        shown = text(steward.get(f"/imports/quarantine/{row.pk}/", headers=headers))
        assert BAD_PHONE not in shown
    assert text(steward.get("/imports/quarantine/"))
    assert text(steward.get("/imports/codes/"))
