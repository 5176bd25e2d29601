"""Column-wise checks: expressions that are null where a value is fine and else a reason code. No Python per row.

Texts are checked as `lib.cn_id` checks them (same codes, same order of faults); nulls and blanks are fine everywhere but
in `required`. `CHECKS` holds those that profiles may name.
"""

from yinqiao.platform.imports.checks.catalogue import CHECKS, Check
from yinqiao.platform.imports.checks.consistency import AgeLimits
from yinqiao.platform.imports.checks.sentences import REASONS, describe

__all__ = ["CHECKS", "REASONS", "AgeLimits", "Check", "describe"]
