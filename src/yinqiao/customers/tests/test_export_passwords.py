"""Passwords of exports: drawn for each file, shown to the one whose export it is, written down nowhere."""

import logging
from datetime import timedelta

import msoffcrypto.exceptions
import pytest
from django.db import transaction

from yinqiao.customers import queries, services
from yinqiao.customers.choices import ExportState
from yinqiao.customers.models import Export
from yinqiao.customers.rules import ExportTier, has_password
from yinqiao.customers.tests.opening import fetched, opened, password_of
from yinqiao.customers.tests.test_exports import ask, limit, written
from yinqiao.platform import clock
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import NotFound
from yinqiao.platform.files.tests.opening import open_with
from yinqiao.platform.jobs.inline import run_waiting

SHOWN = "customers.export-password-shown"


def show(actor, export, now=None):
    return services.show_password(actor=actor, now=now or clock.now(), export_id=export.pk)


@pytest.mark.parametrize(
    ("tier", "first", "expected"),
    [
        ("self", "self", True),
        ("supervisor", "self", True),
        ("self", "supervisor", False),
        ("supervisor", "supervisor", True),
        ("supervisor", "data-security", False),
        ("data-security", "data-security", True),
    ],
)
def test_from_which_consent_on_a_file_has_a_password(tier, first, expected):
    assert has_password(ExportTier(tier), first=ExportTier(first)) is expected


@pytest.mark.parametrize("file_format", ["xlsx", "csv"])
def test_a_file_opens_with_its_own_password_and_with_no_other(bank, file_format):
    first, second = ask(bank.rm, file_format=file_format), ask(bank.rm, file_format=file_format)
    for export in (first, second):
        written(export)
        assert bank.own.customer_no.encode() not in fetched(export)
    assert password_of(first) != password_of(second)
    assert opened(first)
    with pytest.raises((msoffcrypto.exceptions.InvalidKeyError, RuntimeError)):
        open_with(fetched(first), password_of(second))


def test_the_smallest_masked_file_has_one_too_unless_the_bank_begins_later(bank):
    export = ask(bank.rm)
    written(export)
    assert export.password_token
    limit(queries.PROTECTED_FROM, "supervisor")
    plain = ask(bank.rm)
    written(plain)
    assert plain.password_token is None
    assert fetched(plain).startswith(b"PK")
    with pytest.raises(NotFound), transaction.atomic():
        show(bank.rm, plain)


def test_each_look_is_counted_and_audited_and_gives_the_same_password(bank):
    export = ask(bank.rm)
    written(export)
    passwords = {show(bank.rm, export).unwrap() for _number in range(2)}
    export.refresh_from_db()
    assert passwords == {password_of(export)}
    assert export.password_shown_count == 2
    looks = AuditEntry.objects.filter(verb=SHOWN).order_by("pk")
    assert [entry.new["shown"] for entry in looks] == [1, 2]


def test_nobody_else_is_shown_it_and_nobody_after_the_link_ended(bank):
    export = ask(bank.rm)
    with pytest.raises(services.ExportGone), transaction.atomic():
        show(bank.rm, export)
    written(export)
    for actor in (bank.head, bank.other_rm):
        with pytest.raises(NotFound), transaction.atomic():
            show(actor, export)
    with pytest.raises(services.ExportGone), transaction.atomic():
        show(bank.rm, export, now=clock.now() + timedelta(hours=25))
    assert not AuditEntry.objects.filter(verb=SHOWN).exists()


def test_the_password_goes_with_the_file(bank):
    export = ask(bank.rm)
    written(export)
    services.clean_exports(now=clock.now() + timedelta(hours=25))
    export.refresh_from_db()
    assert (export.state, export.password_token) == (ExportState.EXPIRED, None)


def test_the_password_stands_in_no_name_log_or_entry_of_the_trail(bank, caplog):
    with caplog.at_level(logging.DEBUG):
        export = ask(bank.rm)
        path = written(export)
        password = show(bank.rm, export).unwrap()
        run_waiting()
    said = [path.name, caplog.text, repr(show(bank.rm, export))]
    said += [repr(row) for row in Export.objects.values()]
    said += [repr(row) for row in AuditEntry.objects.values()]
    assert not any(password in text for text in said)
