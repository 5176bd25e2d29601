"""Which of our codes a code map may lead to, and the editor that offers them."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.imports import services
from yinqiao.platform.imports.models import CodeMap
from yinqiao.platform.imports.profile import readable_profiles
from yinqiao.platform.imports.profile.holdable import holdable
from yinqiao.platform.imports.profile.known import registered
from yinqiao.platform.imports.profile.shapes import Profile
from yinqiao.platform.imports.tests import samples
from yinqiao.platform.imports.tests.conftest import DAY, NOW
from yinqiao.platform.imports.tests.test_pages import text

FORM = "/imports/codes/new/"
GIVEN = {"source_value": "77", "valid_from": str(DAY), "reason": "新增"}


def held(map_name: str, source: str = "CORE"):
    targets = registered().targets
    return holdable(readable_profiles(), targets, source=source, map_name=map_name)


def meanings(profile: Profile, map_name: str) -> set[str]:
    found: set[str] = set()
    for meaning in profile.code_maps[map_name].values():
        found |= {meaning} if isinstance(meaning, str) else {code.to for code in meaning}
    return found


@pytest.mark.parametrize("profile", readable_profiles(), ids=lambda profile: profile.profile)
def test_what_profiles_bring_can_be_held(profile: Profile):
    problems = [
        (name, code, problem)
        for name in profile.code_maps
        for code in meanings(profile, name)
        if (problem := held(name, profile.source).problem(code))
    ]
    assert problems == []


def test_a_column_with_a_list_holds_nothing_else_and_others_only_so_many_characters():
    assert list(held("sex").choices) == ["M", "F", "U"]
    assert list(held("org_status").choices) == ["OPEN", "CLOSED"]
    assert "BRANCH_HEAD" in held("post").choices
    assert "SUB_BRANCH" in held("org_level").choices
    assert "LOSS" in held("loan_grade").choices
    currency = held("currency")
    assert (currency.is_closed, currency.longest, currency.problem("THB")) == (False, 3, "")
    with translation.override("zh-hans"):
        assert currency.problem("BAHT") == "该字段最多 3 个字符。"
        assert held("sex").problem("X") == "该字段不能存放 X，可存放：M, F, U。"


def test_a_map_whose_columns_have_no_code_in_common_can_hold_none(tmp_path: Path):
    with samples.registered():
        profile = samples.sample_profile(tmp_path)
        found = holdable([profile], registered().targets, source="TESTS", map_name="kind")
    assert (found.choices, found.is_closed, found.problem("ANY")) == (None, False, "")
    kind = profile.tables[0].columns[4]
    assert (kind.name, kind.map) == ("kind", "kind")
    tables = [
        profile.tables[0].model_copy(
            update={"target": target, "columns": [kind.model_copy(update={"to": column})]}
        )
        for target, column in (("customers.person", "sex"), ("organization.org", "status"))
    ]
    torn = profile.model_copy(update={"tables": tables})
    nothing = holdable([torn], registered().targets, source="TESTS", map_name="kind")
    assert (nothing.choices, nothing.is_closed) == ({}, True)
    with translation.override("zh-hans"):
        assert nothing.problem("M") == "该码表用于多个字段，这些字段没有共同的码值。"


@pytest.mark.parametrize(("map_name", "code"), [("org_level", "REGION"), ("currency", "BAHT")])
def test_a_code_that_the_column_cannot_hold_is_refused(db: None, map_name: str, code: str):
    with pytest.raises(InvalidInput) as refused:
        services.map_code(
            actor=samples.runner(),
            now=NOW,
            source="CORE",
            map_name=map_name,
            source_value="77",
            standard_value=code,
            valid_from=DAY,
            reason="新增",
        )
    assert list(refused.value.fields) == ["standard_value"]
    assert CodeMap.objects.count() == 0


def test_the_editor_offers_a_choice_and_follows_the_map_that_is_chosen(db: None, steward: Client):
    plain = text(steward.get(FORM))
    assert '<select name="standard_value"' not in plain
    followed = text(
        steward.get(
            FORM, {"place": "CORE/org_level", "source_value": "77"}, headers={"HX-Request": "true"}
        )
    )
    assert '<option value="SUB_BRANCH">支行（SUB_BRANCH）</option>' in followed
    assert 'value="77"' in followed
    assert 'hx-get="/imports/codes/new/"' in followed
    assert "<html" not in followed
    other = text(steward.get(FORM, {"place": "CORE/sex"}))
    assert "SUB_BRANCH" not in other


def test_an_address_with_anything_in_it_shows_an_empty_form(db: None, steward: Client):
    for place in ("NOWHERE/none", "CORE/", "CORE/sex/x"):
        shown = text(steward.get(FORM, {"place": place, "source_value": "镕", "valid_from": "x"}))
        assert '<select name="standard_value"' not in shown


def test_the_editor_refuses_what_is_not_offered_and_keeps_what_is(db: None, steward: Client):
    wrong = steward.post(FORM, {**GIVEN, "place": "CORE/post", "standard_value": "BOSS"})
    assert (wrong.status_code, CodeMap.objects.count()) == (422, 0)
    assert "该字段不能存放此码值。" in wrong.content.decode()
    right = steward.post(FORM, {**GIVEN, "place": "CORE/post", "standard_value": "BRANCH_HEAD"})
    assert right.status_code == 303
    assert CodeMap.objects.get().standard_value == "BRANCH_HEAD"
