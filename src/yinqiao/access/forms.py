"""Forms of the access pages."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinqiao.access import queries
from yinqiao.access.choices import RoleAnswer, RoleKind, ScopeKind
from yinqiao.access.passwords import LONGEST
from yinqiao.organization import queries as organization
from yinqiao.organization.choices import PostKind
from yinqiao.platform import clock, registry
from yinqiao.platform.masking import door

_SECRET = {"autocomplete": "off", "spellcheck": "false"}
CLEARANCES = (
    (door.NAME_CLEARANCE, _("Names in full within the reach")),
    (door.AMOUNT_CLEARANCE, _("Amounts as figures within the reach")),
    (door.BIRTH_DATE_CLEARANCE, _("Birth dates in full within the reach")),
)


class SignInForm(forms.Form):
    """User name and password. Nothing is trimmed or cut from the password."""

    username = forms.CharField(
        label=_("Staff number"),
        max_length=64,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autofocus": True,
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}, render_value=False),
    )


class DemoSignInForm(SignInForm):
    """The same in the sample bank, where the known password may stand in the page."""

    password = forms.CharField(
        label=_("Password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}, render_value=True),
    )


class PasswordForm(forms.Form):
    """The present password and the new one twice."""

    old = forms.CharField(
        label=_("Present password"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password again"),
        max_length=LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Compare the two."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("The two do not match."))
        return again


def _permissions() -> list[tuple[str, str]]:
    return [(code, gettext(title)) for code, title in registry.permissions.items()]


class HolderFilter(forms.Form):
    """What somebody may see or do."""

    permission = forms.ChoiceField(label=_("May"), required=False, choices=_permissions)


class AccountFilter(forms.Form):
    """Filters of the account list; they live in the URL."""

    q = forms.CharField(
        label=_("Name, pinyin or number"),
        required=False,
        widget=forms.TextInput(
            attrs={"type": "search", "placeholder": _("Name, pinyin or number")}
        ),
    )
    role = forms.ChoiceField(label=_("Role"), required=False)
    state = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("All")),
            ("active", _("Enabled")),
            ("disabled", _("Disabled")),
            ("left", _("Has left")),
        ],
    )


class NewAccountForm(forms.Form):
    """The account of a person."""

    staff_no = forms.CharField(label=_("Staff number"), max_length=20)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class NewServiceForm(forms.Form):
    """The account of a program."""

    username = forms.SlugField(label=_("Name of the account"), max_length=64)
    label = forms.CharField(label=_("What it is for"), max_length=100)
    reason = forms.CharField(label=_("Reason"), max_length=200)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class RoundForm(forms.Form):
    """A new recertification."""

    title = forms.CharField(
        label=_("Title"), max_length=80, help_text=_("Such as: third quarter of 2026.")
    )


class ItemFilterForm(forms.Form):
    """Which roles of a recertification."""

    answer = forms.ChoiceField(
        label=_("Answer to the role"),
        required=False,
        choices=[("", _("All")), *RoleAnswer.choices],
    )


class AssignForm(forms.Form):
    """A role to give by hand, with its reach and time."""

    role = forms.ChoiceField(label=_("Role"))
    scope = forms.ChoiceField(label=_("Reach"), choices=ScopeKind.choices)
    org = forms.TypedChoiceField(label=_("Unit"), coerce=int, required=False, empty_value=None)
    line = forms.TypedChoiceField(
        label=_("Business line"), coerce=int, required=False, empty_value=None
    )
    valid_from = forms.DateField(
        label=_("From"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    valid_to = forms.DateField(
        label=_("Until (not included)"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


class RoleForm(forms.Form):
    """A role's permission set."""

    name = forms.CharField(label=_("Name of the role"), max_length=60)
    scope = forms.ChoiceField(label=_("Usual reach"), choices=ScopeKind.choices)
    permissions = forms.MultipleChoiceField(
        label=_("Permissions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    clearances = forms.MultipleChoiceField(
        label=_("Clearances"),
        required=False,
        choices=CLEARANCES,
        widget=forms.CheckboxSelectMultiple,
    )
    post_kinds = forms.MultipleChoiceField(
        label=_("Comes with the posts"),
        required=False,
        choices=PostKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


class NewRoleForm(RoleForm):
    """A role of the bank's own: its permissions are chosen afterwards, when the duty is known."""

    code = forms.SlugField(label=_("Code"), max_length=40)
    kind = forms.ChoiceField(label=_("Duty"), choices=RoleKind.choices)
    field_order = ("code", "name", "kind", "scope")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        for name in ("permissions", "clearances", "post_kinds", "reason"):
            del self.fields[name]


class TokenForm(forms.Form):
    """A token of one's own."""

    name = forms.CharField(label=_("What it is for"), max_length=60)
    days = forms.IntegerField(label=_("Days it lives"), min_value=1, max_value=3650, initial=90)
    scopes = forms.MultipleChoiceField(label=_("Permissions"), widget=forms.CheckboxSelectMultiple)


class ServiceTokenForm(TokenForm):
    """A token of a program, with the reason for the second person."""

    reason = forms.CharField(label=_("Reason"), max_length=200)


class UploadForm(forms.Form):
    """A table of accounts to make."""

    file = forms.FileField(
        label=_("Table (csv, UTF-8)"),
        help_text=_("First line: staff_no,role,scope,org_code,line_code. At most 200 lines here."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=200)


def fill_choices(form: forms.Form) -> None:
    """Offer roles, units and lines in the fields that choose one."""
    role = form.fields.get("role")
    if isinstance(role, forms.ChoiceField):
        roles = queries.role_choices()
        role.choices = roles if role.required else [("", _("All")), *roles]
    org = form.fields.get("org")
    if isinstance(org, forms.TypedChoiceField):
        org.choices = [("", "—"), *organization.open_orgs(on=clock.bank_date(clock.now()))]
    line = form.fields.get("line")
    if isinstance(line, forms.TypedChoiceField):
        line.choices = [("", "—"), *organization.line_choices()]
