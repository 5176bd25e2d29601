"""Numbers of screening (DOMAIN §4.3): whoever changes one needs a second person."""

from django.utils.translation import gettext as _

from yinqiao.compliance.screening.rules import Points
from yinqiao.platform.registry import DATA_VALUE, ParameterDefinition

THRESHOLD = "screening.threshold"
POINTS = "screening.points"
FILE_MEGABYTES = "screening.file_megabytes"

_SOURCE = "金融机构客户尽职调查和客户身份资料及交易记录保存管理办法第40条；本行制度：名单筛查"
_OWNER = "法律合规部（反洗钱）"
_NAMES = tuple(Points.__dataclass_fields__)


def read_points(values: object) -> Points:
    """Return the points of evidence out of ``name:points`` texts; those not named keep their usual ones. ValueError for anything else."""
    items = values if isinstance(values, list | tuple) else [values]
    found: dict[str, float] = {}
    for item in items:
        name, _colon, number = str(item).partition(":")
        if name not in _NAMES:
            raise ValueError(name)
        found[name] = float(number)
    return Points(**found)


def problem_with_points(value: object) -> str:
    """Return why `value` are no points of evidence."""
    try:
        read_points(value)
    except ValueError:
        return _("Evidence and points with a colon between, such as birth_day:6. Known: %(known)s.") % {"known": ", ".join(_NAMES)}  # fmt: skip
    return ""


PARAMETERS = (
    ParameterDefinition(
        THRESHOLD,
        "Score from which a customer is put before compliance",
        85,
        "points",
        _SOURCE,
        _OWNER,
        least=70,
        most=95,
        approval=DATA_VALUE,
        description="Of 100. Lower finds more and stops more people by chance.",
    ),
    ParameterDefinition(
        POINTS,
        "Points for and against a hit",
        [f"{name}:{getattr(Points(), name):g}" for name in _NAMES],
        "evidence:points",
        _SOURCE,
        _OWNER,
        approval=DATA_VALUE,
        description="What stands beside the name: birth, nationality, sex, person or company.",
        check=problem_with_points,
    ),
    ParameterDefinition(
        FILE_MEGABYTES,
        "Largest file of a list",
        512,
        "MB",
        "本行制度：名单筛查",
        _OWNER,
        least=1,
        most=2048,
        approval=DATA_VALUE,
    ),
)
