"""What the REST frame puts on offer: its limits as parameters, the job that forgets old answers."""

from yinqiao.platform import registry, rule_book
from yinqiao.platform.registry import ParameterDefinition
from yinqiao.platform.rest import jobs, limits

_SOURCE = "本行设定：开放接口限额"
_OWNER = "科技部"
PARAMETERS = (
    ParameterDefinition(
        limits.REQUESTS,
        "API requests of one token in a minute",
        600,
        "requests",
        _SOURCE,
        _OWNER,
        least=10,
        most=100_000,
    ),
    ParameterDefinition(
        limits.BODY,
        "Longest body of an API request",
        1_000_000,
        "bytes",
        _SOURCE,
        _OWNER,
        least=10_000,
        most=10_000_000,
    ),
    ParameterDefinition(
        jobs.KEEP_DAYS,
        "How long an answer is kept for its Idempotency-Key",
        7,
        "days",
        _SOURCE,
        _OWNER,
        least=1,
        most=90,
    ),
)
for definition in PARAMETERS:
    registry.parameters.add(definition.key, definition)
rule_book.add_technical(definition.key for definition in PARAMETERS)
registry.audit_verbs.add("rest.operation-refused", "")
