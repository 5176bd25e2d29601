"""No path leads out without a reservation of the gate (C13): in the code, in the database, and between the look and the sending."""

import ast
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

import yinqiao
from yinqiao.compliance import services as gate
from yinqiao.compliance.tests.factories import ContactSlot, make_consent
from yinqiao.customers.tests.factories import Bank, act_as, whole_bank
from yinqiao.interactions import ports, queries, services
from yinqiao.interactions.models import SentOut
from yinqiao.interactions.services import Order
from yinqiao.interactions.tests.factories import WORKDAY as NOW

SOURCE = Path(yinqiao.__file__).parent
DOOR = "interactions/services/reaching.py"
# What hands a call or message to a channel, and what gives an adapter the number in clear.
WAYS_OUT = {"hand_over", "release_contact_point"}


def _is_toast(node):
    """Toasts are handed over too, to the page."""
    return getattr(getattr(node.func, "value", None), "id", "") == "toasts"


def _calls(path):
    """Yield (function, name, line) of every call in a file."""
    for function in ast.walk(ast.parse(path.read_text())):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and not _is_toast(node):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    yield function.name, name, node.lineno


def test_one_function_hands_over_and_it_has_reserved_before():
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if "tests" not in path.parts and any(way in path.read_text() for way in WAYS_OUT):
            for function, name, line in _calls(path):
                if name in WAYS_OUT | {"reserve_contact", "_release"}:
                    found.setdefault(path.relative_to(SOURCE).as_posix(), []).append(
                        (line, function, name)
                    )
    assert list(found) == [DOOR], "something reaches customers past the gate"
    lines = [(function, name) for _line, function, name in sorted(found[DOOR])]
    assert lines == [
        ("reach_out", "reserve_contact"),
        ("reach_out", "_release"),
        ("reach_out", "hand_over"),
        ("_release", "release_contact_point"),
    ]


@pytest.fixture
def bank(db):
    return Bank()


@pytest.fixture
def sent(monkeypatch):
    found = []

    class Kept:
        title = "Kept"

        def hand_over(self, handover, _number):
            assert ContactSlot.objects.filter(key=handover.key, outcome="RESERVED").exists()
            found.append(handover.channel)

    monkeypatch.setitem(ports.channels._items, "local", Kept())
    return found


def test_the_database_takes_nothing_that_went_out_without_a_slot(bank):
    def write():
        with whole_bank(), transaction.atomic():
            SentOut.objects.create(
                customer=bank.own, key="past-the-gate", channel="SMS", adapter="local", at=NOW
            )
            with transaction.get_connection().cursor() as cursor:
                cursor.execute("set constraints all immediate")

    with pytest.raises(IntegrityError, match="sent_out_reserved"):
        write()
    assert SentOut.objects.count() == 0


@pytest.mark.parametrize("channel", ["CALL", "SMS", "WECOM"])
def test_a_consent_withdrawn_between_the_look_and_the_sending_closes_it(bank, sent, channel):
    make_consent(bank.own, channel="ANY")
    actor = act_as(bank.rm)
    seen = queries.contact_bar(actor=actor, customer_id=bank.own.pk, now=NOW)
    assert {way.channel for way in seen.open} == {"CALL", "SMS", "WECOM"}
    make_consent(bank.own, channel="ANY", status="WITHDRAWN", withdrawn_at=NOW)
    order = Order(channel=channel, key=f"late-{channel}", text="【澜江银行】您好。拒收请回复R")
    act_as(bank.rm)
    with pytest.raises(gate.ContactRefused) as refused, transaction.atomic():
        services.reach_out(actor=actor, now=NOW, customer_id=bank.own.pk, order=order)
    assert refused.value.code == "NO_CONSENT"
    assert "撤回" in refused.value.message
    assert (sent, SentOut.objects.count(), ContactSlot.objects.count()) == ([], 0, 0)
