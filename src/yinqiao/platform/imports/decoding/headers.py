"""Header rows: columns are found by what the header calls them; nothing is guessed."""

from collections.abc import Sequence

from yinqiao.platform.imports.decoding.chunks import ReadPlan
from yinqiao.platform.imports.reasons import WRONG_HEADER, FileRefused


def column_order(found: Sequence[str], plan: ReadPlan) -> list[int]:
    """Return, for each column of the plan, its position in the file; raise FileRefused for a header that does not fit."""
    names = [name.strip().strip('"').strip() for name in found]
    while names and not names[-1]:
        names.pop()
    wanted = [column.heading for column in plan.columns]
    twice = sorted({name for name in names if names.count(name) > 1})
    missing = [name for name in wanted if name not in names]
    extra = [name for name in names if name not in wanted]
    if twice:
        raise FileRefused(WRONG_HEADER, detail=f"列名重复：{_listed(twice)}")
    if missing or extra:
        parts = [
            f"缺少 {_listed(missing)}" if missing else "",
            f"多出 {_listed(extra)}" if extra else "",
        ]
        raise FileRefused(WRONG_HEADER, detail="；".join(part for part in parts if part))
    return [names.index(name) for name in wanted]


def _listed(names: Sequence[str]) -> str:
    shown = "、".join((name or "（空）")[:30] for name in names[:8])
    return shown + ("…" if len(names) > 8 else "")  # noqa: PLR2004 - as many as fit a line
