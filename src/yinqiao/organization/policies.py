"""Who may see and change the organization. Nothing here is customer data, so there is no row scope, only permissions."""

VIEW_ORG = "organization.view_org"
EDIT_ORG = "organization.edit_org"
VIEW_STAFF = "organization.view_staff"
EDIT_STAFF = "organization.edit_staff"
EDIT_CALENDAR = "organization.edit_calendar"
# The second person for a merger of units: a decision of the bank, not of its administrators.
APPROVE_MERGER = "organization.approve_merger"
