"""What people fill in about customers."""

from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from yinqiao.customers import choices, labels, policies, queries, rules
from yinqiao.lib.numbers import whole_number
from yinqiao.platform.actor import Actor

Choice = tuple[str, str | Promise]
ANY: Final[Choice] = ("", _("All"))
MONTHS: Final = [(str(number), str(number)) for number in range(1, 13)]
GRADES: Final = [(f"C{number}", f"C{number}") for number in range(1, 6)]


class CustomerFilterForm(forms.Form):
    """The filter of the list, in the URL. What an actor may not see she cannot filter by."""

    q = forms.CharField(
        label=_("Name, pinyin or customer number"),
        required=False,
        max_length=60,
        widget=forms.SearchInput(attrs={"placeholder": _("Name, pinyin or customer number")}),
    )
    tier = forms.ChoiceField(label=_("Tier"), required=False, choices=[ANY, *choices.Tier.choices])
    aum_band = forms.ChoiceField(label=_("AUM"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *choices.Kind.choices])
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[ANY, *choices.Status.choices]
    )
    risk_grade = forms.ChoiceField(label=_("Risk grade"), required=False, choices=[ANY, *GRADES])
    birthday_month = forms.ChoiceField(
        label=_("Birthday in month"), required=False, choices=[ANY, *MONTHS]
    )
    city = forms.CharField(
        label=_("City"), required=False, max_length=40, widget=forms.TextInput(attrs={"size": 5})
    )
    tag = forms.ChoiceField(label=_("Customer tag"), required=False)
    org_id = forms.ChoiceField(label=_("Unit"), required=False)
    rm_id = forms.ChoiceField(label=_("Manager"), required=False)

    def __init__(self, data: QueryDict | None = None, *, actor: Actor, today: date) -> None:
        super().__init__(data)
        given = data if data is not None else QueryDict()
        self._offer("aum_band", queries.band_choices(get_language() or "zh-hans"))
        by_tag = queries.narrowing_for(actor, "tag")
        self._offer("tag", by_tag.choices(actor) if by_tag else [])
        self._offer_units(actor, today, chosen=whole_number(given.get("org_id", "")))
        self._offer_managers(
            actor,
            today,
            org_id=whole_number(given.get("org_id", "")),
            chosen=whole_number(given.get("rm_id", "")),
        )
        if not policies.sees_all_birthdays(actor):
            del self.fields["birthday_month"]

    def _offer_units(self, actor: Actor, today: date, *, chosen: int | None) -> None:
        if not queries.has_many_units(actor):
            self._offer("org_id", queries.unit_choices(actor=actor, on=today))
            return
        self._search("org_id", queries.unit_chosen(chosen), url=reverse_lazy("customers:units"))

    def _offer_managers(
        self, actor: Actor, today: date, *, org_id: int | None, chosen: int | None
    ) -> None:
        """List the managers of the unit chosen, or of all one's units; where these are many they are searched for."""
        limit = queries.MOST_LISTED
        if not queries.has_many_units(actor):
            people = queries.manager_choices(actor=actor, on=today, org_id=org_id, limit=limit + 1)
            if len(people) <= limit:
                self._offer("rm_id", people)
                return
        url = reverse_lazy("customers:managers")
        self._search("rm_id", queries.manager_chosen(chosen), url=url, within="org_id")

    def _offer(self, name: str, offered: list[tuple[str, str]]) -> None:
        """Give a field its choices; without any it goes."""
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField) or not offered:
            del self.fields[name]
            return
        field.choices = [ANY, *offered]

    def _search(
        self, name: str, chosen: list[tuple[str, str]], *, url: object, within: str = ""
    ) -> None:
        """Let the choices be searched for at `url`, with the value of the field `within`."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [ANY, *chosen]
        attributes = {"data-search": url, "data-search-within": within}
        field.widget.attrs |= {key: said for key, said in attributes.items() if said}


class FindForm(forms.Form):
    """The counter's search: a whole number."""

    help_source = "find"
    number = forms.CharField(
        label=_("Customer, phone or certificate number"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "inputmode": "text", "autofocus": True}
        ),
    )


class ProfileForm(forms.Form):
    """The fields the CRM owns. A company has no marital status."""

    help_source = "profile"
    nickname = forms.CharField(
        label=labels.FIELDS["nickname"],
        required=False,
        max_length=rules.ATTRIBUTE_FIELDS["nickname"],
    )
    contact_time = forms.ChoiceField(
        label=labels.FIELDS["contact_time"],
        required=False,
        choices=[("", "—"), *labels.HABITS["contact_time"].items()],
    )
    preferred_channel = forms.ChoiceField(
        label=labels.FIELDS["preferred_channel"],
        required=False,
        choices=[("", "—"), *labels.HABITS["preferred_channel"].items()],
    )
    language = forms.ChoiceField(
        label=labels.FIELDS["language"],
        required=False,
        choices=[("", "—"), *labels.HABITS["language"].items()],
    )
    greetings = forms.ChoiceField(
        label=labels.FIELDS["greetings"],
        required=False,
        choices=[("", "—"), *labels.HABITS["greetings"].items()],
    )
    marital_status = forms.ChoiceField(
        label=labels.FIELDS["marital_status"],
        required=False,
        choices=[("", "—"), *choices.MaritalStatus.choices],
    )
    education = forms.ChoiceField(
        label=labels.FIELDS["education"],
        required=False,
        choices=[("", "—"), *choices.Education.choices],
    )
    occupation = forms.ChoiceField(
        label=labels.FIELDS["occupation"],
        required=False,
        choices=[("", "—"), *choices.Occupation.choices],
    )
    interests = forms.CharField(
        label=labels.FIELDS["interests"],
        required=False,
        max_length=rules.ATTRIBUTE_FIELDS["interests"],
    )
    avoid = forms.CharField(
        label=labels.FIELDS["avoid"], required=False, max_length=rules.ATTRIBUTE_FIELDS["avoid"]
    )
    household_size = forms.IntegerField(
        label=labels.FIELDS["household_size"],
        required=False,
        min_value=1,
        max_value=rules.MOST_IN_HOUSEHOLD,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    remark = forms.CharField(
        label=labels.FIELDS["remark"],
        required=False,
        max_length=rules.ATTRIBUTE_FIELDS["remark"],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Numbers of persons and cards in the text are masked when it is saved."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("is_company"):
            for name in (*rules.COLUMN_FIELDS, *rules.OF_PERSONS):
                del self.fields[name]


class ContactForm(forms.Form):
    """A way to reach the customer. When an existing one is edited, an empty number keeps it."""

    usage = forms.ChoiceField(label=_("Kind"), choices=choices.ContactUsage.choices)
    value = forms.CharField(
        label=labels.FIELDS["value"],
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_primary = forms.BooleanField(label=labels.FIELDS["is_primary"], required=False)
    is_do_not_disturb = forms.BooleanField(label=labels.FIELDS["is_do_not_disturb"], required=False)


class AddressForm(forms.Form):
    """An address; the street is stored sealed."""

    kind = forms.ChoiceField(label=_("Kind"), choices=choices.AddressKind.choices)
    province = forms.CharField(label=labels.FIELDS["province"], max_length=30, required=False)
    city = forms.CharField(label=labels.FIELDS["city"], max_length=40)
    district = forms.CharField(label=labels.FIELDS["district"], max_length=40, required=False)
    street = forms.CharField(
        label=labels.FIELDS["street"],
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    postcode = forms.CharField(label=labels.FIELDS["postcode"], max_length=6, required=False)
    is_primary = forms.BooleanField(label=labels.FIELDS["is_primary"], required=False)


class CorrectionForm(forms.Form):
    """What a locked field should be, and how one knows. A field with codes offers them in words, a date has its picker."""

    help_source = "correction"
    proposed = forms.CharField(
        label=_("Right value"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("How you know"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: seen on the original document on 2026-11-22."),
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "Which document, and where its copy is kept: number of the image or of the folder."
        ),
    )

    def __init__(self, *args: Any, field: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        proposed = self.fields["proposed"]
        if field in labels.CODES:
            self.fields["proposed"] = forms.ChoiceField(
                label=proposed.label, choices=[("", "—"), *labels.CODES[field].items()]
            )
        elif field in labels.DATES:
            proposed.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        elif field == "industry":
            proposed.help_text = _("Code of GB/T 4754, for example C26.")


class AnswerForm(forms.Form):
    """The step that the desk takes; the buttons carry `step`."""

    note = forms.CharField(
        label=_("Note to the applicant, or number of the ticket"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    step = forms.ChoiceField(
        choices=[("send", ""), ("confirm", ""), ("close", ""), ("refuse", "")],
        widget=forms.HiddenInput,
    )
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    has_seen = forms.BooleanField(
        label=_("I have looked at the customer with this number"), required=False
    )


class CorrectionFilterForm(forms.Form):
    """Which requests the desk shows: those that wait for something unless another state is chosen."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All that wait")),
            *choices.CorrectionState.choices,
            ("ALL", _("All")),
        ],
    )
    field = forms.ChoiceField(label=_("Field"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["field"]
        offered = [(name, labels.field_label(name)) for name in sorted(rules.CORRECTABLE)]
        if isinstance(field, forms.ChoiceField):
            field.choices = [ANY, *offered]


class RevealForm(forms.Form):
    """Why a number is looked at, and for which task or ticket."""

    help_source = "reveal"
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    linked_item = forms.CharField(
        label=_("Task, ticket or opportunity"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ReasonForm(forms.Form):
    """A reason alone."""

    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class AccessForm(forms.Form):
    """Which customer outside the scope one needs to see, and why."""

    help_source = "access"
    number = forms.CharField(
        label=_("Customer, phone or certificate number"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class FieldsForm(forms.Form):
    """Which kinds of numbers of which customers in scope, for how long, and why."""

    customer_nos = forms.CharField(
        label=_("Customer numbers"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whole numbers, one a line."),
    )
    fields_wanted = forms.MultipleChoiceField(
        label=_("What you need to see"),
        choices=list(queries.FIELDS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    hours = forms.IntegerField(label=_("For how many hours"), min_value=1, max_value=24, initial=8)
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )


class ExportForm(forms.Form):
    """What kind of file, and what it is for."""

    help_source = "export"
    file_format = forms.ChoiceField(
        label=_("Format"),
        choices=choices.FileFormat.choices,
        widget=forms.RadioSelect,
        initial=choices.FileFormat.XLSX,
    )
    is_unmasked = forms.BooleanField(
        label=_("Names and mobiles in clear"),
        required=False,
        help_text=_("Always needs the consent of data security, whatever the number of rows."),
    )
    reason = forms.CharField(
        label=_("What the file is for"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
