"""Lists and people for tests of screening and of rooms above."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from yinqiao.compliance.screening import services
from yinqiao.compliance.screening.models import Case, Screened
from yinqiao.compliance.screening.services import ListOrder
from yinqiao.customers.tests.factories import NOW, whole_bank
from yinqiao.platform.actor import Actor
from yinqiao.platform.jobs.inline import run_waiting

# Tests of rooms above may look at the rows too.
__all__ = ["Case", "Screened", "bring", "listed", "run_screening"]
HEADER = "id,schema,name,aliases,birth_date,countries,identifiers,program_ids\n"


def listed(*rows: str) -> str:
    """Return a table of parties, each ``id,schema,name,aliases,birth_date,countries,identifiers,program_ids``."""
    return HEADER + "".join(f"{row}\n" for row in rows)


def bring(actor: Actor, folder: Path, text: str, *, code: str = "TEST", now: datetime = NOW) -> int:
    """Bring a list (or its next version) into force and screen everybody; return the version's id."""
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    with whole_bank():
        order = ListOrder(code=code, title=f"名单{code}", path=path, file_name="list.csv")
        version = services.load_list(actor=actor, now=now, order=order)
    run_screening()
    return version


def run_screening(names: Sequence[str] = ()) -> list[str]:
    """Run the jobs of screening that wait."""
    wanted = names or ("screening.screen_after_list", "screening.screen_changed")
    return run_waiting(names=frozenset(wanted))
