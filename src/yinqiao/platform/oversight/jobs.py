"""Verify the chain: when asked, and every night. Findings raise the alarm in the log."""

import logging
import time

from yinqiao.platform import clock
from yinqiao.platform.actor import system_actor
from yinqiao.platform.audit import policies, verification
from yinqiao.platform.jobs import queue
from yinqiao.platform.jobs.schedules import Daily
from yinqiao.platform.oversight import services

logger = logging.getLogger("yinqiao.audit")


@queue.job(services.VERIFY_JOB, queue="audit", deadline_seconds=4 * 3600, max_attempts=2)
def verify(*, verification_id: int) -> None:
    """Walk the chain and write down what was found."""
    began = time.monotonic()
    report = verification.verify()
    seconds = max(time.monotonic() - began, 0.001)
    actor = system_actor(name="audit verification")
    services.finish_verification(
        actor=actor,
        now=clock.now(),
        verification_id=verification_id,
        report=report,
        seconds=seconds,
    )
    facts = {
        "checked": report.checked,
        "unsealed": report.unsealed,
        "findings": len(report.findings),
    }
    if report.is_intact:
        logger.info("audit trail intact", extra=facts)
    else:
        logger.critical("audit trail tampered with", extra=facts)


@queue.job("oversight.nightly_verification", queue="audit", schedule=Daily(4, 30))
def nightly_verification() -> None:
    """Ask for the verification of the night."""
    actor = system_actor(name="audit verification", permissions=frozenset({policies.VERIFY}))
    services.request_verification(actor=actor, now=clock.now())
