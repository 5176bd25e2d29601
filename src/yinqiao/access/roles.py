"""The built-in roles (UI.md §6) with the sets they start with. A bank edits the sets later; this is only the beginning.

Permissions of rooms above are named by their codes: this room cannot import them. A test compares the codes with the registry.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_noop as _

from yinqiao.access import policies
from yinqiao.access.choices import RoleKind, ScopeKind
from yinqiao.organization import policies as organization
from yinqiao.organization.choices import PostKind
from yinqiao.platform.crypto import policies as crypto

_SEE_CUSTOMER = (
    "customers.view_customer",
    "holdings.view_holding",
    "holdings.view_transaction",
    "products.view_product",
)
# What else a customer page shows to those who work with the customer.
_SEE_STORY = (
    "compliance.view_consent",
    "insights.view_tag",
    "insights.view_fact",
    "interactions.view_timeline",
    "interactions.view_task",
)
_CONTACT = (
    "compliance.reserve_contact",
    "compliance.place_hold",
    "compliance.record_consent",
    "compliance.receive_request",
    "customers.record_refusal",
    "interactions.log_follow_up",
    "interactions.work_task",
)
_WORK_BOOK = (
    "ui.view_workbench",
    *_SEE_CUSTOMER,
    *_SEE_STORY,
    "analytics.print_report",
    "insights.set_tag",
    "interactions.write_note",
    "insights.view_catalogue",
    "sales.view_opportunity",
    "sales.work_opportunity",
    "leads.view_lead",
    "leads.capture_lead",
    "leads.work_lead",
    "advice.view_advice",
    "scripts.view_script",
    "customers.edit_customer",
    "customers.create_prospect",
    "customers.request_correction",
    "customers.reveal_phone",
    "customers.export_customers",
    "compliance.take_assessment",
    "compliance.keep_evidence",
    "compliance.fill_diligence",
    *_CONTACT,
)


@dataclass(frozen=True, slots=True)
class RoleDefinition:
    """One built-in role: `name` is an English msgid, `clearances` are those of `platform.masking`.

    A manager sees the names of the own team's customers in full without a clearance: the masking door knows the team.
    """

    code: str
    name: str
    kind: RoleKind
    scope: ScopeKind
    permissions: tuple[str, ...]
    clearances: tuple[str, ...] = ()


def _manager(code: str, name: str) -> RoleDefinition:
    return RoleDefinition(
        code, name, RoleKind.BUSINESS, ScopeKind.SELF, _WORK_BOOK, ("birth_date:scope",)
    )


ROLES: tuple[RoleDefinition, ...] = (
    _manager("relationship_manager", _("Relationship manager")),
    _manager("wealth_manager", _("Wealth manager")),
    _manager("corporate_manager", _("Corporate relationship manager")),
    RoleDefinition(
        "teller",
        _("Teller or lobby manager"),
        RoleKind.BUSINESS,
        ScopeKind.ORG,
        (
            "customers.find_customer",
            "interactions.log_counter_visit",
            "sales.refer_customer",
            "leads.capture_lead",
        ),
    ),
    RoleDefinition(
        "branch_head",
        _("Branch head"),
        RoleKind.BUSINESS,
        ScopeKind.ORG_AND_BELOW,
        (
            *_WORK_BOOK,
            "leads.assign_lead",
            "advice.view_result",
            "sales.lead_team",
            "sales.set_target",
            "sales.view_result",
            "workflow.announce",
            "customers.locate",
            "customers.assign_customer",
            "customers.approve_reveal",
            "customers.approve_export",
            "workflow.approve",
            "imports.mend_rows",
            "customers.view_quality",
            policies.GRANT_ACCESS,
            policies.BREAK_GLASS,
            policies.RECERTIFY,
            "compliance.keep_exemption",
            "compliance.check_reveal",
            "compliance.simulate_contact",
            "compliance.view_hold",
            "insights.view_trigger",
            "insights.preview_trigger",
            "insights.keep_tier",
            "insights.view_contribution",
            "compliance.mark_buyer",
            "compliance.open_evidence",
            "compliance.check_diligence",
            "compliance.view_licence",
            "parameters.view_rule",
            organization.VIEW_ORG,
            organization.VIEW_STAFF,
        ),
        ("name:scope", "amount:scope", "birth_date:scope"),
    ),
    RoleDefinition(
        "deputy_president",
        _("Deputy president"),
        RoleKind.BUSINESS,
        ScopeKind.ALL,
        (
            *_SEE_CUSTOMER,
            "customers.view_past",
            "customers.locate",
            "customers.approve_export",
            "compliance.oversee_emergency",
            "compliance.approve_exemption",
            policies.RECERTIFY,
            "workflow.announce",
            "compliance.approve_diligence",
            "compliance.simulate_contact",
            "insights.agree_tier_keep",
            "insights.view_contribution",
            # Answers for what the bank offers: she sees what a rule would bring, she writes none.
            "insights.view_trigger",
            "insights.preview_trigger",
            "leads.view_lead",
            "advice.view_result",
            "advice.view_lever",
            "advice.approve_lever",
            "sales.view_result",
            "sales.view_bank_result",
            # Answers for personal information (PIPL 52): the second person beside compliance.
            "privacy.view_retention",
            "privacy.approve_retention",
            "privacy.view_assessment",
            "privacy.sign_assessment",
            "workflow.approve",
            "parameters.view_rule",
            organization.APPROVE_MERGER,
            organization.VIEW_ORG,
        ),
        ("amount:scope",),
    ),
    RoleDefinition(
        "marketer",
        _("Marketing manager"),
        RoleKind.BUSINESS,
        ScopeKind.NONE,
        (
            "products.view_product",
            "compliance.simulate_contact",
            "parameters.view_rule",
            "insights.view_catalogue",
            "insights.view_trigger",
            "insights.preview_trigger",
            "insights.edit_tag",
            "leads.capture_lead",
            "advice.view_result",
            "advice.view_lever",
            "advice.set_lever",
            "scripts.view_script",
            "scripts.edit_script",
            "sales.view_result",
            "sales.view_bank_result",
        ),
    ),
    RoleDefinition(
        "product_manager",
        _("Product manager"),
        RoleKind.BUSINESS,
        ScopeKind.NONE,
        (
            "products.view_product",
            "products.edit_product",
            "advice.view_result",
            "advice.view_lever",
            "advice.set_lever",
            "scripts.view_script",
            "scripts.edit_script",
            "parameters.view_rule",
            "compliance.view_questionnaire",
            "compliance.edit_questionnaire",
        ),
    ),
    RoleDefinition(
        "service_agent",
        _("Service agent"),
        RoleKind.BUSINESS,
        ScopeKind.ALL,
        (
            "customers.view_customer",
            "customers.locate",
            "customers.reveal_phone",
            "leads.capture_lead",
            "scripts.view_script",
            "products.view_product",
            *_SEE_STORY,
            "insights.set_tag",
            "interactions.write_note",
            *_CONTACT,
        ),
    ),
    RoleDefinition(
        "data_steward",
        _("Data steward"),
        RoleKind.BUSINESS,
        # The reach is that of the correction desk (her department stands beside the branches); without "see customers" it opens
        # no customer's page.
        ScopeKind.ALL,
        (
            "customers.answer_correction",
            "customers.reveal_correction",
            # Two of them make two records one: who asked for a merge never agrees to it.
            "customers.merge_customers",
            "customers.approve_merge",
            "customers.view_quality",
            "customers.govern_data",
            "workflow.approve",
            "compliance.view_catalogue",
            "privacy.view_retention",
            "privacy.view_assessment",
            "imports.view_board",
            "imports.run_import",
            "imports.work_quarantine",
            "imports.mend_rows",
            "imports.edit_code_map",
            "imports.sign_reconciliation",
            "parameters.view_rule",
            "insights.view_catalogue",
            "insights.view_trigger",
            "insights.edit_tag",
        ),
    ),
    RoleDefinition(
        "compliance_officer",
        _("Compliance officer"),
        RoleKind.BUSINESS,
        ScopeKind.ALL,
        (
            *_SEE_CUSTOMER,
            *_SEE_STORY,
            "customers.view_past",
            "interactions.write_note",
            "insights.view_contribution",
            "scripts.view_script",
            "scripts.approve_script",
            "compliance.view_due_diligence",
            "compliance.view_sensitive_access",
            "compliance.simulate_contact",
            "compliance.record_consent",
            "compliance.edit_consent_text",
            "compliance.read_withdrawals",
            "compliance.view_hold",
            "compliance.view_catalogue",
            "compliance.receive_request",
            "compliance.handle_request",
            "privacy.view_retention",
            "privacy.propose_retention",
            "privacy.approve_retention",
            "privacy.view_legal_hold",
            "privacy.edit_legal_hold",
            "privacy.view_assessment",
            "privacy.edit_assessment",
            "privacy.sign_assessment",
            "customers.restrict_customer",
            "customers.record_refusal",
            "compliance.place_hold",
            "compliance.lift_hold",
            "compliance.mark_buyer",
            "compliance.open_evidence",
            "compliance.view_licence",
            "compliance.edit_licence",
            "compliance.view_questionnaire",
            "compliance.edit_questionnaire",
            "compliance.approve_questionnaire",
            "compliance.verify_evidence",
            "compliance.export_pack",
            "compliance.view_screening",
            "compliance.work_screening",
            "compliance.load_list",
            "compliance.check_diligence",
            "compliance.grade_diligence",
            "compliance.approve_diligence",
            "compliance.see_viewing_alerts",
            "compliance.judge_viewing_alert",
            "compliance.mark_customer",
            "compliance.review_emergency",
            "compliance.check_reveal",
            "compliance.oversee_reveal_checks",
            "compliance.keep_exemption",
            "compliance.approve_exemption",
            "imports.sign_reconciliation",
            "customers.set_party_role",
            "compliance.view_risk_alert",
            "compliance.judge_risk_alert",
            "customers.approve_reveal",
            "customers.approve_full_export",
            "customers.approve_merge",
            "customers.sign_linkage",
            "parameters.view_parameter",
            "parameters.view_rule",
            "parameters.approve_data_value",
            "parameters.approve_security_value",
            "workflow.approve",
            policies.GRANT_ACCESS,
        ),
    ),
    RoleDefinition(
        "auditor",
        _("Auditor"),
        RoleKind.AUDIT,
        ScopeKind.NONE,
        ("audit.view_audit", "audit.verify_chain", policies.REVIEW_ACCESS, "parameters.view_rule"),
    ),
    RoleDefinition(
        "security_admin",
        _("Security administrator"),
        RoleKind.SECURITY,
        ScopeKind.NONE,
        (
            policies.VIEW_ACCOUNT,
            policies.MANAGE_USERS,
            policies.UNLOCK_USER,
            policies.MANAGE_ROLES,
            policies.AGREE,
            "workflow.approve",
            policies.REVIEW_ACCESS,
            policies.OPEN_RECERTIFICATION,
            policies.ISSUE_TOKEN,
            crypto.VIEW_KEYS,
            organization.VIEW_ORG,
            organization.VIEW_STAFF,
            organization.EDIT_STAFF,
        ),
    ),
    RoleDefinition(
        "system_admin",
        _("System administrator"),
        RoleKind.SYSTEM,
        ScopeKind.NONE,
        (
            "platform.view_status",
            "platform.answer_problem",
            "parameters.view_parameter",
            "parameters.edit_parameter",
            "parameters.view_rule",
            "imports.view_board",
            "imports.run_import",
            "insights.view_catalogue",
            "insights.view_trigger",
            "insights.edit_trigger",
            "insights.preview_trigger",
            "sales.set_pipeline",
            "integrations.view_channel",
            organization.VIEW_ORG,
            organization.EDIT_ORG,
            organization.VIEW_STAFF,
            organization.EDIT_CALENDAR,
        ),
    ),
)

ROLE_OF_POST: dict[str, str] = {
    PostKind.RELATIONSHIP_MANAGER: "relationship_manager",
    PostKind.WEALTH_MANAGER: "wealth_manager",
    PostKind.CORPORATE_MANAGER: "corporate_manager",
    PostKind.TELLER: "teller",
    PostKind.BRANCH_HEAD: "branch_head",
    PostKind.DEPUTY_PRESIDENT: "deputy_president",
    PostKind.MARKETER: "marketer",
    PostKind.PRODUCT_MANAGER: "product_manager",
    PostKind.AGENT: "service_agent",
    PostKind.DATA_STEWARD: "data_steward",
    PostKind.COMPLIANCE: "compliance_officer",
}
"""Business roles that come with a post, with the usual reach of the role. The three administrators never come from the HR feed: the security administrator names them."""


def definition(code: str) -> RoleDefinition:
    """Return the built-in role of that code; raise KeyError if there is none."""
    for role in ROLES:
        if role.code == code:
            return role
    raise KeyError(code)
