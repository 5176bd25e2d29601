"""Logo, colour, watermark and headers: what would spoil every page is refused when it is set, and drawn harmlessly if it stands."""

from datetime import date, timedelta

import pytest

from yinqiao.platform import clock, registry
from yinqiao.platform.errors import InvalidInput
from yinqiao.platform.parameters import policies, queries, services
from yinqiao.platform.parameters.models import ParameterValue
from yinqiao.platform.second_person import SecondPersonNeeded
from yinqiao.platform.shell import shell_actor
from yinqiao.platform.ui import brand, brand_rules
from yinqiao.platform.ui.tests.people import make_actor

NOW = clock.now()
TODAY = clock.bank_date(NOW)
BAD = [
    ("brand.accent", "red"),
    ("brand.accent", "#12"),
    ("brand.accent", "#GGGGGG"),
    ("brand.logo", "/etc/passwd"),
    ("brand.logo", "javascript:alert(1).svg"),
    ("brand.logo", "ui/../../secret.png"),
    ("brand.logo", "ui/logo.html"),
    ("brand.logo", "澜江银行"),
    ("brand.logo", ".."),
    ("watermark.text", "水印"),
    ("watermark.text", "{name}"),
    ("watermark.text", "{name:>9999999} {staff_no}"),
    ("watermark.text", "{name!r} {staff_no}"),
    ("watermark.text", "{name.__class__.__mro__} {staff_no}"),
    ("watermark.text", "{name} {staff_no} {secret}"),
    ("watermark.text", "{name} {staff_no} {}"),
    ("watermark.text", "{name} {staff_no} {{x}}"),
    ("watermark.text", "{name} {staff_no} {"),
    ("watermark.text", "{name} {staff_no}" + "长" * 60),
    ("pdf.header", "{bank}" + "长" * 55),
    ("pdf.header", "<b>{bank}</b> · {title}"),
    ("pdf.header", "{bank} &lt;{title}"),
    ("pdf.header", "{bank}\u2028{title}"),
    ("pdf.header", "{bank} {staff_no}"),
    ("pdf.header", "{bank:>9999999}"),
    ("pdf.header", "{bank.__class__}"),
    ("pdf.header", "{bank} {"),
    ("mail.header", "长" * 61),
    ("mail.header", "{bank}\r\nBcc: x@example.com"),
    ("mail.header", "{bank}\x00"),
    ("mail.header", "{bank}\u202e"),
    ("mail.header", "<script>{bank}"),
    ("mail.header", "{bank} &#60;"),
    ("mail.header", "{bank} {title}"),
    ("mail.header", "{}"),
]
GOOD = [
    ("brand.accent", "#B8860b"),
    ("brand.logo", "澜江"),
    ("brand.logo", "ui/icons.svg"),
    ("watermark.text", "{bank} {name}（{staff_no}）"),
    ("pdf.header", "{title}（{bank} · R&D）"),
    ("mail.header", "【{bank}】客户服务"),
    ("mail.header", "长" * 60),
]


@pytest.fixture(autouse=True)
def fresh() -> None:
    queries.forget()


def set_value(key: str, text: str) -> None:
    actor = shell_actor("yinqiao parameter", permissions=frozenset({policies.EDIT}))
    services.set_value(
        actor=actor, now=NOW, key=key, text=text, effective_from=TODAY, reason="by decision 12"
    )


def stand(key: str, value: str) -> None:
    """Let a value stand that was set before there were checks."""
    ParameterValue.objects.create(
        key=key, value=value, effective_from=date(2026, 1, 1), set_at=NOW - timedelta(days=9)
    )
    queries.forget()


@pytest.mark.parametrize(("key", "text"), BAD)
def test_a_value_that_would_spoil_every_page_is_refused(db: None, key: str, text: str) -> None:
    with pytest.raises(InvalidInput) as error:
        set_value(key, text)
    assert set(error.value.fields) == {"value"}


@pytest.mark.parametrize(("key", "text"), GOOD)
def test_a_good_value_is_taken(db: None, key: str, text: str) -> None:
    set_value(key, text)
    assert queries.text(key) == text


def test_the_watermark_needs_a_second_person(db: None) -> None:
    with pytest.raises(SecondPersonNeeded):
        services.set_value(
            actor=make_actor(policies.EDIT),
            now=NOW,
            key="watermark.text",
            text="{staff_no} {name}",
            effective_from=TODAY,
            reason="by decision 12",
        )


@pytest.mark.parametrize("text", [text for key, text in BAD if key == "watermark.text"])
def test_a_bad_watermark_that_stands_still_names_who_looks(db: None, text: str) -> None:
    stand("watermark.text", text)
    drawn = brand_rules.watermark(
        brand.brand().watermark, name="陈思远", staff_no="RM10238", bank="澜江银行"
    )
    assert drawn == "陈思远 RM10238"


def test_a_bad_logo_that_stands_is_not_asked_for(db: None) -> None:
    stand("brand.logo", "/etc/passwd.png")
    assert brand.brand().logo == "澜"


def test_a_logo_that_was_never_collected_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(path: str) -> str:
        raise ValueError(path)

    monkeypatch.setattr(brand_rules, "static", missing)
    assert brand_rules.problem_with_logo("bank/logo.svg")


def test_the_first_values_pass_their_own_checks() -> None:
    checked = [item for item in registry.parameters.values() if item.check]
    assert {item.key: item.check(item.value) for item in checked if item.check(item.value)} == {}
