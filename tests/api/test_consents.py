"""Consents over REST: taken in with text and evidence, taken back by a reply, told to the platforms (D39)."""

from collections.abc import Callable

from tests.api.conftest import Bank, Caller
from yinqiao.compliance import services
from yinqiao.compliance.models import Consent
from yinqiao.compliance.services import ConsentWording
from yinqiao.customers.tests.factories import act_as
from yinqiao.platform import clock

Callers = Callable[..., Caller]
GIVEN = {
    "purpose": "MARKETING",
    "channel": "SMS",
    "text_version": "2026-11",
    "evidence_no": "APP-1",
    "collected_via": "APP",
}
REPLY = {"purpose": "MARKETING", "channel": "SMS", "collected_via": "SMS_REPLY"}


def standing(caller: Caller, address: str) -> str:
    cells = caller.get(address).json()["items"]
    return str(
        next(
            cell["standing"]
            for cell in cells
            if (cell["purpose"], cell["channel"]) == ("MARKETING", "SMS")
        )
    )


def test_a_consent_comes_in_goes_out_and_is_told_once(as_caller: Callers, bank: Bank) -> None:
    address = f"customers/{bank.own.pk}/consents"
    caller = as_caller("rm")
    refused = caller.post(address, GIVEN)
    assert (refused.status_code, "text_version" in refused.content.decode()) == (422, True)
    now = clock.now()
    officer = act_as(bank.people["compliance"])
    wording = ConsentWording("MARKETING", "2026-11", "授权书", "同意", clock.bank_date(now))
    services.publish_text(actor=officer, now=now, wording=wording)

    first = caller.post(address, GIVEN, key="consent-1")
    again = caller.post(address, GIVEN, key="consent-1")
    assert (first.status_code, again.json()) == (201, first.json())
    assert standing(caller, address) == "usable"
    out = caller.post(f"customers/{bank.own.pk}/consent-withdrawals", REPLY)
    assert (out.status_code, standing(caller, address)) == (201, "withdrawn")
    assert Consent.objects.count() == 2

    reader = as_caller("compliance")
    told = reader.get("consent-withdrawals").json()
    assert [(row["customer_id"], row["channel"]) for row in told["items"]] == [(bank.own.pk, "SMS")]
    rest = reader.get("consent-withdrawals", cursor=told["cursor"]).json()
    assert (rest["items"], rest["cursor"]) == ([], told["cursor"])
    assert reader.get("consent-withdrawals", cursor="x").status_code == 422
    assert caller.get("consent-withdrawals").status_code == 403


def test_a_foreign_customer_looks_like_none(as_caller: Callers, bank: Bank) -> None:
    answers = [
        as_caller("rm").post(f"customers/{pk}/consent-withdrawals", REPLY).status_code
        for pk in (bank.foreign.pk, 987_654)
    ]
    assert answers == [404, 404]
    assert Consent.objects.count() == 0


def test_automated_decisions_are_refused_and_one_is_looked_at(
    as_caller: Callers, bank: Bank
) -> None:
    caller, address = as_caller("rm"), f"customers/{bank.own.pk}"
    assert caller.get(f"{address}/automation-refusal").json()["is_refused"] is False
    told = {"told_via": "APP", "evidence_no": "APP-9"}
    out = caller.post(f"{address}/automation-refusals", told)
    assert out.status_code == 201
    assert caller.get(f"{address}/automation-refusal").json()["is_refused"] is True
    wish = {"decision": "TIER", "wish": "请人工复核", "received_via": "APP"}
    assert caller.post(f"{address}/decision-reviews", wish).status_code == 201
    unknown = caller.post(f"{address}/decision-reviews", {**wish, "decision": "WEATHER"})
    assert unknown.status_code == 422
    foreign = caller.post(f"customers/{bank.foreign.pk}/automation-refusals", told)
    assert foreign.status_code == 404
