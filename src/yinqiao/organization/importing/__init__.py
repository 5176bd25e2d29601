"""How files become units, people and posts: the two targets of the HR feed (D49) and what other files refer to."""

from yinqiao.organization.importing.orgs import OrgTarget
from yinqiao.organization.importing.references import known_orgs, known_staff
from yinqiao.organization.importing.staff import StaffTarget

__all__ = ["OrgTarget", "StaffTarget", "known_orgs", "known_staff"]
