"""Passwords drawn for files: long enough, and read without a doubt."""

from math import log2

from yinqiao.platform.crypto.passphrases import LETTERS, draw_passphrase


def test_a_password_is_five_groups_of_four_from_letters_that_do_not_look_alike():
    groups = draw_passphrase().split("-")
    assert [len(group) for group in groups] == [4] * 5
    assert set("".join(groups)) <= set(LETTERS)
    assert not set(LETTERS) & set("0OQD1IL2Z5S6G8BUV")


def test_it_is_long_enough_and_drawn_anew():
    assert 20 * log2(len(set(LETTERS))) > 80
    assert len({draw_passphrase() for _number in range(100)}) == 100
