"""Who may administer access. Constants of this room; the sets that roles start with stand in `roles`."""

VIEW_ACCOUNT = "access.view_account"
MANAGE_USERS = "access.manage_users"
UNLOCK_USER = "access.unlock_user"
MANAGE_ROLES = "access.manage_roles"
REVIEW_ACCESS = "access.review_access"
AGREE = "access.agree_to_act"
GRANT_ACCESS = "access.grant_access"
ISSUE_TOKEN = "access.issue_token"  # noqa: S105 - a permission's name
