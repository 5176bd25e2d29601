"""The bank that the tests of data quality share."""

from yinqiao.customers.tests.conftest import bank, nothing_kept

__all__ = ["bank", "nothing_kept"]
