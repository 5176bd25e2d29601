"""The catalogue of facts: what each is called, how it is worked out, from what, and who answers for it (A14).

`analytics` defines them with their expressions and writes the words down with each rebuild; a fact is a column of `CustomerFacts`.
"""

from dataclasses import dataclass

from yinqiao.insights.choices import FactUnit


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """A derived figure of one customer. `topic`, `title` and `formula` are English msgids; `inputs` are data sets or, with ``fact:``, other facts.

    `rows` names the rows behind it that a person can open (``accounts``, ``transactions``, …; "" = none). A core fact is kept for every day.
    """

    key: str
    topic: str
    title: str
    formula: str
    unit: FactUnit
    inputs: tuple[str, ...]
    owner: str
    rows: str = ""
    is_core: bool = False
