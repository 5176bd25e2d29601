"""Numbers and dates in one spelling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yinqiao.lib.matching import numbers


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("110105491231002", "11010519491231002X"),
        ("11010519491231002x", "11010519491231002X"),
        (" 110105 19491231 002Ｘ ", "11010519491231002X"),
        ("E-1234567 8", "E12345678"),
        ("6988048", "6988048"),
        ("000000000000000000", ""),
        ("1234567890", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_certificates(text, key):
    assert numbers.number_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("138 0000 1234", "13800001234"),
        ("+86-13800001234", "13800001234"),
        ("008613800001234", "13800001234"),
        ("0591-87654321转12", "059187654321"),
        ("13800001234/13900005678", "13800001234"),
        ("11111111111", ""),
        ("", ""),
    ],
)
def test_phones(text, key):
    assert numbers.phone_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1980-03-14", "19800314"),
        ("1980/3/4", "19800304"),
        ("1980年3月14日", "19800314"),
        ("1980-03-14 00:00:00", "19800314"),
        ("14/03/1980", "19800314"),
        ("03/14/1980", "19800314"),
        ("19390230", "19390230"),
        ("1980", ""),
        ("00000000", ""),
        ("", ""),
    ],
)
def test_dates(text, key):
    assert numbers.birth_key(text) == key


@pytest.mark.parametrize(
    ("text", "key"), [(" A.B@Bank.CN ", "a.b@bank.cn"), ("a@", ""), ("nobody", ""), ("", "")]
)
def test_mailboxes(text, key):
    assert numbers.email_key(text) == key


@given(st.text(max_size=30))
def test_keys_of_keys_are_themselves(text):
    for made in (numbers.number_key, numbers.phone_key, numbers.email_key, numbers.birth_key):
        key = made(text)
        assert made(key) == key
