"""`yinqiao evidence verify`: prove that no evidence of sales was changed, taken away or slipped in."""

import argparse
import sys


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `evidence` command."""
    parser = subparsers.add_parser("evidence", help="evidence of sales that is kept unchanged")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser(
        "verify", help="read every file again and compare it with its row and the audit chain"
    ).set_defaults(run=_verify)


def _verify(_arguments: argparse.Namespace) -> int:
    from yinqiao.compliance import services
    from yinqiao.compliance.suitability.policies import VERIFY_EVIDENCE
    from yinqiao.platform import clock
    from yinqiao.platform.db.scope import scope_session
    from yinqiao.platform.shell import shell_actor

    actor = shell_actor("yinqiao evidence", permissions=frozenset({VERIFY_EVIDENCE}))
    with scope_session(actor):
        report = services.verify_evidence(actor=actor, now=clock.now())
    sys.stdout.write(f"{report.checked} pieces of evidence verified\n")
    for pk, fault in report.faults:
        sys.stdout.write(f"  evidence {pk}: {fault}\n")
    for path in report.strays:
        sys.stdout.write(f"  no row names {path}\n")
    sys.stdout.write(
        "the evidence is intact\n" if report.is_intact else "THE EVIDENCE IS NOT WHAT WAS KEPT\n"
    )
    return 0 if report.is_intact else 1
