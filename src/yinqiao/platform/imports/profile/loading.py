"""Load and check a profile; keep the ones that integrations register."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _
from pydantic import ValidationError

from yinqiao.platform.errors import NotFound
from yinqiao.platform.imports.profile.known import Known, registered
from yinqiao.platform.imports.profile.problems import ProfileInvalid, ProfileProblem
from yinqiao.platform.imports.profile.sentences import shape_problems
from yinqiao.platform.imports.profile.shapes import Profile
from yinqiao.platform.imports.profile.validation import profile_problems
from yinqiao.platform.imports.profile.yaml_text import line_of, read_yaml
from yinqiao.platform.registry import Registry


@dataclass(frozen=True, slots=True)
class RegisteredProfile:
    """A profile on offer: its id and its file. It is read when first asked for, once every target is registered, and again once it changes."""

    id: str
    path: Path

    def load(self) -> Profile:
        """Return the checked profile; raise ProfileInvalid."""
        return _load_registered(self.path, self.id, self.path.stat().st_mtime_ns)


profiles: Registry[RegisteredProfile] = Registry("import profiles")


def register_profile(profile_id: str, path: Path) -> None:
    """Offer the profile at `path`; a second one under the same id raises ValueError."""
    profiles.add(profile_id, RegisteredProfile(profile_id, path))


def find_profile(profile_id: str) -> Profile:
    """Return the registered profile; raise NotFound naming those that exist, or ProfileInvalid."""
    found = profiles.find(profile_id)
    if found is None:
        names = ", ".join(name for name, _profile in profiles.items())
        raise NotFound(
            _("There is no profile {name}. There are: {names}.").format(
                name=profile_id, names=names
            )
        )
    return found.load()


def readable_profiles() -> list[Profile]:
    """Return every registered profile that can be read."""
    found = []
    for registered_profile in profiles.values():
        try:
            found.append(registered_profile.load())
        except ProfileInvalid:
            continue
    return found


@lru_cache(maxsize=32)
def _load_registered(path: Path, profile_id: str, _changed: int) -> Profile:
    profile = load_profile(path)
    if profile.profile != profile_id:
        problem = ProfileProblem(
            ("profile",), _("the id differs from the registered one"), profile_id
        )
        raise ProfileInvalid(path, [problem])
    return profile


def load_profile(path: Path, *, known: Known | None = None) -> Profile:
    """Return the profile at `path`, checked against what is registered (or `known`); raise ProfileInvalid with every mistake."""
    plain, node = read_yaml(path)
    problems: list[ProfileProblem] = []
    profile: Profile | None = None
    if not isinstance(plain, dict):
        problems = [ProfileProblem((), _("the file is not a mapping"), "profile: …")]
    else:
        try:
            profile = Profile.model_validate(plain)
            problems = profile_problems(profile, known or registered())
        except ValidationError as error:
            problems = shape_problems(error)
    if problems or profile is None:
        placed = [
            ProfileProblem(p.place, p.wrong, p.right, line_of(node, p.place)) for p in problems
        ]
        raise ProfileInvalid(path, sorted(placed, key=lambda problem: problem.line))
    return profile
