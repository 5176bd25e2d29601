"""How large a test runs: small for every submission, at RELIABILITY's numbers with YINQIAO_FULL=1 (`make release-check`)."""

import os

import pytest


def is_full() -> bool:
    """Tell whether this is the release check."""
    return os.environ.get("YINQIAO_FULL") == "1"


def pick(*, small: int, full: int) -> int:
    """Return the size that applies."""
    return full if is_full() else small


# For what has no small size: it waits or measures, and would only be slow or uncertain beside other work.
full_only = pytest.mark.skipif(not is_full(), reason="release check only (YINQIAO_FULL=1)")
