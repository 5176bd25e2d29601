"""What pages of performance share: the month and the unit that an address asks for."""

from datetime import date

from yinqiao.lib.numbers import whole_number
from yinqiao.organization import queries as organization
from yinqiao.platform.actor import Actor
from yinqiao.sales.performance import policies


def month_asked(text: str, today: date) -> date:
    """Return the first day of the month asked for (2026-11); this month for anything else."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return today.replace(day=1)
    return month if abs((month - today).days) < 5 * 366 else today.replace(day=1)


def units_offered(actor: Actor, today: date) -> list[tuple[int, str, int]]:
    """Return (id, name, depth) of the units that the actor may look at, in reading order."""
    units = policies.units_of(actor)
    nodes = organization.org_tree(on=today, root_ids=None if units is None else list(units))
    known = [node for node in nodes if units is None or node.id in units]
    least = min((node.level for node in known), default=0)
    return [(node.id, node.name, node.level - least) for node in known if node.kind != "DEPARTMENT"]


def unit_choices(actor: Actor, today: date) -> list[tuple[str, str]]:
    """Return them for a choice field; what lies lower is set in."""
    return [(str(pk), "\u3000" * depth + name) for pk, name, depth in units_offered(actor, today)]


def unit_asked(text: str, actor: Actor, today: date) -> int:
    """Return the unit asked for, else the first that the actor may look at; 0 where there is none."""
    offered = [pk for pk, _name, _depth in units_offered(actor, today)]
    asked = whole_number(text) or 0
    if asked:
        return asked
    own = actor.org_id or 0
    return own if own in offered else next(iter(offered), 0)
