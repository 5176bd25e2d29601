"""Routes of privacy."""

from django.urls import URLPattern

from yinqiao.compliance.privacy import policies
from yinqiao.compliance.privacy.views import assessments, holds, retention
from yinqiao.platform.ui.pages import PageKind, page

app_name = "privacy"

urlpatterns: list[URLPattern] = [
    page("retention/", retention.Runs, name="retention", namespace=app_name),
    page("retention/terms/", retention.Terms, name="terms", namespace=app_name),
    page("retention/new/", retention.BeginRun, name="run-new", namespace=app_name),
    page("retention/<id:pk>/", retention.RunPage, name="run", namespace=app_name),
    page(
        "retention/<id:pk>/steps/",
        retention.step_run,
        name="run-steps",
        namespace=app_name,
        permission=policies.PROPOSE_RETENTION,
        kind=PageKind.ACTION,
    ),
    page("legal-holds/", holds.LegalHolds, name="holds", namespace=app_name),
    page("legal-holds/new/", holds.PlaceLegalHold, name="hold-new", namespace=app_name),
    page(
        "legal-holds/<id:pk>/reviews/",
        holds.ReviewLegalHold,
        name="hold-reviews",
        namespace=app_name,
    ),
    page("legal-holds/<id:pk>/ends/", holds.EndLegalHold, name="hold-ends", namespace=app_name),
    page("assessments/", assessments.Assessments, name="assessments", namespace=app_name),
    page("assessments/needed/", assessments.Activities, name="activities", namespace=app_name),
    page(
        "assessments/new/", assessments.DraftAssessment, name="assessment-new", namespace=app_name
    ),
    page("assessments/<id:pk>/", assessments.AssessmentPage, name="assessment", namespace=app_name),
    page(
        "assessments/<id:pk>/edit/",
        assessments.DraftAssessment,
        name="assessment-edit",
        namespace=app_name,
    ),
    page(
        "assessments/<id:pk>/signatures/",
        assessments.ask_for_signature,
        name="assessment-signatures",
        namespace=app_name,
        permission=policies.EDIT_ASSESSMENT,
        kind=PageKind.ACTION,
    ),
    page(
        "assessments/<id:pk>/withdrawals/",
        assessments.WithdrawAssessment,
        name="assessment-withdrawals",
        namespace=app_name,
    ),
]
