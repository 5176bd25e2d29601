"""Profiles: YAML files that describe a source. `load_profile` checks one whole; `profiles` holds those that integrations offer."""

from yinqiao.platform.imports.profile.loading import (
    RegisteredProfile,
    find_profile,
    load_profile,
    profiles,
    readable_profiles,
    register_profile,
)
from yinqiao.platform.imports.profile.own import named_profile, register_own
from yinqiao.platform.imports.profile.problems import ProfileInvalid, ProfileProblem
from yinqiao.platform.imports.profile.shapes import Profile, Table

__all__ = [
    "Profile",
    "ProfileInvalid",
    "ProfileProblem",
    "RegisteredProfile",
    "Table",
    "find_profile",
    "load_profile",
    "named_profile",
    "profiles",
    "readable_profiles",
    "register_own",
    "register_profile",
]
