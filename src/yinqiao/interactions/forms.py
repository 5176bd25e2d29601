"""What people fill in about contacts and tasks."""

from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.compliance.choices import ContactPurpose
from yinqiao.interactions.choices import (
    Channel,
    CounterCheck,
    Direction,
    Repeat,
    TaskKind,
    TaskState,
)
from yinqiao.interactions.services import LINE_LENGTH, NOTE_LENGTH, OUTCOMES

PURPOSES: Final = (ContactPurpose.MARKETING, ContactPurpose.SERVICE)
_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
# Days around which one can still count: at either end of the calendar there is no day before or after.
_IN_REACH: Final = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2199, 12, 31)))
_MOMENT = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})


def _line(label: Any, *, required: bool = False, **attributes: object) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LINE_LENGTH,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attributes}),
    )


class TimelineFilterForm(forms.Form):
    """What the timeline is narrowed to; in the address of the page."""

    words = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=60,
        widget=forms.SearchInput(attrs={"placeholder": _("Words in notes and summaries")}),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    who = forms.ChoiceField(label=_("Colleague"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=_DAY, validators=_IN_REACH)
    until = forms.DateField(label=_("To"), required=False, widget=_DAY, validators=_IN_REACH)

    def __init__(
        self, data: QueryDict, *, kinds: list[tuple[str, str]], people: list[tuple[int, str]]
    ) -> None:
        super().__init__(data)
        for name, offered in (
            ("kind", kinds),
            ("who", [(str(pk), said) for pk, said in people]),
        ):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("All")), *offered]

    def clean(self) -> dict[str, Any]:
        """A period ends after it begins."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("The end must not be before the beginning."))
        return cleaned

    def said(self) -> list[str]:
        """What is asked for, in words."""
        chosen: list[str] = []
        for name in ("kind", "who"):
            code = self.cleaned_data.get(name)
            field = self.fields[name]
            if code and isinstance(field, forms.ChoiceField):
                chosen.append(str(dict(field.choices)[code]))  # type: ignore[arg-type]
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since or until:
            chosen.append(f"{since or '…'} – {until or '…'}")
        words = self.cleaned_data.get("words", "")
        return [*chosen, f"“{words}”"] if words else chosen


class FollowUpForm(forms.Form):
    """What came of a contact: the outcome by a digit, what was said, the next step; the rest is known or has a default."""

    help_source = "follow-up"
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[(item.value, item.label) for item in OUTCOMES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what came of it.")},
    )
    note = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    next_step = _line(_("Next step"))
    next_on = forms.DateField(label=_("On"), required=False, widget=_DAY)
    used_script = forms.BooleanField(label=_("Used the script"), required=False)
    need = _line(_("What the customer needs"))
    channel = forms.ChoiceField(label=_("How you met"), choices=Channel.choices)
    purpose = forms.ChoiceField(
        label=_("Purpose of the contact"), choices=[(item.value, item.label) for item in PURPOSES]
    )
    direction = forms.ChoiceField(label=_("Who began"), choices=Direction.choices)
    about = forms.ChoiceField(label=_("What it is about"), required=False)
    contact_point_id = forms.TypedChoiceField(
        label=_("Telephone number"), required=False, coerce=int, empty_value=None
    )
    happened_at = forms.DateTimeField(label=_("When it was"), required=False, widget=_MOMENT)
    place = _line(_("Where"))
    participants = _line(_("Who took part"))
    subject = _line(_("Topics"))
    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    slot_key = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        about: list[tuple[str, str]],
        numbers: list[tuple[str, str]],
        has_script: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        if not has_script:
            del self.fields["used_script"]
        self._offer("about", about, least=1)
        self._offer("contact_point_id", numbers, least=2)

    def _offer(self, name: str, offered: list[tuple[str, str]], *, least: int) -> None:
        """Where there is nothing to choose, nothing is asked."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "—"), *offered]
        if len(offered) < least:
            field.widget = forms.HiddenInput()


class CounterVisitForm(forms.Form):
    """What the counter compared, and what the visit was about."""

    help_source = "counter"
    checks = forms.MultipleChoiceField(
        label=_("What was compared"),
        required=False,
        choices=CounterCheck.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(
        label=_("What the visit was about"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CallForm(forms.Form):
    """Which number is dialled, if there are several, and which product it offers; the key makes a second click harmless."""

    contact_id = forms.TypedChoiceField(
        label=_("Telephone number"), required=False, coerce=int, empty_value=None
    )
    product_id = forms.TypedChoiceField(
        label=_("Product offered"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_(
            "Only what may be recommended to the customer is listed; name no other product."
        ),
    )
    key = forms.CharField(max_length=60, widget=forms.HiddenInput)
    purpose = forms.ChoiceField(
        choices=[(item.value, item.label) for item in PURPOSES], widget=forms.HiddenInput
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        numbers: list[tuple[str, str]],
        offered: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        product = self.fields["product_id"]
        assert isinstance(product, forms.ChoiceField)  # noqa: S101 - declared above
        product.choices = [("", gettext("No investment product")), *offered]
        if not offered:
            product.widget = forms.HiddenInput()
        field = self.fields["contact_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = numbers
        if len(numbers) < 2:  # noqa: PLR2004 - nothing to choose from
            field.choices = [("", ""), *numbers]
            field.widget = forms.HiddenInput()


class MessageForm(CallForm):
    """The text, prepared and to be changed."""

    text = forms.CharField(
        label=_("Text"), max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 5})
    )


class TaskForm(forms.Form):
    """Something to be done for a customer."""

    help_source = "task"
    title = _line(_("What is to be done"), required=True)
    due_on = forms.DateField(label=_("Due on"), widget=_DAY)
    due_time = forms.TimeField(
        label=_("At"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    repeat = forms.ChoiceField(label=_("Comes again"), choices=Repeat.choices, required=False)
    until = forms.DateField(
        label=_("Repeat until"), required=False, widget=_DAY, validators=_IN_REACH
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (item.value, item.label)
            for item in (TaskKind.FOLLOW_UP, TaskKind.VISIT, TaskKind.OTHER)
        ],
    )
    detail = forms.CharField(
        label=_("Details"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DoneForm(forms.Form):
    """How it ended."""

    note = _line(_("Note"))


class PutOffForm(forms.Form):
    """Another day, and why."""

    due_on = forms.DateField(label=_("New day"), widget=_DAY)
    reason = _line(_("Reason"))


class GiveForm(forms.Form):
    """To whom, among those who may open the customer."""

    staff_id = forms.TypedChoiceField(label=_("Give to"), coerce=int)
    reason = _line(_("Reason"))

    def __init__(
        self, data: QueryDict | None = None, *, people: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        field = self.fields["staff_id"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = people


class TaskFilterForm(forms.Form):
    """The filter of the list, in the address."""

    whose = forms.ChoiceField(
        label=_("Whose tasks"),
        required=False,
        choices=[("mine", _("Mine")), ("team", _("All in my scope")), ("pool", _("In the pool"))],
    )
    due = forms.ChoiceField(
        label=_("Due day"),
        required=False,
        choices=[
            ("", _("All")),
            ("LATE", _("Overdue")),
            ("TODAY", _("Today and before")),
            ("WEEK", _("Due within 7 days")),
        ],
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *TaskKind.choices]
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", TaskState.OPEN.label),
            (TaskState.DONE.value, TaskState.DONE.label),
            ("ANY", _("All")),
        ],
    )


class AmendForm(forms.Form):
    """What is added to a contact."""

    text = forms.CharField(
        label=_("What is added"), max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 3})
    )


class WordsForm(forms.Form):
    """The words of a contact, while they may be changed."""

    summary = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    need = _line(_("What the customer needs"))
    subject = _line(_("Topics"))
    place = _line(_("Where"))
    participants = _line(_("Who took part"))
