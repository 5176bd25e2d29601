"""Mistakes in a profile, each with its place, what is wrong and what would be right."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from yinqiao.platform.errors import DomainError

Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ProfileProblem:
    """One mistake: `place` in the YAML (``("tables", 3, "columns", 2, "type")``), its `line`, and the two sentences."""

    place: Place
    wrong: str
    right: str
    line: int = 0

    def path(self) -> str:
        """Return the place as ``tables[3].columns[2].type``."""
        text = ""
        for step in self.place:
            text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
        return text or "."


class ProfileInvalid(DomainError):
    """A profile cannot be used; `problems` lists every mistake found, `message` has one line for each."""

    code = "PROFILE_INVALID"
    status = 422

    def __init__(self, path: Path, problems: Sequence[ProfileProblem]) -> None:
        self.path = path
        self.problems = tuple(problems)
        name = f"{path.parent.name}/{path.name}"
        super().__init__("\n".join(self._line(name, problem) for problem in problems))

    @staticmethod
    def _line(name: str, problem: ProfileProblem) -> str:
        right = _("right: {right}").format(right=problem.right) if problem.right else ""
        return f"{name}:{problem.line} {problem.path()}: {problem.wrong}" + (
            f" ({right})" if right else ""
        )
