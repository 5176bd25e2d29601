"""Who may sign, and what a signature stands for."""

import pytest

from yinqiao.integrations import rules
from yinqiao.integrations.choices import SigningProblem as P
from yinqiao.integrations.choices import SigningState as S


def problem(
    *, signers=(), staff_id=1, staff_no="E1", runner_no="E9", is_finished=True, has_difference=False
):
    standing = rules.Standing(
        is_finished=is_finished,
        has_difference=has_difference,
        signers=tuple(signers),
        runner_no=runner_no,
    )
    return rules.signing_problem(standing, staff_id=staff_id, staff_no=staff_no)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({}, None),
        ({"signers": [2]}, None),
        ({"runner_no": "E1"}, None),
        ({"signers": [1]}, P.SAME_PERSON),
        ({"signers": [2], "runner_no": "E1"}, P.RUNNER),
        ({"signers": [2, 3]}, P.COMPLETE),
        ({"signers": [1, 2]}, P.COMPLETE),
        ({"staff_id": None}, P.NOT_A_PERSON),
        ({"is_finished": False}, P.NOT_FINISHED),
        ({"has_difference": True}, P.DIFFERENCE),
        ({"has_difference": True, "signers": [2]}, P.DIFFERENCE),
    ],
)
def test_who_may_put_the_next_signature(case, expected):
    assert problem(**case) == expected


@pytest.mark.parametrize(
    ("holding", "fallen", "state"),
    [
        (0, 0, S.UNSIGNED),
        (1, 0, S.HALF),
        (2, 0, S.SIGNED),
        (0, 2, S.VOID),
        (1, 2, S.HALF),
        (2, 2, S.SIGNED),
    ],
)
def test_the_state_counts_what_holds(holding, fallen, state):
    assert rules.signing_state(holding=holding, fallen=fallen) == state


def test_any_figure_changes_the_digest_and_the_order_of_keys_does_not():
    objects = [{"object": "note", "rows": 3, "checksum": "a1"}]
    same = rules.figures_digest("m", "done", [{"checksum": "a1", "rows": 3, "object": "note"}])
    assert rules.figures_digest("m", "done", objects) == same
    others = {
        rules.figures_digest("n", "done", objects),
        rules.figures_digest("m", "undone", objects),
        rules.figures_digest("m", "done", [{**objects[0], "rows": 4}]),
        rules.figures_digest("m", "done", [{**objects[0], "checksum": "a2"}]),
        rules.figures_digest("m", "done", []),
    }
    assert len(others | {same}) == 6
