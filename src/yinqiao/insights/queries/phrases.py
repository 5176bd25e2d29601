"""What is never said to a customer, for rooms above that keep words of their own."""

from datetime import date

from yinqiao.insights import parameters, rules


def forbidden_in(text: str, *, on: date) -> list[str]:
    """Return which forbidden phrases of the day stand in a text, however they are spaced."""
    return rules.phrases_in(text, parameters.forbidden_phrases(on=on))
