"""Writes of imports: run, undo, mend, map codes."""

from yinqiao.platform.imports.engine.runs import run_batch

__all__ = ["run_batch"]
