"""Tags that every template has (they are built-ins): icons, badges, figures, fields, cards.

{% icon "bell" %}  {% tier customer.tier %}  {{ amount|money }}  {% movement change %}  {% field form.name %}
{% masked phone.masked reveal_url %}  {% card title="…" count=3 %}…{% endcard %}  {% note "w" "clock" %}…{% endnote %}
"""

import json
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import BoundField, CheckboxInput, FileInput, Form, RadioSelect, Select, Textarea
from django.forms.widgets import CheckboxSelectMultiple, HiddenInput
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from yinqiao.platform import clock
from yinqiao.platform.i18n import formats, sources, times
from yinqiao.platform.ui.tiers import tier_look

register = template.Library()
NOTE_ICONS = {"": "info-circle", "w": "alert-triangle", "d": "alert-circle", "ok": "circle-check"}
# What a Textarea has whose form says nothing.
DJANGOS_ROWS = "10"


def _language() -> str:
    return get_language() or "zh-hans"


def _decimal(value: object) -> Decimal | None:
    if value is None or value == "":
        return None
    return value if isinstance(value, Decimal) else Decimal(str(value))


@register.simple_tag
def icon(name: str, size: str = "", label: str = "", css: str = "") -> SafeString:  # noqa: PLR0917 (a template tag)
    """Draw an icon of the sprite; `size` is ``s``, ``l`` or ``xl``; without `label` it is hidden from readers."""
    return _icon(staticfiles_storage.url("ui/icons.svg"), name, size, label=str(label), css=css)


@lru_cache(maxsize=1_024)
def _icon(sprite: str, name: str, size: str, *, label: str, css: str) -> SafeString:
    """Write an icon once: a page draws some forty, of a few kinds."""
    classes = " ".join(part for part in ("i", size, css) if part)
    address = f"{sprite}#{name}"
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>',
            classes,
            label,
            address,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', classes, address
    )


@register.simple_tag
def tier(code: str) -> SafeString:
    """Draw the badge of a customer tier."""
    look = tier_look(code)
    return (
        format_html('<span class="c-tier {}">{}</span>', look.css, look.title)
        if code
        else SafeString("")
    )


@register.simple_tag
def tag(text: str, tone: str = "", icon_name: str = "") -> SafeString:
    """Draw a state tag: ``ok`` done, ``w`` waiting, ``d`` danger, ``a`` accent, ``o`` outline."""
    mark = icon(icon_name, "s") if icon_name else ""
    return format_html('<span class="c-tag {}">{}{}</span>', tone, mark, text)


@register.simple_tag
def avatar(name: str, css: str = "") -> SafeString:
    """Draw a round mark with the first character of the name."""
    return format_html('<span class="c-av {}" aria-hidden="true">{}</span>', css, name[:1] or "?")


@register.filter
def money(value: object, currency: str = formats.HOME_CURRENCY) -> SafeString:
    """Write a short amount with the whole figure on hover."""
    amount = _decimal(value)
    text = formats.money(amount, language=_language(), currency=currency or formats.HOME_CURRENCY)
    return format_html(
        '<data value="{}" title="{}">{}</data>',
        "" if amount is None else amount,
        formats.money_in_full(amount, currency=currency),
        text,
    )


@register.filter(name="json")
def as_json(value: object) -> str:
    """Return `value` as JSON text; the template escapes it for its attribute."""
    return json.dumps(value, ensure_ascii=False)


@register.filter
def money_in_full(value: object) -> str:
    """Write the whole amount."""
    return formats.money_in_full(_decimal(value))


@register.filter
def number(value: object) -> str:
    """Write a count or a plain number."""
    if isinstance(value, int):
        return formats.count(value, language=_language())
    return formats.decimal(_decimal(value))


@register.filter
def rate(value: object) -> str:
    """Write an interest rate given as a fraction."""
    return formats.rate(_decimal(value))


@register.filter
def share(value: object) -> str:
    """Write a share given as a fraction."""
    return formats.share(_decimal(value))


@register.filter
def day(value: date | None) -> str:
    """Write a date."""
    return times.day(value)


@register.filter
def long_day(value: date) -> str:
    """Write a day with its weekday."""
    return times.long_day(value, language=_language())


@register.filter
def short_day(value: date | None) -> str:
    """Write a day near today, without its year."""
    return times.short_day(value)


@register.filter
def month_name(value: date) -> str:
    """Write a month."""
    return times.month_name(value, language=_language())


@register.filter
def weekday_name(value: date) -> str:
    """Write a weekday as short as a calendar's column is narrow."""
    return times.weekday_name(value, language=_language())


@register.filter
def near_day(value: date, today: date) -> str:
    """Write what a day of the next weeks is called."""
    return times.near_day(value, today, language=_language())


@register.filter
def moment(value: datetime | None) -> SafeString:
    """Write a moment, short when near, with the whole of it on hover."""
    text = times.moment(value, now=clock.now(), language=_language())
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        value.isoformat() if value else "",
        times.moment_in_full(value),
        text,
    )


@register.filter
def source_name(code: str) -> str:
    """Name the system that a row came from."""
    return sources.source_title(code)


@register.filter
def or_dash(value: object) -> object:
    """Write a missing value as an em dash."""
    return formats.MISSING if value is None or value == "" else value


@register.simple_tag
def movement(value: object, text: str = "") -> SafeString:
    """Write a change of money with arrow, sign and colour; `text` replaces the figure (``8.2%``)."""
    amount = _decimal(value)
    if not amount:
        return format_html(
            '<span class="flat">{}</span>', formats.MISSING if amount is None else "0.0"
        )
    tone, arrow = ("up", "▲") if amount > 0 else ("down", "▼")
    shown = text or formats.money(amount, language=_language(), signed=True)
    return format_html(
        '<span class="{} nw"><span class="ar" aria-hidden="true">{}</span>{}</span>',
        tone,
        arrow,
        shown,
    )


@register.simple_tag
def meter(
    value: object, maximum: object = 100, label: str = "", *, pace: object = None, tone: str = ""
) -> SafeString:
    """Draw a progress bar as SVG; `pace` is where it should stand by now, in the same unit."""
    top = _decimal(maximum) or Decimal(100)
    done = _percent(value, top)
    mark = ""
    if pace is not None:
        mark = format_html(
            '<rect class="pm" x="{}%" y="-2" width="2" height="100%"/>', _percent(pace, top)
        )
    return format_html(
        '<svg class="c-bar" role="img" aria-label="{}"><rect class="tr" width="100%" height="100%" rx="2"/>'
        '<rect class="fg {}" width="{}%" height="100%" rx="2"/>{}</svg>',
        label or f"{done}%",
        tone,
        done,
        mark,
    )


def _percent(value: object, top: Decimal) -> Decimal:
    part = (_decimal(value) or Decimal(0)) / top * 100
    return max(Decimal(0), min(part, Decimal(100))).quantize(Decimal("0.1"))


@register.inclusion_tag("ui/components/field.html")
def field(
    bound: BoundField, *, hint: str = "", css: str = "", warning: str = ""
) -> dict[str, object]:
    """Draw a form field: label above, native control, error or hint below."""
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        widget.attrs["class"] = "c-cb"
    return {
        "field": bound,
        "control": bound.as_widget(attrs=_attributes(bound, css)),
        "hint": hint or bound.help_text,
        "warning": warning,
        "is_hidden": isinstance(widget, HiddenInput),
        "is_row": isinstance(widget, CheckboxInput),
        "is_group": isinstance(widget, RadioSelect | CheckboxSelectMultiple),
    }


@register.simple_tag
def control(bound: BoundField, css: str = "") -> SafeString:
    """Draw only the control of a field, with our classes and its label for readers."""
    return bound.as_widget(attrs={**_attributes(bound, css), "aria-label": str(bound.label)})


def _attributes(bound: BoundField, css: str) -> dict[str, str | bool]:
    widget = bound.field.widget
    kind = "c-input"
    if isinstance(widget, CheckboxInput | RadioSelect | CheckboxSelectMultiple):
        kind = "c-cb"
    elif isinstance(widget, Select) and not isinstance(widget, RadioSelect):
        kind = "c-select"
    own = str(widget.attrs.get("class", ""))
    attributes: dict[str, str | bool] = {
        "class": " ".join(part for part in (kind, own, css) if part)
    }
    if bound.errors:
        attributes |= {"aria-invalid": "true", "aria-describedby": f"{bound.id_for_label}_error"}
    if isinstance(widget, Textarea):
        said = str(widget.attrs.get("rows", DJANGOS_ROWS))
        attributes["rows"] = "3" if said == DJANGOS_ROWS else said
    if isinstance(widget, FileInput):
        attributes.setdefault("class", "c-input")
    return attributes


@register.inclusion_tag("ui/components/form_errors.html")
def form_errors(form: Form) -> dict[str, object]:
    """Draw the summary above a form: how many, linked to the fields, and errors of the form as a whole."""
    wrong = [form[name] for name in form.errors if name in form.fields]
    return {"form": form, "wrong": wrong, "count": len(wrong) + len(form.non_field_errors())}


@register.simple_tag(takes_context=True)
def csp_nonce(context: Context) -> str:
    """Return the nonce of this answer; only for libraries that insert styles (FullCalendar)."""
    request = context.get("request")
    return str(getattr(request, "csp_nonce", ""))


@register.simple_block_tag
def card(
    content: str,
    title: str = "",
    *,
    count: object = "",
    css: str = "",
    aside: str = "",
    body: bool = True,
) -> SafeString:
    """Draw a card round the block; `body=False` lets tables reach the edges."""
    head: SafeString | str = ""
    if title:
        note = format_html('<span class="cnt">{}</span>', count) if count not in {"", None} else ""
        head = format_html(
            '<div class="c-card-h"><h2>{}</h2>{}<span class="sp"></span>{}</div>',
            title,
            note,
            aside,
        )
    inner = format_html('<div class="c-card-b">{}</div>', content) if body else content
    return format_html('<section class="c-card {}">{}{}</section>', css, head, inner)


@register.simple_block_tag
def note(content: str, tone: str = "", icon_name: str = "") -> SafeString:
    """Draw a note in a soft fill: information, ``w`` warning, ``d`` danger, ``ok`` done."""
    role = ' role="alert"' if tone == "d" else ""
    return format_html(
        '<div class="c-note {}"{}>{}<div>{}</div></div>',
        tone,
        SafeString(role),
        icon(icon_name or NOTE_ICONS.get(tone, "info-circle"), "s"),
        content,
    )
