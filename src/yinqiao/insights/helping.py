"""Help about figures: taken from the catalogue, written nowhere twice."""

from pathlib import Path

from django.utils.translation import gettext as _

from yinqiao.customers import policies as customers
from yinqiao.insights import queries
from yinqiao.platform.ui import help as words


def _facts() -> dict[str, words.HelpEntry]:
    return {
        line.key: words.HelpEntry(
            key=f"fact.{line.key}",
            title=line.title,
            meaning=""
            if line.is_connected
            else _("No source is connected yet: it is unknown, never zero."),
            formula=line.formula,
            source="、".join(line.inputs),
            owner=line.owner,
            unit=line.unit_label,
        )
        for line in queries.fact_definitions()
    }


def offer() -> None:
    """Put the words of this room and those of the catalogue into the help."""
    words.written(Path(__file__).parent)
    words.sources.add(
        "fact", words.HelpSource("fact", "Figures of customers", customers.VIEW, _facts)
    )
