"""Profiles of the bank's own: a folder that is offered beside the built-in ones, or one named by its path."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from yinqiao.platform.errors import NotFound
from yinqiao.platform.imports.profile.loading import (
    RegisteredProfile,
    find_profile,
    load_profile,
    profiles,
)
from yinqiao.platform.imports.profile.problems import ProfileInvalid, ProfileProblem
from yinqiao.platform.imports.profile.shapes import Profile

SUFFIXES = frozenset({".yaml", ".yml"})
ONE_OF_A_FOLDER = "profile.yaml"


def register_own(folders: str) -> list[str]:
    """Offer the profiles in `folders` (parted as in PATH) under their names; return those whose id is taken.

    ``NAME.yaml`` and ``NAME/profile.yaml`` hold the profile NAME. They are read when first asked for: a broken one stops nobody.
    """
    taken = []
    for folder in folders.split(os.pathsep) if folders else ():
        for profile_id, path in _files_of(Path(folder)):
            if profile_id in profiles:
                taken.append(profile_id)
            else:
                profiles.add(profile_id, RegisteredProfile(profile_id, path.resolve()))
    return taken


def _files_of(folder: Path) -> Iterator[tuple[str, Path]]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.suffix in SUFFIXES:
            yield path.stem, path
        elif (path / ONE_OF_A_FOLDER).is_file():
            yield path.name, path / ONE_OF_A_FOLDER


def is_path(name: str) -> bool:
    """Tell whether `name` means a file or folder and no id."""
    return Path(name).suffix in SUFFIXES or os.sep in name


def named_profile(name: str) -> Profile:
    """Return the profile that `name` means, an id or a path, checked; raise NotFound or ProfileInvalid.

    One given by its path is offered in this process from then on.
    """
    if not is_path(name):
        return find_profile(name)
    path = _only_file(Path(name)).resolve()
    profile = load_profile(path)
    known = profiles.find(profile.profile)
    if known is not None and known.path != path:
        problem = ProfileProblem(
            ("profile",), _("another profile has this id"), _("an id of its own"), line=1
        )
        raise ProfileInvalid(path, [problem])
    if known is None:
        profiles.add(profile.profile, RegisteredProfile(profile.profile, path))
    return profile


def _only_file(path: Path) -> Path:
    """Return the file of the one profile that `path` names."""
    if path.is_file():
        return path
    if (path / ONE_OF_A_FOLDER).is_file():
        return path / ONE_OF_A_FOLDER
    found = dict(_files_of(path))
    if not found:
        raise NotFound(_("There is no profile at {path}.").format(path=path))
    if len(found) > 1:
        raise NotFound(
            _("There are several profiles in {path}; name one of them: {names}.").format(
                path=path, names=", ".join(found)
            )
        )
    return next(iter(found.values()))
