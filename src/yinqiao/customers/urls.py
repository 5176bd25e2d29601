"""Routes of customers."""

from django.urls import URLPattern

from yinqiao.customers import policies
from yinqiao.customers.views import (
    corrections,
    customer,
    editing,
    external,
    inline,
    life,
    listing,
    panels,
    requests,
    reveals,
)
from yinqiao.platform.ui.pages import PageKind, page

app_name = "customers"
_FRAGMENT = PageKind.FRAGMENT

urlpatterns: list[URLPattern] = [
    page("", listing.CustomerList, name="list", namespace=app_name),
    page("units/", listing.UnitChoices, name="units", namespace=app_name),
    page("managers/", listing.ManagerChoices, name="managers", namespace=app_name),
    page("find/", listing.FindCustomer, name="find", namespace=app_name),
    page("access-requests/new/", requests.RequestAccess, name="access", namespace=app_name),
    page("corrections/", corrections.Corrections, name="corrections", namespace=app_name),
    page(
        "corrections/mine/", corrections.OwnCorrections, name="own-corrections", namespace=app_name
    ),
    page(
        "corrections/desk/", corrections.CorrectionDesk, name="correction-desk", namespace=app_name
    ),
    page(
        "corrections/<id:pk>/",
        corrections.CorrectionPage,
        name="correction-detail",
        namespace=app_name,
    ),
    page(
        "corrections/<id:pk>/answers/",
        corrections.answer,
        name="correction-answers",
        namespace=app_name,
        permission=policies.ANSWER_CORRECTION,
        kind=PageKind.ACTION,
    ),
    page(
        "corrections/<id:pk>/reveals/",
        corrections.reveal,
        name="correction-reveals",
        namespace=app_name,
        permission=policies.REVEAL_CORRECTION,
        kind=_FRAGMENT,
    ),
    page(
        "corrections/<id:pk>/withdrawals/",
        corrections.withdraw,
        name="correction-withdrawals",
        namespace=app_name,
        permission=policies.REQUEST_CORRECTION,
        kind=PageKind.ACTION,
    ),
    page("exports/", requests.Exports, name="exports", namespace=app_name),
    page("exports/new/", requests.RequestExport, name="export", namespace=app_name),
    page(
        "exports/<id:pk>/file/",
        requests.export_file,
        name="export-file",
        namespace=app_name,
        permission=policies.EXPORT,
        kind=PageKind.DOWNLOAD,
    ),
    page("<id:pk>/", customer.CustomerPage, name="detail", namespace=app_name),
    page("<id:pk>/summary/", panels.ProfileSummary, name="summary", namespace=app_name),
    page("<id:pk>/profile/", panels.ProfilePanel, name="profile", namespace=app_name),
    page("<id:pk>/reach/", panels.ReachPanel, name="reach", namespace=app_name),
    page("<id:pk>/ties/", panels.TiesPanel, name="ties", namespace=app_name),
    page("<id:pk>/ties/summary/", panels.TiesSummary, name="ties-summary", namespace=app_name),
    page("<id:pk>/history/", panels.HistoryPanel, name="history", namespace=app_name),
    page("<id:pk>/fields/<slug:field>/", inline.OwnFieldRow, name="own-field", namespace=app_name),
    page("<id:pk>/life-events/new/", life.AddLifeEvent, name="add-life-event", namespace=app_name),
    page(
        "<id:pk>/life-events/<id:event_id>/ends/",
        life.end_life_event,
        name="end-life-event",
        namespace=app_name,
        permission=policies.EDIT,
        kind=_FRAGMENT,
    ),
    page("<id:pk>/family/new/", life.AddDependant, name="add-dependant", namespace=app_name),
    page(
        "<id:pk>/family/<id:dependant_id>/ends/",
        life.end_dependant,
        name="end-dependant",
        namespace=app_name,
        permission=policies.EDIT,
        kind=_FRAGMENT,
    ),
    page("<id:pk>/group/", panels.GroupPanel, name="group", namespace=app_name),
    page("<id:pk>/next-steps/", panels.NextStepsPanel, name="next-steps", namespace=app_name),
    page("<id:pk>/external/", external.ExternalPanel, name="external", namespace=app_name),
    page("<id:pk>/external/new/", external.AttachItem, name="attach-item", namespace=app_name),
    page(
        "<id:pk>/external/<id:item_id>/withdrawals/",
        external.withdraw_item,
        name="withdraw-item",
        namespace=app_name,
        permission=policies.EDIT,
        kind=_FRAGMENT,
    ),
    page("<id:pk>/edit/", editing.EditProfile, name="edit", namespace=app_name),
    page(
        "<id:pk>/corrections/new/",
        corrections.RequestCorrection,
        name="correction",
        namespace=app_name,
    ),
    page("<id:pk>/contacts/new/", editing.AddContact, name="add-contact", namespace=app_name),
    page(
        "<id:pk>/contacts/<id:contact_id>/edit/",
        editing.EditContact,
        name="edit-contact",
        namespace=app_name,
    ),
    page(
        "<id:pk>/contacts/<id:contact_id>/ends/",
        editing.end_contact,
        name="end-contact",
        namespace=app_name,
        permission=policies.EDIT,
        kind=_FRAGMENT,
    ),
    page(
        "<id:pk>/contacts/<id:contact_id>/reveals/",
        reveals.reveal_contact,
        name="reveal-contact",
        namespace=app_name,
        permission=policies.REVEAL_PHONE,
        kind=_FRAGMENT,
    ),
    page("<id:pk>/addresses/new/", editing.AddAddress, name="add-address", namespace=app_name),
    page(
        "<id:pk>/addresses/<id:address_id>/edit/",
        editing.EditAddress,
        name="edit-address",
        namespace=app_name,
    ),
    page(
        "<id:pk>/addresses/<id:address_id>/ends/",
        editing.end_address,
        name="end-address",
        namespace=app_name,
        permission=policies.EDIT,
        kind=_FRAGMENT,
    ),
    page(
        "<id:pk>/identifications/<id:identification_id>/reveals/",
        reveals.reveal_identification,
        name="reveal-identification",
        namespace=app_name,
        permission=policies.VIEW,
        kind=_FRAGMENT,
    ),
]
