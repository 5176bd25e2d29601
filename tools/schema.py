"""Write `schema.sql` anew from the migrations (`make schema`)."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from tests.harness.cluster import Cluster  # noqa: E402 - the settings come first
from tests.harness.schema import made_by_history  # noqa: E402

from yinqiao.config.schema import SCHEMA  # noqa: E402


def main() -> int:
    """Build a database by its history, write down what it holds, and remove it."""
    cluster = Cluster.acquire()
    try:
        with cluster.scratch("yq_test_schema") as urls:
            SCHEMA.write_text(made_by_history(urls), encoding="utf-8")
    finally:
        cluster.release()
    sys.stdout.write(f"{SCHEMA.name} is written.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
