"""Password rules (P01): profiles, common ones in disguise, whole passwords count, code points count."""

import pytest
from django.contrib.auth.hashers import check_password, make_password
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yinqiao.access import common_passwords, passwords
from yinqiao.access.passwords import PROFILES, Problem

MLPS, LONG, MFA = PROFILES["mlps"], PROFILES["long"], PROFILES["mfa"]


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("Xk3!mqz9Lw", []),
        ("Xk3!mqz9L", [Problem.TOO_SHORT]),
        ("xk3mqz9lwb", [Problem.TOO_PLAIN]),
        ("xk3!mqz9lw", []),
        ("P@ssw0rd123", [Problem.COMMON]),
        ("Admin@123456", [Problem.COMMON]),
        ("Qwerty123456", [Problem.COMMON]),
        ("Woaini1314!", [Problem.COMMON]),
        ("Zhangwei123!", [Problem.COMMON]),
        ("aaaaAAAA1111", [Problem.COMMON]),
        ("Hm-E000042-zq", [Problem.PERSONAL]),
        ("雪落山门静Q7b风吹", []),
        ("x" * 257, [Problem.TOO_LONG, Problem.TOO_PLAIN, Problem.COMMON]),
    ],
)
def test_the_mlps_profile(password: str, expected: list[Problem]) -> None:
    assert passwords.problems(password, profile=MLPS, personal=["E000042", "陈思远"]) == expected


@pytest.mark.parametrize(
    ("password", "profile", "is_good"),
    [
        ("fern lamp orbit", LONG, True),
        ("fern lamp orbi", LONG, False),
        ("fern lam", MFA, True),
        ("fern la", MFA, False),
        ("山高月小水落石出清风徐来水波", LONG, False),
        ("山高月小水落石出清风徐来水波不", LONG, True),
    ],
)
def test_lengths_count_code_points(
    password: str, profile: passwords.PasswordProfile, is_good: bool
) -> None:
    assert (passwords.problems(password, profile=profile) == []) is is_good


def test_the_list_is_long_enough_and_is_what_the_program_writes() -> None:
    assert len(passwords.common()) >= 10_000
    assert sorted(passwords.common()) == common_passwords.build()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    found = passwords.problems(text, profile=MLPS)
    assert (Problem.TOO_SHORT in found) is (len(text) < 10)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(head=st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=64, max_size=120))
def test_nothing_is_cut_off(head: str) -> None:
    encoded = make_password(head + "a")
    assert check_password(head + "a", encoded)
    assert not check_password(head + "b", encoded)
    assert not check_password(head, encoded)
