"""Fixtures for every test, beside the modules and below `tests/`."""

pytest_plugins = ["tests.harness.databases"]
