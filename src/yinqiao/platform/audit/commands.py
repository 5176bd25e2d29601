"""`yinqiao audit verify`: prove that no audit row was changed, removed, added, moved or cut off."""

import argparse
import sys
import time


def add_commands(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the `audit` command."""
    parser = subparsers.add_parser("audit", help="verify or seal the audit chain")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser(
        "verify", help="check every row against the chain and the outside anchors"
    ).set_defaults(run=_verify)
    actions.add_parser("seal", help="seal the rows that are waiting").set_defaults(run=_seal)


def _verify(arguments: argparse.Namespace) -> int:
    from yinqiao.platform.audit import verification

    started = time.monotonic()
    try:
        report = verification.verify()
    except OSError as error:
        print(f"the anchors cannot be read: {error.strerror} ({error.filename})", file=sys.stderr)
        return 1
    seconds = max(time.monotonic() - started, 1e-6)
    print(
        f"{report.checked} rows verified in {seconds:.1f} s ({report.checked / seconds:,.0f} rows/s), {report.unsealed} not sealed yet"
    )
    for finding in report.findings:
        print(f"  {finding.kind}: {finding.message}")
    print(
        "the audit trail is intact"
        if report.is_intact
        else f"THE AUDIT TRAIL WAS TAMPERED WITH: {len(report.findings)} findings"
    )
    return 0 if report.is_intact else 1


def _seal(arguments: argparse.Namespace) -> int:
    from yinqiao.platform import clock
    from yinqiao.platform.audit import sealing

    total = 0
    while count := sealing.seal_pending(now=clock.now()):
        total += count
    print(f"{total} rows sealed")
    return 0
