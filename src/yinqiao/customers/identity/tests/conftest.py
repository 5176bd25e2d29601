"""The bank that the tests of merges share."""

from yinqiao.customers.tests.conftest import bank, nothing_kept

__all__ = ["bank", "nothing_kept"]
