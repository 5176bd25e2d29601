"""Every test of the trail has a place of anchors of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def anchor_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name a file in a folder that is not there yet."""
    path = tmp_path / "outside" / "audit.jsonl"
    monkeypatch.setenv("YINQIAO_ANCHORS", str(path))
    return path
