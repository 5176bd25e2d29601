"""The bank of the migration tests."""

import pytest

from yinqiao.access.tests.factories import forget
from yinqiao.integrations.tests.old_bank import OldBank


@pytest.fixture
def old_bank(committed_db, settings, tmp_path):
    forget()
    settings.STATIC_ROOT = tmp_path
    folder = tmp_path / "old_crm"
    folder.mkdir()
    return OldBank(folder)
