"""The bank of the customers room."""

from yinqiao.compliance.tests.conftest import bank, nothing_kept

__all__ = ["bank", "nothing_kept"]
