"""A run that `insights` keeps becomes opportunities: its firings are read as they stand."""

from yinqiao.customers.tests.factories import whole_bank
from yinqiao.insights import queries as insights
from yinqiao.sales import services, triggers
from yinqiao.sales.tests.factories import DATA_ON, NOW, TakenRun


def test_the_names_are_those_of_insights():
    assert triggers.firings is insights.firings
    assert triggers.rules_evaluated is insights.rules_evaluated


def test_a_run_that_nothing_is_known_of_opens_nothing(bank):
    with whole_bank():
        taken = services.take_firings(run_id=987_654, data_on=DATA_ON, now=NOW)
    assert (taken.fired, taken.opened, TakenRun.objects.get().kinds) == (0, 0, [])
