"""A fair proposal: who of several managers gets which customer (N8). Pure; the linear programme is solved by HiGHS through scipy.

Customers of one household are one group. Each group goes to one manager; what speaks for a manager (she assists already, manages the household,
holds the licences, speaks the language) is weighed against how far load, assets and contribution would stand from an even share, all counted in
"average customers". The relaxed programme has whole numbers for all groups but a few (as many as there are balances); those are rounded and
then improved by single moves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from yinqiao.sales.books.choices import Why

if TYPE_CHECKING:
    from numpy.typing import NDArray

ASSISTS: Final = 3.0
KNOWS_HOUSEHOLD: Final = 2.0
LANGUAGE: Final = 1.0
LICENCE: Final = 20.0
OVER_CAPACITY: Final = 10.0
MEASURES: Final = ("load", "value", "contribution")
_ROUNDS: Final = 4
_NOTHING: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Client:
    """A customer to be given: what she weighs, is worth and brings, what she needs, and who stands near her already."""

    customer_id: int
    load: float
    value: float
    contribution: float = 0.0
    household: str = ""
    needs: frozenset[str] = frozenset()
    language: str = ""
    assistants: frozenset[int] = frozenset()
    household_with: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Taker:
    """A manager who may take customers: her load today, what she can take in all, her licences and languages."""

    staff_id: int
    load: float
    capacity: float
    licences: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """Who gets a customer, and why."""

    customer_id: int
    taker_id: int
    reasons: tuple[Why, ...]


@dataclass(slots=True)
class _Group:
    members: list[Client] = field(default_factory=list)

    def total(self, name: str) -> float:
        return float(sum(getattr(one, name) for one in self.members))


def propose(clients: Sequence[Client], takers: Sequence[Taker]) -> list[Choice]:
    """Return one choice for each client, in their order; the same input gives the same answer. Raises ValueError without takers."""
    if not takers:
        message = "nobody to give customers to"
        raise ValueError(message)
    if not clients:
        return []
    people = sorted(takers, key=lambda one: one.staff_id)
    groups = _groups(clients)
    task = _task(groups, people, many=len(clients))
    chosen = _improved(_relaxed(task), task)
    by_client = {
        client.customer_id: (people[chosen[number]], group)
        for number, group in enumerate(groups)
        for client in group.members
    }
    return [
        Choice(client.customer_id, one.staff_id, reasons(client, one, household=len(group.members)))
        for client in clients
        for one, group in (by_client[client.customer_id],)
    ]


def reasons(client: Client, taker: Taker, *, household: int = 1) -> tuple[Why, ...]:
    """Return what speaks for a manager, the strongest first; where nothing else does, the balance."""
    found = [
        (Why.ASSISTS, taker.staff_id in client.assistants),
        (Why.KNOWS_HOUSEHOLD, taker.staff_id in client.household_with),
        (Why.HOUSEHOLD, household > 1),
        (Why.NO_LICENCE, bool(client.needs - taker.licences)),
        (Why.LICENCE, bool(client.needs) and client.needs <= taker.licences),
        (Why.LANGUAGE, bool(client.language) and client.language in taker.languages),
    ]
    said = tuple(why for why, holds in found if holds)
    strong = {Why.ASSISTS, Why.KNOWS_HOUSEHOLD}
    return said if strong & set(said) else (*said, Why.BALANCE)


def _groups(clients: Sequence[Client]) -> list[_Group]:
    found: dict[str, _Group] = {}
    for client in clients:
        key = client.household or f"#{client.customer_id}"
        found.setdefault(key, _Group()).members.append(client)
    return list(found.values())


def _affinity(group: _Group, taker: Taker) -> float:
    total = 0.0
    for client in group.members:
        total += ASSISTS * (taker.staff_id in client.assistants)
        total += KNOWS_HOUSEHOLD * (taker.staff_id in client.household_with)
        total += LANGUAGE * (bool(client.language) and client.language in taker.languages)
        total -= LICENCE * len(client.needs - taker.licences)
    return total


@dataclass(frozen=True, slots=True)
class _Task:
    """What is solved: by group and manager what speaks for her; by group load, assets and contribution; by manager her even share and her room."""

    affinity: "NDArray[np.float64]"
    measures: "NDArray[np.float64]"
    targets: "NDArray[np.float64]"
    room: "NDArray[np.float64]"

    def cost(self, received: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Return by manager how far what she got stands from her even share and above her room; `received` is of all of them."""
        return self.off(received, self.targets, self.room)

    def off(
        self,
        received: "NDArray[np.float64]",
        targets: "NDArray[np.float64]",
        room: "NDArray[np.float64] | float",
    ) -> "NDArray[np.float64]":
        """Return the same for some of them."""
        over = np.maximum(received[..., 0] - room, 0.0)
        return np.asarray(np.abs(received - targets).sum(axis=-1) + OVER_CAPACITY * over)


def _task(groups: Sequence[_Group], people: Sequence[Taker], *, many: int) -> _Task:
    """Return it in average customers, so that a yuan and a point of load can be weighed against each other."""
    affinity = np.array([[_affinity(group, one) for one in people] for group in groups])
    measures = np.array([[group.total(name) for name in MEASURES] for group in groups])
    means = measures.sum(axis=0) / many
    measures /= np.where(means > 0, means, 1.0)
    room = np.array([max(one.capacity - one.load, 0.0) for one in people], dtype=np.float64)
    room /= means[0] if means[0] > 0 else 1.0
    # Everybody gets by the room that she has; where nobody has any, by what she can take in all.
    parts = room if room.sum() > 0 else np.array([max(one.capacity, 1.0) for one in people])
    targets = np.outer(parts / parts.sum(), measures.sum(axis=0))
    return _Task(affinity, measures, targets, room)


def _relaxed(task: _Task) -> "NDArray[np.int64]":
    """Solve: minimise distance from the even shares minus affinity; x[g, t] says which part of the group the manager gets."""
    groups, takers = task.affinity.shape
    kinds, many = len(MEASURES), groups * takers
    # Behind x: what is above each target, then what is above each one's room. All that is given sums to all targets, so what one gets too
    # much another lacks: it counts twice.
    costs = np.concatenate(
        [-task.affinity.ravel(), np.full(kinds * takers, 2.0), np.full(takers, OVER_CAPACITY)]
    )
    # 50 MB of memory that no process but the one that proposes should carry.
    from scipy import sparse  # noqa: PLC0415 - as above
    from scipy.optimize import linprog  # noqa: PLC0415 - as above

    each = [sparse.kron(task.measures[:, [kind]].T, sparse.eye(takers)) for kind in range(kinds)]
    above = sparse.hstack([sparse.vstack([*each, each[0]]), -sparse.eye((kinds + 1) * takers)])
    once = sparse.hstack(
        [
            sparse.kron(sparse.eye(groups), np.ones((1, takers))),
            sparse.csr_matrix((groups, (kinds + 1) * takers)),
        ]
    )
    found = linprog(
        costs,
        A_ub=above.tocsr(),
        b_ub=np.concatenate([task.targets.T.ravel(), task.room]),
        A_eq=once.tocsr(),
        b_eq=np.ones(groups),
        bounds=(0, None),
        method="highs-ipm",
        options={"presolve": False},
    )
    if found.status != 0:
        message = f"the proposal could not be worked out: {found.message}"
        raise ValueError(message)
    return np.asarray(found.x[:many].reshape(groups, takers).argmax(axis=1), dtype=np.int64)


def _improved(chosen: "NDArray[np.int64]", task: _Task) -> "NDArray[np.int64]":
    """Move single groups as long as that helps, the largest first: what rounding left uneven."""
    received = np.zeros_like(task.targets)
    np.add.at(received, chosen, task.measures)
    order = np.argsort(-task.measures.sum(axis=1), kind="stable")
    for _round in range(_ROUNDS):
        is_moved = False
        for group in order:
            now = int(chosen[group])
            gains = _gains(group, now, received, task)
            best = int(gains.argmax())
            if gains[best] > _NOTHING:
                received[now] -= task.measures[group]
                received[best] += task.measures[group]
                chosen[group] = best
                is_moved = True
        if not is_moved:
            break
    return chosen


def _gains(  # noqa: PLR0917 - one step of the search
    group: int, now: int, received: "NDArray[np.float64]", task: _Task
) -> "NDArray[np.float64]":
    """Return what is gained by moving the group to each of the managers; nothing where she is."""
    moved = task.measures[group]
    cost = task.cost(received)
    left = task.off(received[now] - moved, task.targets[now], task.room[now])
    gains = (cost[now] - left) + (cost - task.cost(received + moved))
    gains += task.affinity[group] - task.affinity[group, now]
    gains[now] = 0.0
    return np.asarray(gains)


def gap_of(values: Mapping[int, float]) -> float:
    """Return how far the largest stands above the smallest, as a part of their mean."""
    figures = list(values.values())
    mean = sum(figures) / len(figures) if figures else 0.0
    return (max(figures) - min(figures)) / mean if mean else 0.0
