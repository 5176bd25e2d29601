"""One planted bank for all tests of a file: they look at it from many sides, and planting costs seconds."""

import logging
from collections.abc import Callable, Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.harness.planting import Nursery
from tests.security import bank
from tests.security.walking import Known
from yinqiao.access.tests import factories
from yinqiao.platform.ui.pages import DeclaredPage


@pytest.fixture(scope="module")
def shared_bank(nursery: Nursery, django_db_blocker: DjangoDbBlocker) -> Iterator[bank.Bank]:
    """Commit the bank once for the file; its traces are gone afterwards."""
    with django_db_blocker.unblock():
        yield nursery.plant()
        nursery.clear()


@pytest.fixture(scope="module")
def quiet_access_log() -> Iterator[None]:
    """Thousands of requests need no line each."""
    logger = logging.getLogger("yinqiao.access_log")
    logger.disabled = True
    yield
    logger.disabled = False


@pytest.fixture(scope="module")
def planted(shared_bank: bank.Bank, quiet_access_log: None) -> bank.Bank:
    """The bank, while nobody writes down its thousands of requests."""
    return shared_bank


@pytest.fixture(scope="module")
def values(planted: bank.Bank) -> Callable[[DeclaredPage], Known]:
    """What stands in addresses; the account that is written to is none of those that ask."""
    nobody = factories.make_account("marketer", org=planted.branch, name="无辜者")

    def of(entry: DeclaredPage) -> Known:
        is_account = entry.url_name.startswith("access:")
        return Known(
            pk=nobody.pk if is_account else planted.customer_id,
            customer_id=planted.customer_id,
            customer=planted.customer_id,
            account_id=planted.account_id,
        )

    return of
