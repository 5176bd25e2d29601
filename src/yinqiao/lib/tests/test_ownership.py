"""Beneficial owners: the vectors of DOMAIN §2 and §14 (22), rings, and what must hold of any structure."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.lib import ownership
from yinqiao.lib.ownership import Basis, Stake, beneficial_owners, guarantee_ring, structure

FIRM, HOLDING, SECOND, WANG, LI = 1, 2, 3, 10, 11
QUARTER, TENTH = Decimal("0.25"), Decimal("0.10")


def stakes(*rows):
    return [Stake(holder, company, Decimal(share)) for holder, company, share in rows]


def found(rows, *, threshold=QUARTER, people=(WANG, LI), **others):
    return beneficial_owners(
        structure(FIRM, stakes(*rows)), people=people, threshold=threshold, **others
    )


def test_shares_are_multiplied_along_a_path_and_added_over_paths():
    rows = [(WANG, HOLDING, "0.6"), (HOLDING, FIRM, "0.5"), (WANG, FIRM, "0.1")]
    answer = found(rows)
    assert (answer.basis, answer.owners) == (Basis.SHARES, (WANG,))
    assert answer.held[WANG].share == Decimal("0.4")
    assert [path.parties for path in answer.held[WANG].paths] == [(WANG, HOLDING, FIRM), (WANG, FIRM)]  # fmt: skip


def test_who_reaches_the_quarter_counts_and_a_hair_less_does_not():
    assert found([(WANG, FIRM, "0.25")]).owners == (WANG,)
    below = [(WANG, FIRM, "0.2499")]
    assert found(below).basis is Basis.NONE
    assert found(below, threshold=TENTH).owners == (WANG,)


def test_the_questions_are_asked_in_their_order():
    below = [(WANG, FIRM, "0.2499")]
    rights = structure(FIRM, stakes((LI, FIRM, "0.51")))
    asked = {"rights": rights, "controllers": (LI,), "managers": (WANG,)}
    assert found(below, **asked).basis is Basis.RIGHTS
    assert found(below, **(asked | {"rights": None})).basis is Basis.CONTROL
    managed = found(below, managers=(HOLDING, WANG))
    assert (managed.basis, managed.owners) == (Basis.MANAGEMENT, (WANG,))
    assert found([(WANG, FIRM, "0.3")], **asked).basis is Basis.SHARES


def test_a_company_is_never_an_owner_of_the_last_kind():
    assert found([(HOLDING, FIRM, "1")]).owners == ()


def test_companies_that_hold_each_other_are_named_and_own_nothing_anew():
    rows = [(WANG, HOLDING, "0.5"), (SECOND, HOLDING, "0.5"), (HOLDING, SECOND, "0.9"), (HOLDING, FIRM, "0.8")]  # fmt: skip
    seen = structure(FIRM, stakes(*rows))
    assert seen.rings == ((HOLDING, SECOND),)
    assert seen.held[WANG].share == Decimal("0.4")
    assert not seen.is_cut


def test_two_rows_of_one_holder_are_one_stake():
    assert structure(FIRM, stakes((WANG, FIRM, "0.2"), (WANG, FIRM, "0.1"))).held[WANG].share == Decimal("0.3")  # fmt: skip


@pytest.mark.parametrize("share", ["-0.01", "1.01"])
def test_a_share_outside_of_the_whole_is_refused(share):
    with pytest.raises(ValueError, match="share"):
        structure(FIRM, stakes((WANG, FIRM, share)))


def test_a_thicket_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(ownership, "MOST_PATHS", 50)
    layers = [[FIRM], *[[100 * n + k for k in range(4)] for n in range(1, 6)]]
    rows = [
        (holder, company, "0.25")
        for below, above in pairwise(layers)
        for company in below
        for holder in above
    ]
    assert structure(FIRM, stakes(*rows)).is_cut


@given(
    st.lists(st.tuples(st.integers(2, 9), st.integers(1, 9), st.integers(0, 100)), max_size=24).map(
        lambda rows: [(a, b, n) for a, b, n in rows if a != b]
    )
)
def test_nobody_holds_more_than_the_whole_where_no_company_gives_out_more(rows):
    given_out: dict[int, int] = {}
    kept = []
    for holder, company, percent in rows:
        room = 100 - given_out.get(company, 0)
        given_out[company] = given_out.get(company, 0) + min(percent, room)
        kept.append((holder, company, str(Decimal(min(percent, room)) / 100)))
    seen = structure(FIRM, stakes(*kept))
    assert all(0 <= held.share <= 1 for held in seen.held.values())
    # Those at the ends of all paths share out what is known, and no more.
    holders = {holder for holder, _company, _share in kept}
    ends = holders - {company for _holder, company, _share in kept}
    assert sum(seen.held[one].share for one in ends if one in seen.held) <= 1


def test_a_ring_of_guarantees_is_told_from_the_party_on():
    given_ = [(1, 2), (2, 3), (3, 1), (3, 4), (5, 1)]
    assert guarantee_ring(2, given_) == (2, 3, 1)
    assert guarantee_ring(4, given_) == ()
    assert guarantee_ring(1, [*given_, (2, 1)]) == (1, 2)
    assert guarantee_ring(9, given_) == ()
