"""When rows are over their time: the last day still counts, the longest term holds longest, nobody is erased by a law that does not know her."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.compliance.parameters import KEEP_YEARS
from yinqiao.compliance.privacy import rules
from yinqiao.compliance.privacy.parameters import TERMS as KEYS
from yinqiao.compliance.privacy.rules import Ended
from yinqiao.platform import registry
from yinqiao.platform.db.erasure import DataClass

TODAY = date(2026, 11, 22)
TERMS = {DataClass.IDENTITY: 120, DataClass.CONSENT: 36, DataClass.PROFILE: 0}
DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("ended", "months", "expected"),
    [
        (date(2016, 11, 22), 120, False),
        (date(2016, 11, 21), 120, True),
        (date(2024, 2, 29), 12, True),
        (TODAY, 0, False),
        (TODAY - timedelta(days=1), 0, True),
    ],
)
def test_the_last_day_of_a_term_still_counts(ended, months, expected):
    assert rules.is_over(ended, months=months, today=TODAY) is expected


def test_acceptance_20_three_years_after_the_relation():
    people = [Ended(1, date(2023, 11, 22), is_prospect=False)]
    over = rules.over_by_class(people, TERMS, prospect_months=12, today=TODAY)
    assert over == {DataClass.IDENTITY: [], DataClass.CONSENT: [], DataClass.PROFILE: [1]}
    assert rules.kept_until(date(2023, 11, 22), 120) == date(2033, 11, 22)


@pytest.mark.parametrize("ended", [date(9999, 12, 31), date(9989, 11, 23), date(9985, 1, 1)])
def test_what_has_no_end_is_never_over(ended):
    assert rules.kept_until(ended, 180) == date.max
    assert not rules.is_over(ended, months=180, today=date.max)


def test_copies_of_identity_documents_are_kept_as_long_as_the_identity_by_law():
    """They lie with the evidence of suitability."""
    suitability = registry.parameters.get(KEYS[DataClass.SUITABILITY])
    identity = registry.parameters.get(KEEP_YEARS)
    assert suitability.least >= identity.least * 12


def test_of_a_person_without_a_relation_everything_goes():
    people = [
        Ended(1, date(2025, 11, 21), is_prospect=True),
        Ended(2, date(2025, 11, 22), is_prospect=True),
    ]
    over = rules.over_by_class(people, TERMS, prospect_months=12, today=TODAY)
    assert over == {name: [1] for name in TERMS}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(ended=DAYS, today=DAYS, shorter=st.integers(0, 240), more=st.integers(0, 240))
def test_whatever_a_longer_term_lets_go_a_shorter_one_has_let_go_before(
    ended, today, shorter, more
):
    if rules.is_over(ended, months=shorter + more, today=today):
        assert rules.is_over(ended, months=shorter, today=today)
