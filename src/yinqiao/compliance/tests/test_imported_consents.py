"""Consents by file: a version that the register does not have proves nothing, nor one that a child agreed to; the row stays as history."""

from datetime import UTC, date, datetime, timedelta

import polars as pl
import pytest
from django.db import connections, transaction

from yinqiao.compliance import services
from yinqiao.compliance.importing import CONSENT
from yinqiao.compliance.models import Consent
from yinqiao.compliance.policies import EDIT_CONSENT_TEXT
from yinqiao.compliance.queries.facts import consent_facts
from yinqiao.compliance.rules import Usability, usability
from yinqiao.compliance.services import ConsentWording
from yinqiao.organization.tests.factories import make_org
from yinqiao.platform import registry
from yinqiao.platform.actor import system_actor
from yinqiao.platform.db.scope import scope_session
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.imports.ports import Batch

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
GRANTED = datetime(2024, 6, 1, 2, tzinfo=UTC)
ADULT, CHILD = "6100000001", "6100000002"
EDITOR = system_actor(name="compliance", permissions=frozenset({EDIT_CONSENT_TEXT}))


def framed(rows):
    lines = pl.int_range(1, len(rows) + 1, dtype=pl.UInt32)
    return pl.DataFrame(rows).with_columns(lines.alias("_line"), pl.lit("U").alias("_op"))


def load(target, rows, number):
    run = Batch(id=number, source="CORE", profile="any", on=DAY, known_at=NOW + timedelta(days=number))  # fmt: skip
    loader = connections["loader"]
    with transaction.atomic(using="loader"):
        target.begin(batch=run, table=target.name, mode="full", connection=loader)
        result = target.load(batch=run, table=target.name, frame=framed(rows), connection=loader)
        target.finish(batch=run, table=target.name, mode="full", connection=loader)
    assert result.rejected == ()
    return result


@pytest.fixture
def bank(committed_db):
    make_org("总行", code="001")
    person = registry.import_targets.get("customers.person")
    births = {ADULT: date(1990, 3, 7), CHILD: date(2011, 6, 2)}
    load(
        person,
        [
            {"customer_no": no, "name": "王小明", "org_code": "001", "birth_on": birth}
            for no, birth in births.items()
        ],
        1,
    )


def register(
    version="2024-01", first=date(2024, 1, 1), last=date(2025, 2, 28), purpose="MARKETING"
):
    wording = ConsentWording(purpose, version, "营销信息授权书", "本人同意……", first, last)
    with scope_session(EDITOR):
        services.publish_text(actor=EDITOR, now=NOW, wording=wording)


def stated(number=2, **changes):
    """Load one consent, with proof; return how many rows changed."""
    row = {
        "consent_no": "C1",
        "customer_no": ADULT,
        "purpose": "MARKETING",
        "channel": "SMS",
        "status": "GRANTED",
        "text_version": "2024-01",
        "granted_at": GRANTED,
        "evidence_no": "EV-1",
        **changes,
    }
    return load(CONSENT, [row], number)


def worth():
    with scope_session(EDITOR):
        row = Consent.objects.get()
        return usability(consent_facts(row), on=DAY), row.text_version


COUNTS = (Usability.USABLE, "2024-01")
HISTORY = (Usability.HISTORY_ONLY, "")


def test_a_version_that_was_never_registered_is_history(bank):
    stated(text_version="从未登记的版本")
    assert worth() == HISTORY


def test_a_registered_version_counts(bank):
    register()
    stated()
    assert worth() == COUNTS


@pytest.mark.parametrize(
    ("change", "counts"),
    [
        ({"purpose": "PROFILING"}, False),
        ({"granted_at": datetime(2023, 12, 31, 15, 59, tzinfo=UTC)}, False),
        ({"granted_at": datetime(2023, 12, 31, 16, tzinfo=UTC)}, True),
        ({"granted_at": datetime(2025, 2, 28, 15, 59, tzinfo=UTC)}, True),
        ({"granted_at": datetime(2025, 2, 28, 16, tzinfo=UTC)}, False),
        ({"customer_no": CHILD}, False),
        ({"customer_no": CHILD, "granted_at": datetime(2025, 1, 2, 2, tzinfo=UTC)}, False),
    ],
)
def test_it_counts_for_its_purpose_in_its_days_and_for_who_may_agree(bank, change, counts):
    register()
    stated(**change)
    assert worth() == (COUNTS if counts else HISTORY)


def test_who_was_fourteen_that_day_agrees_by_herself(bank):
    register(last=date(2026, 1, 31))
    stated(customer_no=CHILD, granted_at=datetime(2025, 6, 1, 15, 59, tzinfo=UTC))
    assert worth() == HISTORY
    stated(3, customer_no=CHILD, granted_at=datetime(2025, 6, 1, 16, tzinfo=UTC))
    assert worth() == COUNTS


def test_a_later_full_load_counts_what_was_registered_meanwhile(bank):
    stated()
    assert worth() == HISTORY
    assert stated(3).unchanged == 1
    register()
    assert stated(4).updated == 1
    assert worth() == COUNTS


def test_a_withdrawal_by_file_holds_whatever_the_text_was(bank):
    stated(status="WITHDRAWN", withdrawn_at=NOW, text_version="从未登记的版本")
    assert worth()[0] is Usability.WITHDRAWN


@pytest.mark.parametrize(
    ("first", "last"), [(DAY, date(2026, 11, 23)), (date(2025, 1, 2), date(2025, 1, 1))]
)
def test_a_text_of_before_is_over(bank, first, last):
    with pytest.raises(InvalidInput) as refused:
        register(first=first, last=last)
    assert list(refused.value.fields) == ["valid_to"]
