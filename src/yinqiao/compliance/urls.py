"""Routes of compliance."""

from django.urls import URLPattern

from yinqiao.compliance import policies as compliance
from yinqiao.compliance import views
from yinqiao.compliance.risk import views as risk
from yinqiao.compliance.suitability import policies as suitability
from yinqiao.compliance.suitability.views import evidence, licences, panel, papers, sittings
from yinqiao.customers import policies as customers
from yinqiao.platform.ui.pages import PageKind, page

app_name = "compliance"

urlpatterns: list[URLPattern] = [
    page("sensitive-access/", views.SensitiveAccess, name="sensitive-access", namespace=app_name),
    page("precheck/", views.PrecheckPage, name="precheck", namespace=app_name),
    page("requests/", views.RequestListPage, name="requests", namespace=app_name),
    page("requests/<id:request_id>/", views.RequestPage, name="request", namespace=app_name),
    page(
        "requests/<id:request_id>/steps/",
        views.StepPage,
        name="request-steps",
        namespace=app_name,
    ),
    page(
        "customers/<id:pk>/requests/new/",
        views.ReceiveRequest,
        name="request-new",
        namespace=app_name,
    ),
    page(
        "requests/<id:request_id>/letter/",
        views.letter,
        name="request-letter",
        namespace=app_name,
        permission=compliance.HANDLE_REQUEST,
        kind=PageKind.DOWNLOAD,
    ),
    page(
        "customers/<id:pk>/automation-refusals/",
        views.RefuseAutomation,
        name="automation-refusals",
        namespace=app_name,
    ),
    page(
        "customers/<id:pk>/automation-acceptances/",
        views.accept_automation,
        name="automation-acceptances",
        namespace=app_name,
        permission=customers.RECORD_REFUSAL,
        kind=PageKind.ACTION,
    ),
    page("data-catalogue/", views.CataloguePage, name="catalogue", namespace=app_name),
    page(
        "customers/<id:pk>/risk-profile/",
        risk.RiskProfilePanel,
        name="risk-profile",
        namespace=app_name,
    ),
    page("risk-alerts/", risk.AlertList, name="risk-alerts", namespace=app_name),
    page(
        "risk-alerts/<id:alert_id>/verdicts/",
        risk.JudgeAlert,
        name="risk-verdicts",
        namespace=app_name,
    ),
    page("holds/", views.HoldListPage, name="holds", namespace=app_name),
    page("holds/new/", views.PlaceHold, name="hold-new", namespace=app_name),
    page("holds/<id:hold_id>/lifts/", views.LiftHold, name="hold-lifts", namespace=app_name),
    page("consent-texts/", views.ConsentTexts, name="consent-texts", namespace=app_name),
    page("consent-texts/new/", views.PublishText, name="consent-text-new", namespace=app_name),
    page(
        "customers/<id:pk>/consent-matrix/",
        views.ConsentMatrixPage,
        name="consent-matrix",
        namespace=app_name,
    ),
    page(
        "customers/<id:pk>/consents/grants/",
        views.GrantConsent,
        name="consent-grants",
        namespace=app_name,
    ),
    page(
        "customers/<id:pk>/consents/withdrawals/",
        views.WithdrawConsent,
        name="consent-withdrawals",
        namespace=app_name,
    ),
    page("customers/<id:pk>/why/", views.WhyPage, name="why", namespace=app_name),
    page("customers/<id:pk>/", views.CompliancePanel, name="panel", namespace=app_name),
    page("customers/<id:pk>/consents/", views.ConsentChips, name="consents", namespace=app_name),
    page("customers/<id:pk>/grade/", views.GradeMark, name="grade", namespace=app_name),
    page("customers/<id:pk>/summary/", views.ComplianceSummary, name="summary", namespace=app_name),
    page(
        "customers/<id:pk>/suitability/",
        panel.SuitabilityPanel,
        name="suitability",
        namespace=app_name,
    ),
    page("customers/<id:pk>/marks/new/", panel.SetMark, name="set-mark", namespace=app_name),
    page(
        "customers/<id:pk>/marks/<id:mark_id>/ends/",
        panel.EndMark,
        name="end-mark",
        namespace=app_name,
    ),
    page(
        "customers/<id:pk>/changes/new/", panel.TellChange, name="tell-change", namespace=app_name
    ),
    page("licences/", licences.Licences, name="licences", namespace=app_name),
    page("licences/new/", licences.RecordLicence, name="licence-new", namespace=app_name),
    page(
        "licences/<id:pk>/withdrawals/",
        licences.WithdrawLicence,
        name="licence-withdrawals",
        namespace=app_name,
    ),
    page(
        "customers/<id:pk>/assessments/",
        sittings.start,
        name="sitting-start",
        namespace=app_name,
        permission=suitability.TAKE_ASSESSMENT,
        kind=PageKind.ACTION,
    ),
    page(
        "customers/<id:pk>/assessments/<id:sitting_id>/",
        sittings.AnswerSitting,
        name="sitting",
        namespace=app_name,
    ),
    page(
        "customers/<id:pk>/assessments/<id:sitting_id>/confirmation/",
        sittings.ConfirmSitting,
        name="sitting-confirm",
        namespace=app_name,
    ),
    page(
        "customers/<id:pk>/assessments/<id:sitting_id>/abandonments/",
        sittings.abandon,
        name="sitting-abandon",
        namespace=app_name,
        permission=suitability.TAKE_ASSESSMENT,
        kind=PageKind.ACTION,
    ),
    page(
        "customers/<id:pk>/assessments/<id:sitting_id>/sheet/",
        sittings.sheet,
        name="sitting-sheet",
        namespace=app_name,
        permission=compliance.VIEW_CONSENT,
        kind=PageKind.DOWNLOAD,
    ),
    page("questionnaires/", papers.Papers, name="papers", namespace=app_name),
    page("questionnaires/new/", papers.WritePaper, name="paper-new", namespace=app_name),
    page("questionnaires/<id:pk>/", papers.PaperPage, name="paper", namespace=app_name),
    page("questionnaires/<id:pk>/edit/", papers.WritePaper, name="paper-edit", namespace=app_name),
    page(
        "questionnaires/<id:pk>/publications/",
        papers.PublishPaper,
        name="paper-publish",
        namespace=app_name,
    ),
    page(
        "questionnaires/<id:pk>/reopenings/",
        papers.reopen,
        name="paper-reopen",
        namespace=app_name,
        permission=suitability.EDIT_QUESTIONNAIRE,
        kind=PageKind.ACTION,
    ),
    page(
        "customers/<id:pk>/evidence/", evidence.EvidencePanel, name="evidence", namespace=app_name
    ),
    page(
        "customers/<id:pk>/evidence/new/",
        evidence.KeepEvidence,
        name="evidence-new",
        namespace=app_name,
    ),
    page(
        "customers/<id:pk>/evidence/<id:evidence_id>/file/",
        evidence.open_evidence,
        name="evidence-file",
        namespace=app_name,
        permission=suitability.OPEN_EVIDENCE,
        kind=PageKind.DOWNLOAD,
    ),
    page(
        "customers/<id:pk>/evidence/packs/password/",
        evidence.pack_password,
        name="evidence-pack-password",
        namespace=app_name,
        permission=suitability.EXPORT_PACK,
        kind=PageKind.FRAGMENT,
    ),
    page(
        "customers/<id:pk>/evidence/packs/",
        evidence.pack_evidence,
        name="evidence-pack",
        namespace=app_name,
        permission=suitability.EXPORT_PACK,
        kind=PageKind.ACTION,
    ),
]
