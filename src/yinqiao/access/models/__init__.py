"""Tables of access."""

from yinqiao.access.models.dual import DualAct
from yinqiao.access.models.grants import AccessGrant, ApiToken
from yinqiao.access.models.recertification import Recertification, RecertificationItem
from yinqiao.access.models.roles import AccessStamp, PostRole, Role, RoleAssignment, RolePermission
from yinqiao.access.models.sessions import LoginSession, PasswordHistory, SignInGuard
from yinqiao.access.models.users import User, UserManager

__all__ = [
    "AccessGrant",
    "AccessStamp",
    "ApiToken",
    "DualAct",
    "LoginSession",
    "PasswordHistory",
    "PostRole",
    "Recertification",
    "RecertificationItem",
    "Role",
    "RoleAssignment",
    "RolePermission",
    "SignInGuard",
    "User",
    "UserManager",
]
