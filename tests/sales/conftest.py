"""A bank whose manager may sell everything, one customer who agreed to marketing, and a channel that keeps what it is given."""

import pytest

from yinqiao.access.tests.factories import forget
from yinqiao.compliance.suitability.tests.factories import license_all
from yinqiao.compliance.tests.factories import make_consent
from yinqiao.customers.tests.factories import Bank
from yinqiao.interactions import ports


class Kept:
    """A channel of the tests."""

    title = "Kept"

    def __init__(self):
        self.taken = []

    def hand_over(self, handover, number):
        self.taken.append(handover)


@pytest.fixture
def bank(db, settings, tmp_path):
    settings.HOME = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    forget()
    found = Bank()
    license_all(found.rm.staff_id)
    make_consent(found.own, channel="ANY")
    return found


@pytest.fixture
def kept(monkeypatch):
    found = Kept()
    monkeypatch.setitem(ports.channels._items, "local", found)
    return found
