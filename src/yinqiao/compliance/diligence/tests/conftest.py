"""The bank that the tests of this package share."""

from yinqiao.compliance.tests.conftest import bank, nothing_kept

__all__ = ["bank", "nothing_kept"]
