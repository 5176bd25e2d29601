"""Django inside a command: set up late, and pointed at a database that may have been started since."""

import os
from importlib import import_module

# Commands and jobs work on whole tables; only pages are cut after seconds.
PATIENT = "-c statement_timeout=600000 -c idle_in_transaction_session_timeout=600000"


def set_up_django() -> None:
    """Load settings and apps of this process, with the time limits of a command rather than those of a page."""
    os.environ.setdefault("YINQIAO_DB_OPTIONS", PATIENT)
    import_module("django").setup()


def connect_to(addresses: dict[str, str]) -> None:
    """Point connections at `addresses`, though settings were read before the database was there."""
    os.environ.update(addresses)
    from django.db import connections

    from yinqiao.config import settings

    for alias, variable in settings.ALIASES.items():
        connections.settings[alias].update(settings.place(addresses[variable]))
