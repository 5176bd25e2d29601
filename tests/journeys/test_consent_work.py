"""Compliance publishes a text, a manager takes a consent in and back, and both see why a contact is closed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE, behind
from tests.security import bank
from yinqiao.compliance.models import Consent


@pytest.fixture
def words_of_before():
    """Remember the consents that the planted customer came with."""
    return behind(lambda: set(Consent.objects.using("loader").values_list("pk", flat=True)))


def publish(page):
    page.goto(reverse("compliance:consent-text-new"))
    page.locator("[name=purpose]").select_option("MARKETING")
    page.locator("[name=version]").fill("2026-J")
    page.locator("[name=title]").fill("营销信息接收授权书")
    page.locator("[name=body]").fill("本人同意接收营销信息，可随时撤回。")
    page.get_by_role("button", name="发布").click()
    page.wait_for_url(f"**{reverse('compliance:consent-texts')}")
    expect(page.locator("main")).to_contain_text("2026-J")


def say(page, button, channel, evidence=""):
    page.get_by_role("button", name=button).click()
    dialog = page.locator("#dialog")
    dialog.locator("[name=channel]").select_option(channel)
    dialog.locator("[name=evidence_no]").fill(evidence)
    # What was sent leads back to the page: it must have come before one goes on with it.
    with page.expect_navigation():
        dialog.get_by_role("button", name="保存").click()


def test_a_consent_is_given_and_taken_back_and_the_gate_explains_itself(
    open_as, planted, words_of_before
):
    publish(open_as("compliance_officer"))
    page = open_as("relationship_manager")
    page.goto(reverse("compliance:consent-matrix", args=[planted.customer_id]))
    say(page, "登记授权", "SMS", "SQ-JOURNEY-1")
    expect(page.locator("main")).to_contain_text("SQ-JOURNEY-1")
    say(page, "登记撤回", "ANY")
    expect(page.locator("main").get_by_text("已撤回").first).to_be_visible()
    made = behind(
        lambda: list(
            Consent.objects.using("loader")
            .exclude(pk__in=words_of_before)
            .order_by("pk")
            .values_list("status", "channel")
        )
    )
    assert made == [("GRANTED", "SMS"), ("WITHDRAWN", "ANY")]
    # What was sent leads back to the page: it must have come before one leaves for another.
    page.wait_for_load_state("networkidle")
    page.goto(reverse("compliance:why", args=[planted.customer_id]) + "?channel=SMS")
    expect(page.locator("main")).to_contain_text("G08")

    phone = open_as("compliance_officer", viewport=PHONE)
    phone.goto(reverse("compliance:precheck"))
    phone.locator("[name=customer_no]").fill(bank.CUSTOMER_NO)
    phone.locator("[name=channel]").select_option("SMS")
    phone.get_by_role("button", name="预检").click()
    expect(phone.locator("main")).to_contain_text("G19")
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
