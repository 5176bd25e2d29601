"""The bank of the customers room, with two people of compliance."""

import pytest

from yinqiao.compliance.tests.conftest import bank, nothing_kept, unasked
from yinqiao.customers.tests.factories import Bank
from yinqiao.platform.actor import Actor

__all__ = ["bank", "nothing_kept", "unasked"]


@pytest.fixture
def second(bank: Bank) -> Actor:
    """Another person of compliance: who agrees."""
    return bank._person("compliance_officer", "head", "第二位")
