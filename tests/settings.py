"""The product's settings, with a state folder and key file that belong to the tests alone."""

import os

from tests.harness.environment import prepare

prepare(os.environ)

from yinqiao.config.settings import *  # noqa: E402, F403

INSTALLED_APPS += ["tests.harness.sample_jobs"]  # noqa: F405
