"""What has no end: source systems write 99991231, the API null, pages 长期 or nothing."""

from collections.abc import Callable

from django.utils import translation

from tests.api.conftest import Bank, Caller, make_accounts
from yinqiao.customers.models import Identification
from yinqiao.customers.tests.factories import whole_bank
from yinqiao.holdings.models import Account
from yinqiao.lib.periods import FOREVER
from yinqiao.organization.models import Staff
from yinqiao.platform.i18n import times


def test_an_open_account_and_a_certificate_for_ever_have_no_last_day(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    account = make_accounts(bank.own, ["1"])[0]
    with whole_bank():
        Account.objects.filter(pk=account.pk).update(closed_on=FOREVER, matures_on=FOREVER)
        Identification.objects.filter(customer=bank.own).update(expires_on=FOREVER)
    caller = as_caller("rm")
    listed = caller.get(f"customers/{bank.own.pk}/accounts").json()["items"][0]
    single = caller.get(f"accounts/{account.pk}").json()
    whole = caller.get(f"customers/{bank.own.pk}").json()
    certificate = caller.get(f"customers/{bank.own.pk}/identifications").json()[0]

    assert (listed["closed_on"], listed["matures_on"]) == (None, None)
    assert (single["closed_on"], single["matures_on"]) == (None, None)
    assert (whole["identification_expires_on"], whole["identification_is_long_term"]) == (
        None,
        True,
    )
    assert (certificate["expires_on"], certificate["is_forever"]) == (None, True)


def test_a_certificate_with_an_end_has_its_day(
    as_caller: Callable[..., Caller], bank: Bank
) -> None:
    whole = as_caller("rm").get(f"customers/{bank.own.pk}").json()
    assert (whole["identification_expires_on"], whole["identification_is_long_term"]) == (
        "2034-08-16",
        False,
    )


def test_somebody_who_is_here_has_not_left(as_caller: Callable[..., Caller], bank: Bank) -> None:
    staff_id = bank.people["rm"].staff_id
    Staff.objects.filter(pk=staff_id).update(left_on=FOREVER)
    caller = as_caller("system")
    single = caller.get(f"organization/staff/{staff_id}").json()["line"]
    listed = caller.get("organization/staff").json()["items"]
    assert single["id"] == staff_id
    assert {line["left_on"] for line in [single, *listed]} == {None}


def test_pages_say_it_in_words() -> None:
    with translation.override("zh-hans"):
        assert times.day(FOREVER) == "长期"
