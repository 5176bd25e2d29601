"""Entries that a room wrote down: Chinese and English side by side in its `help.yaml`.

follow-up:
  title: [联系记录, Contacts]
  permission: interactions.log_follow_up
  entries:
    outcome:
      title: [联系结果, What came of it]
      meaning: [..., ...]
      owner: 零售金融部                  # as the owners of parameters: Chinese alone
"""

from collections.abc import Mapping
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import Final

import yaml
from django.utils.functional import lazy
from django.utils.translation import get_language

from yinqiao.platform.ui.help.entries import HelpEntry, HelpSource, sources

FILE: Final = "help.yaml"
_PLAIN: Final = frozenset({"owner", "term", "url"})
_PARTS: Final = frozenset(field.name for field in fields(HelpEntry)) - {"key"}
Texts = Mapping[str, object]


def written(folder: Path) -> None:
    """Register what `folder` holds in its `help.yaml`. Raises ValueError for an entry that lacks a language or its meaning."""
    whole = yaml.safe_load((folder / FILE).read_text("utf-8"))
    for key, group in whole.items():
        entries: Mapping[str, Texts] = group["entries"]
        for name, texts in entries.items():
            _check(f"{key}.{name}", texts)
        sources.add(
            key,
            HelpSource(
                key,
                lazy(partial(_in_the_language, group["title"]), str)(),
                group.get("permission", ""),
                partial(_spoken, key, entries),
                frozenset(entries),
            ),
        )


def _check(key: str, texts: Texts) -> None:
    wrong = {part for part in ("title", "meaning") if part not in texts} | (set(texts) - _PARTS)
    wrong |= {part for part in set(texts) - _PLAIN if not _is_pair(texts[part])}
    if wrong:
        message = f"help {key}: needed, unknown or not in two languages: {', '.join(sorted(wrong))}"
        raise ValueError(message)


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(value)  # noqa: PLR2004 - two languages


def _spoken(key: str, entries: Mapping[str, Texts]) -> dict[str, HelpEntry]:
    return {
        name: HelpEntry(
            key=f"{key}.{name}", **{part: _in_the_language(value) for part, value in texts.items()}
        )
        for name, texts in entries.items()
    }


def _in_the_language(value: object) -> str:
    """Return what of a pair the reader speaks; a text alone as it is."""
    place = 0 if (get_language() or "zh").startswith("zh") else 1
    return str(value[place] if isinstance(value, list) else value)
