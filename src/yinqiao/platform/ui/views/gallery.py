"""The component sheet, for looking at every piece in both themes; only in debug and demo. All people are invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from yinqiao.platform.errors import DomainError
from yinqiao.platform.ui.cursor import Value
from yinqiao.platform.ui.paging import SequenceSource, Source
from yinqiao.platform.ui.table import Action, BulkAction, Column, Kind, Phone, Table, Tag
from yinqiao.platform.ui.views.list import EmptyState, ListPage
from yinqiao.platform.ui.views.page import render_page


@dataclass(frozen=True, slots=True)
class Sample:
    """One invented customer."""

    row_id: int
    name: str
    tier: str
    phone: str
    aum: Decimal
    change: Decimal
    risk: str
    reason: str
    state: str


_NAMES = (
    "林婉清",
    "高文博",
    "冯丽华",
    "沈玉珍",
    "陆景行",
    "程国栋",
    "许嘉禾",
    "周启明",
    "唐悦",
    "何志强",
)
_TIERS = ("PRIVATE", "PREMIER", "PREMIER", "WEALTH", "WEALTH", "BASIC_WEALTH", "MASS")
_REASONS = (
    "大额存单 12-01 到期 200 万",
    "余额突增 268 万",
    "有房贷、无理财",
    "3 个月无交易，流失高",
    "差 4.6 万升钻石",
)
_STATES = {
    "ok": ("可营销", "circle-check"),
    "w": ("4 小时后升级", "clock"),
    "d": ("逾期 1 天", "flame"),
    "o": ("对公", ""),
}


def _samples() -> list[Sample]:
    rows = []
    for i in range(137):
        aum = Decimal(12_864_000) / (1 + i % 23) + i * 1_000
        change = Decimal((i * 7919) % 900_000 - 400_000) if i % 5 else Decimal(0)
        rows.append(
            Sample(
                row_id=i + 1,
                name=_NAMES[i % len(_NAMES)],
                tier=_TIERS[i % len(_TIERS)],
                phone=f"13{i % 10}****{6621 + i:04d}",
                aum=aum.quantize(Decimal("0.01")),
                change=change,
                risk=f"C{1 + i % 5}",
                reason=_REASONS[i % len(_REASONS)],
                state=list(_STATES)[i % len(_STATES)],
            )
        )
    return rows


def _state(row: Sample) -> Tag:
    text, icon = _STATES[row.state]
    return Tag(text, row.state, icon)


SAMPLES = _samples()
SAMPLE_TABLE = Table[Sample](
    key="samples",
    columns=(
        Column("name", _("Name"), link=lambda row: f"#{row.row_id}", phone=Phone.NAME, sort="name"),
        Column("tier", _("Tier"), kind=Kind.TIER),
        Column("phone", _("Phone"), kind=Kind.MASKED, reveal=lambda _row: reverse("ui:shortcuts")),
        Column("reason", _("Reason"), phone=Phone.REASON),
        Column("aum", _("AUM"), kind=Kind.MONEY, sort="aum"),
        Column("change", _("This month"), kind=Kind.MOVEMENT, sort="change"),
        Column("state", _("State"), kind=Kind.TAG, value=_state),
        Column(
            "act",
            "",
            kind=Kind.ACTION,
            value=lambda _row: Action(_("Call"), "#", "phone"),
            phone=Phone.ACTION,
        ),
    ),
    row_id=lambda row: row.row_id,
    bulk=(
        BulkAction(_("Tag"), "ui:ping", "ui.sample", "tag"),
        BulkAction(_("Export"), "ui:ping", "ui.sample", "download", _("needs approval")),
    ),
)


class SampleFilter(forms.Form):
    """Filter of the sample list."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name")}),
    )
    tier = forms.ChoiceField(
        label=_("Tier"),
        required=False,
        choices=[
            ("", _("All")),
            ("PRIVATE", _("Private bank")),
            ("PREMIER", _("Premier")),
            ("NONE", "—"),
        ],
    )


class SampleList(ListPage[Sample, Sample]):
    """The generic list over invented rows."""

    table = SAMPLE_TABLE
    filter_form = SampleFilter
    default_order = "-aum"
    title = _("Sample list")
    unit = _("customers")
    empty: ClassVar[EmptyState] = EmptyState(
        _("No customers yet"), _("They come with the next import."), "users"
    )

    def source(self, filters: Mapping[str, object]) -> Source[Sample]:
        """Filter in memory."""
        text, tier = str(filters.get("q", "")), str(filters.get("tier", ""))
        rows = [row for row in SAMPLES if text in row.name and tier in {"", row.tier}]
        return SequenceSource(rows, key=lambda row: row.row_id, value=_value)


def _value(row: Sample, field: str) -> Value:
    values: dict[str, Value] = {"name": row.name, "aum": row.aum, "change": row.change}
    return values[field]


class SampleForm(forms.Form):
    """A form with everything wrong."""

    customer = forms.CharField(label=_("Customer"))
    phone = forms.CharField(label=_("Phone"))
    amount = forms.DecimalField(label=_("Amount (yuan)"), max_value=30_000_000)
    expected_on = forms.DateField(
        label=_("Expected on"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    product = forms.ChoiceField(label=_("Product"), choices=[("1", "长盈价值精选混合（R4）")])
    note = forms.CharField(label=_("Note"), required=False, widget=forms.Textarea)

    def clean(self) -> dict[str, object]:
        """Show two messages at fields."""
        self.add_error("phone", "手机号应为 11 位数字，现在是 10 位")
        return super().clean() or {}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the stepper."""

    title: str
    detail: str
    state: str = ""


STEPS = (
    Step("上传", "加密传输", "done"),
    Step("字段对应", "22 / 26 列", "done"),
    Step("校验", "318 行待处理", "current"),
    Step("查重", "38 组待审"),
    Step("试导入", "不落库"),
    Step("双人复核后导入", "可整批撤回"),
)
CHART = {
    "xAxis": {
        "type": "category",
        "data": ["6 月", "7 月", "8 月", "9 月", "10 月", "11 月"],
        "boundaryGap": False,
    },
    "yAxis": {"type": "value", "min": 1100},
    "series": [
        {
            "type": "line",
            "data": [1182, 1190, 1221, 1208, 1248, 1286],
            "symbol": "none",
            "areaStyle": {"color": "--accent-soft"},
        }
    ],
}


def components(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    form = SampleForm(
        {
            "customer": "林婉清",
            "phone": "138****662",
            "amount": "50000000",
            "expected_on": "2026-11-20",
            "product": "1",
        }
    )
    context = {
        "title": _("Components"),
        "form": form,
        "steps": STEPS,
        "chart": CHART,
        "chart_rows": list(zip(CHART["xAxis"]["data"], CHART["series"][0]["data"], strict=True)),  # type: ignore[index]
        "facts": [("客户号", "6100287419"), ("证件号", "110***********1234"), ("备注", "")],
    }
    return render_page(request, "ui/components.html", context)


class SampleFault(DomainError):
    """An error shown for its looks."""

    code = "SAMPLE"


def fault(request: HttpRequest, status: int) -> HttpResponse:  # noqa: ARG001
    """Fail with `status`; 500 fails unexpectedly."""
    if status >= 500:  # noqa: PLR2004
        message = "an unexpected error, on purpose"
        raise RuntimeError(message)
    error = SampleFault("")
    error.status = status
    if status == 403:  # noqa: PLR2004
        error.message = "该客户不在您的管户范围。可申请 24 小时只读访问，由两位行长审批。"
        error.extra = {"owner": "江北支行 黎明哲", "request_url": "#"}
    raise error
