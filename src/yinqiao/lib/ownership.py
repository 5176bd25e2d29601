"""Who owns a company in the end: shares multiplied along every path, and who counts as its beneficial owner.

Source: PBOC Order 2025-12 (in force 2026-01-20), read in DOMAIN §2: a natural person with at least 25 % of the shares, directly or through
others; else of the rights to income or votes; else who controls the company in fact; else who is in charge of its daily management.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import networkx as nx

MOST_PATHS: Final = 5_000
"""More paths than so many nobody untangles by hand: the answer says that it is not whole."""
_WHOLE: Final = Decimal(1)
_PLACES: Final = Decimal("0.000000000001")


class Basis(StrEnum):
    """By which of the four questions the owners were found, in their order; NONE: by none."""

    SHARES = "shares"
    RIGHTS = "rights"
    CONTROL = "control"
    MANAGEMENT = "management"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Stake:
    """`holder` has `share` of `company`: a fraction of the whole."""

    holder: int
    company: int
    share: Decimal


@dataclass(frozen=True, slots=True)
class Path:
    """One way from a holder down to the company: the parties in that order, and the product of the shares between them."""

    parties: tuple[int, ...]
    share: Decimal


@dataclass(frozen=True, slots=True)
class Held:
    """All that a party holds of the company, directly and through others: the sum over its paths, largest first."""

    holder: int
    share: Decimal
    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """Everybody above a company by what they hold. `rings` hold each other's shares; `is_cut`: there are more paths than were followed."""

    held: Mapping[int, Held]
    rings: tuple[tuple[int, ...], ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The beneficial owners and by which question; `held` of each is known for shares and rights only."""

    basis: Basis
    owners: tuple[int, ...]
    held: Mapping[int, Held] = field(default_factory=dict)


def structure(company: int, stakes: Iterable[Stake]) -> Structure:
    """Return what everybody holds of `company`; raise ValueError for a share below nothing or above the whole.

    A path passes each party once: shares that a ring holds of itself own nothing anew.
    """
    # A fifth of a second and twenty megabytes, which only who asks for owners needs.
    import networkx as nx  # noqa: PLC0415

    graph: nx.DiGraph[int] = nx.DiGraph()
    for stake in stakes:
        if not 0 <= stake.share <= _WHOLE:
            message = f"a share of {stake.share}"
            raise ValueError(message)
        before = graph.get_edge_data(stake.holder, stake.company, {"share": Decimal(0)})["share"]
        graph.add_edge(stake.holder, stake.company, share=before + stake.share)
    paths: dict[int, list[Path]] = {}
    is_cut = _climb(graph, company, paths)
    held = {
        holder: Held(
            holder,
            sum((path.share for path in some), Decimal(0)).quantize(_PLACES),
            tuple(sorted(some, key=lambda path: (-path.share, path.parties))),
        )
        for holder, some in paths.items()
    }
    above = graph.subgraph({company, *held})
    rings = (tuple(sorted(ring)) for ring in nx.strongly_connected_components(above))
    return Structure(held, tuple(sorted(ring for ring in rings if len(ring) > 1)), is_cut)


def _climb(graph: "nx.DiGraph[int]", company: int, found: dict[int, list[Path]]) -> bool:
    """Follow every path upwards, widest first; tell whether some were left."""
    if company not in graph:
        return False
    waiting = [Path((company,), _WHOLE)]
    followed = 0
    while waiting:
        following: list[Path] = []
        for path in waiting:
            for holder in graph.predecessors(path.parties[0]):
                if holder in path.parties:
                    continue
                if followed == MOST_PATHS:
                    return True
                followed += 1
                share = path.share * graph.edges[holder, path.parties[0]]["share"]
                longer = Path((holder, *path.parties), share)
                found.setdefault(holder, []).append(longer)
                following.append(longer)
        waiting = following
    return False


def higher(structures: Sequence[Structure]) -> Structure:
    """Return of each holder the larger of what the structures say, as of rights to votes and to income."""
    held: dict[int, Held] = {}
    for one in (one for structure in structures for one in structure.held.values()):
        if one.holder not in held or one.share > held[one.holder].share:
            held[one.holder] = one
    rings = tuple(dict.fromkeys(ring for structure in structures for ring in structure.rings))
    return Structure(held, rings, any(structure.is_cut for structure in structures))


def beneficial_owners(
    shares: Structure,
    *,
    people: Collection[int],
    threshold: Decimal,
    rights: Structure | None = None,
    controllers: Sequence[int] = (),
    managers: Sequence[int] = (),
) -> Answer:
    """Return the beneficial owners among `people` (natural persons), by the first question that finds any.

    `threshold` is a fraction: 0.25 by the rule, 0.10 where the bank looks closer; who reaches it counts.
    """
    for basis, held in ((Basis.SHARES, shares), (Basis.RIGHTS, rights)):
        found = _reaching(held, people, threshold) if held is not None else {}
        if found:
            return Answer(basis, tuple(found), found)
    for basis, some in ((Basis.CONTROL, controllers), (Basis.MANAGEMENT, managers)):
        natural = tuple(dict.fromkeys(one for one in some if one in people))
        if natural:
            return Answer(basis, natural)
    return Answer(Basis.NONE, ())


def _reaching(held: Structure, people: Collection[int], threshold: Decimal) -> dict[int, Held]:
    found = [one for one in held.held.values() if one.holder in people and one.share >= threshold]
    return {one.holder: one for one in sorted(found, key=lambda one: (-one.share, one.holder))}


def guarantee_ring(party: int, guarantees: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Return the shortest ring of guarantees (giver, receiver) through `party`, beginning with it; nothing if there is none.

    Two parties are 互保, more are a 担保圈: what one cannot pay falls back on the other.
    """
    import networkx as nx  # noqa: PLC0415 - as above

    graph: nx.DiGraph[int] = nx.DiGraph(guarantees)
    if party not in graph:
        return ()
    shortest: tuple[int, ...] = ()
    for giver in sorted(graph.predecessors(party)):
        if giver == party or not nx.has_path(graph, party, giver):
            continue
        ring = tuple(nx.shortest_path(graph, party, giver))
        if not shortest or len(ring) < len(shortest):
            shortest = ring
    return shortest
