"""Where pytest finds the fixtures of all tests."""

from hypothesis import settings

pytest_plugins = ["tests.harness.databases", "tests.harness.planting"]
# No test is timed: on a busy machine a right answer may come late.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
