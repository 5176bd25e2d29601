"""Front door of propensity for rooms above: the port of engines."""

from yinqiao.sales.advice.ports import DEFAULT, PropensityEngine, engines

__all__ = ["DEFAULT", "PropensityEngine", "engines"]
