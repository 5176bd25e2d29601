"""The rules of contact and of personal information, as the rule book tells them: those of the gate are its own texts."""

from typing import Final

from django.utils.translation import gettext_lazy as lazy

from yinqiao.compliance import parameters as keys
from yinqiao.compliance.queries.book import RULES as GATE
from yinqiao.compliance.rules import Step
from yinqiao.platform.rule_book import Chapter, Rule

_OWNER: Final = "消费者权益保护部"
_TESTS: Final = "src/yinqiao/compliance/tests/"
_GATE_TESTS: Final = (
    f"{_TESTS}test_contact_rules.py",
    f"{_TESTS}test_contact_services.py",
    f"{_TESTS}test_gate_of_many.py",
)
# What a rule goes by before it is asked: the gate itself looks at the hold only.
_BESIDES: Final = {Step.BLACKLIST: (keys.BLACKLIST_DAYS,)}

RULES: Final = (
    *(
        Rule(
            step.value,
            Chapter.GATE,
            rule.title,
            rule.text,
            rule.source,
            _OWNER,
            (*rule.keys, *_BESIDES.get(step, ())),
            _GATE_TESTS,
        )
        for step, rule in GATE.items()
    ),
    Rule(
        "P01",
        Chapter.PRIVACY,
        lazy("Guardian's consent"),
        lazy("Below this age the guardian agrees in the child's place."),
        "个人信息保护法第31条",
        _OWNER,
        (keys.GUARDIAN_AGE,),
        (f"{_TESTS}test_consents.py",),
    ),
    Rule(
        "P02",
        Chapter.PRIVACY,
        lazy("Withdrawal of consent"),
        lazy(
            "A withdrawal holds at once in every channel; the text version, time and evidence of what was said stay on record."
        ),
        "个人信息保护法第15—16条",
        _OWNER,
        (),
        (f"{_TESTS}test_consents.py", f"{_TESTS}test_contact_turns.py"),
    ),
    Rule(
        "P03",
        Chapter.PRIVACY,
        lazy("Answer to requests about personal data"),
        lazy(
            "Access, copy, correction, deletion and explanation are answered in time, counted in workdays; what is late stands out before."
        ),
        "个人信息保护法第44—50条；本行制度：个人信息主体权利响应",
        _OWNER,
        (keys.REQUEST_DAYS, keys.REQUEST_ALARM_DAYS),
        (f"{_TESTS}test_person_requests.py",),
    ),
    Rule(
        "W09",
        Chapter.SCREENING,
        lazy("Objections to measures against money laundering"),
        lazy(
            "Whoever objects to a measure is answered in so many calendar days, with the way to the supervisory authority; where a basic service is concerned, at once."
        ),
        "反洗钱法（2024年修订）",
        "反洗钱中心",
        (keys.OBJECTION_DAYS, keys.OBJECTION_ALARM_DAYS, keys.BASIC_OBJECTION_DAYS),
        (f"{_TESTS}test_person_requests.py",),
    ),
    Rule(
        "P04",
        Chapter.PRIVACY,
        lazy("Deletion against the duty to keep"),
        lazy(
            "What the law has the bank keep is restricted instead of deleted until the years after the end of the relation are over."
        ),
        "反洗钱法（2024年修订）；个人信息保护法第47条",
        "反洗钱中心",
        (keys.KEEP_YEARS,),
        (f"{_TESTS}test_person_requests.py",),
    ),
    Rule(
        "P05",
        Chapter.PRIVACY,
        lazy("Catalogue of data"),
        lazy("Each column has a level, a category, a purpose and a time of keeping."),
        "JR/T 0197-2020；JR/T 0171-2020",
        "数据安全管理部",
        (),
        (f"{_TESTS}test_data_catalogue.py",),
    ),
)
