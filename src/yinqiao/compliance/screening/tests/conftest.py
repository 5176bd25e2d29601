"""The bank of the customers room, with a list in force."""

from yinqiao.compliance.tests.conftest import bank, nothing_kept

__all__ = ["bank", "nothing_kept"]
