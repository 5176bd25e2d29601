"""The product's settings, with a state folder and key file that belong to the tests alone."""

import os

from tests.harness.environment import prepare

prepare(os.environ)

from yinqiao.config.settings import *  # noqa: E402, F403

# Two workers plant the same bank: each into a lake of its own. The static files are one.
HOME = HOME / os.environ.get("PYTEST_XDIST_WORKER", "alone")  # noqa: F405
HOME.mkdir(parents=True, exist_ok=True)
INSTALLED_APPS += ["tests.harness.sample_jobs"]  # noqa: F405
