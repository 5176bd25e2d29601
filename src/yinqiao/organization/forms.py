"""Forms of the organization's pages."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from yinqiao.organization import queries
from yinqiao.organization.choices import OrgKind, PostKind, StaffStatus
from yinqiao.organization.services import OrgDetails, PostDetails

_DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class OrgForm(forms.Form):
    """What a unit is called and where it can be reached."""

    name = forms.CharField(label=_("Name of the unit"), max_length=100)
    short_name = forms.CharField(label=_("Short name"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrgKind.choices)
    region = forms.CharField(
        label=_("Region code"), max_length=6, required=False, help_text=_("GB/T 2260, six digits")
    )
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    phone = forms.CharField(label=_("Phone of the unit"), max_length=20, required=False)
    clearing_no = forms.CharField(label=_("Clearing number"), max_length=12, required=False)
    on = forms.DateField(label=_("In force from"), widget=_DAY)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def details(self) -> OrgDetails:
        """Return what was written about the unit."""
        data = self.cleaned_data
        return OrgDetails(
            name=data["name"],
            kind=data["kind"],
            short_name=data["short_name"],
            region=data["region"],
            address=data["address"],
            phone=data["phone"],
            clearing_no=data["clearing_no"],
        )


class NewOrgForm(OrgForm):
    """A unit to open: code and place as well."""

    code = forms.CharField(label=_("Unit code"), max_length=20)
    parent = forms.TypedChoiceField(label=_("Parent unit"), coerce=int)
    field_order = ("code", "parent")


class OrgPlaceForm(forms.Form):
    """Another unit, a day, and why: for a move or a merger."""

    target = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    on = forms.DateField(label=_("In force from"), widget=_DAY)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class DayForm(forms.Form):
    """A day and why: for closing a unit, letting a person go, ending a post."""

    on = forms.DateField(label=_("In force from"), widget=_DAY)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class PostForm(forms.Form):
    """A post to give."""

    kind = forms.ChoiceField(label=_("Post"), choices=PostKind.choices)
    org = forms.TypedChoiceField(label=_("Unit"), coerce=int)
    line = forms.TypedChoiceField(
        label=_("Business line"), coerce=int, required=False, empty_value=None
    )
    title = forms.CharField(label=_("Title on the card"), max_length=40, required=False)
    on = forms.DateField(label=_("From"), widget=_DAY)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("Say why, for the second person and the audit."),
    )

    def post(self, *, is_main: bool) -> PostDetails:
        """Return the post that was described."""
        data = self.cleaned_data
        return PostDetails(data["kind"], data["org"], data["line"], data["title"], is_main=is_main)


class FurtherPostForm(PostForm):
    """A further post beside the main one, perhaps for a time only."""

    until = forms.DateField(label=_("Until (not included)"), widget=_DAY, required=False)
    field_order = ("kind", "org", "line", "title", "on", "until", "reason")


class NewStaffForm(PostForm):
    """A person to enter, with the main post."""

    staff_no = forms.CharField(label=_("Staff number"), max_length=20)
    name = forms.CharField(label=_("Name"), max_length=60)
    field_order = ("staff_no", "name", "kind", "org", "line", "title", "on", "reason")


class LeaveForm(forms.Form):
    """Begin or end a long leave."""

    is_on_leave = forms.BooleanField(label=_("On long leave"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class StaffFilter(forms.Form):
    """Filters of the staff list; they live in the URL."""

    q = forms.CharField(
        label=_("Name, pinyin or number"),
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("Name, pinyin or number")}
        ),
    )
    org = forms.TypedChoiceField(
        label=_("Unit and below"), coerce=int, required=False, empty_value=None
    )
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[("", _("All")), *StaffStatus.choices]
    )


class HolidayForm(forms.Form):
    """A table of holidays."""

    file = forms.FileField(
        label=_("Table (csv, UTF-8)"),
        help_text=_("Lines of date, workday (1 or 0), name. The years it covers are replaced."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=50,
        help_text=_("Such as the number of the State Council's notice."),
    )


def fill_choices(form: forms.Form, *, on: date) -> None:
    """Offer the units open on `on`, and all business lines, in the fields that choose one."""
    for name in ("org", "parent", "target"):
        found = form.fields.get(name)
        if isinstance(found, forms.TypedChoiceField):
            orgs = queries.open_orgs(on=on)
            found.choices = orgs if found.required else [("", "—"), *orgs]
    line = form.fields.get("line")
    if isinstance(line, forms.TypedChoiceField):
        line.choices = [("", "—"), *queries.line_choices()]
