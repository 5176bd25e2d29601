"""The "?" beside a name: {% help "fact.aum" item.title %}. It opens what `platform.ui.help` knows under that key."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yinqiao.platform.ui.help import has_words
from yinqiao.platform.ui.templatetags.ui import icon

register = template.Library()
_PLAIN = SafeString("")
# Between two fields stands no stop for the Tab key: whoever fills in a form by keyboard asks with F1.
_OF_FIELD = SafeString(' tabindex="-1" aria-keyshortcuts="F1"')


@register.simple_tag(name="help")
def help_mark(key: str, title: object = "") -> SafeString:
    """Draw the button; `title` is what it explains, for who hears the page."""
    return _button(key, title)


def _button(key: str, title: object, attributes: SafeString = _PLAIN) -> SafeString:
    label = _("What is {title}?").format(title=title) if title else _("What is this?")
    return format_html(
        '<button type="button" class="c-help-b" data-help="{}" aria-haspopup="dialog" aria-label="{}"{}>{}</button>',
        key,
        label,
        attributes,
        icon("help", "s"),
    )


@register.filter
def help_of(field: object) -> SafeString | str:
    """Draw the button of a form's field, if its form says `help_source` and words stand under the field's name."""
    form = getattr(field, "form", None)
    key = f"{getattr(form, 'help_source', '')}.{getattr(field, 'name', '')}"
    return _button(key, getattr(field, "label", ""), _OF_FIELD) if has_words(key) else ""


@register.filter
def help_of_field(fact: object, source: str) -> SafeString | str:
    """Draw the button of a fact with `field` and `label`, if the source has words on that field."""
    key = f"{source}.{getattr(fact, 'field', '')}"
    return help_mark(key, getattr(fact, "label", "")) if has_words(key) else ""
