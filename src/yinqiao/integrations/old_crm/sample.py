"""Made-up files of an older CRM for given customers and staff: for tests, trials and training. No real person is in them."""

import csv
import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path

Row = tuple[object, ...]

HEADINGS: dict[str, tuple[str, ...]] = {
    "TAG_DICT": ("标签编码", "标签名称", "标签类型", "归口部门", "说明", "有效天数"),
    "TAG": ("客户号", "标签编码", "打标日期", "失效日期", "打标人"),
    "CONTACT": (
        "联系编号", "客户号", "联系时间", "渠道", "方向", "结果", "员工工号", "员工姓名", "通话秒数", "主题", "内容",
    ),
    "NOTE": ("记录编号", "客户号", "记录时间", "类型", "可见范围", "作者工号", "作者", "内容"),
    "ASSIGNMENT": ("客户号", "员工工号", "角色", "占比", "开始日期", "结束日期", "变更原因"),
    "CONSENT": ("授权编号", "客户号", "用途", "渠道", "状态", "授权时间", "撤回时间", "备注"),
    "TASK": (
        "任务编号", "客户号", "标题", "内容", "负责人工号", "负责人", "到期日", "状态", "完成时间", "完成说明",
    ),
}  # fmt: skip
_TAGS: tuple[Row, ...] = (
    ("T01", "偏好线上办理", "人工", "零售部", "", ""),
    ("T02", "大额存单客户", "规则", "零售部", "持有大额存单", ""),
    ("T03", "近期有购房计划", "人工", "个贷部", "", 180),
    ("T04", "沙龙活动参与者", "人工", "财富部", "", 365),
)
_CHANNELS = ("电话", "电话", "电话", "拜访", "网点", "企业微信", "短信")
_MISSED = "未接"
_OUTCOMES = ("有意向", "无意向", "约定再联系")
_SUBJECTS = ("到期提醒", "生日问候", "产品介绍", "回访", "风险测评提醒")
_TEXTS = (
    "客户询问三年期大额存单额度，约下周到店。",
    "存单到期后倾向续存，想比较不同期限。",
    "客户表示近期资金另有安排，三个月后再联系。",
    "已提醒风险测评过期，客户将在手机银行办理。",
    "客户关注孩子留学费用，希望了解外汇业务。",
)
_TASKS = ("回访大额存单到期意向", "邀请参加财富沙龙", "补充职业信息", "提醒更新身份证有效期")


@dataclass(slots=True)
class Sample:
    """What was written: rows of each file, the sum of the seconds of contact records."""

    folder: Path
    day: date
    rows: dict[str, int] = field(default_factory=dict)
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff as the old system names one; people who left have numbers that nobody has now."""

    staff_no: str
    name: str


def write_sample(
    folder: Path,
    *,
    day: date,
    customer_nos: Sequence[str],
    staff: Sequence[Person],
    known_since: date,
    seed: int = 1,
    encoding: str = "utf-8",
    with_control: bool = True,
) -> Sample:
    """Write the seven files of batch date `day` into `folder`; the same arguments write the same bytes.

    Assignments are past ones: the last of them ended before `known_since`, the first day of the managers known already.
    """
    chance = random.Random(seed)  # noqa: S311 - samples, no secrets
    tables: dict[str, list[Row]] = {name: [] for name in HEADINGS}
    tables["TAG_DICT"] = list(_TAGS)
    writer = _Author(chance, day, staff, known_since)
    for customer_no in customer_nos:
        writer.add_customer(customer_no, tables)
    sample = Sample(folder, day)
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        seconds = sum(int(str(row[8] or 0)) for row in rows) if name == "CONTACT" else None
        write_file(
            folder,
            name,
            rows,
            day=day,
            encoding=encoding,
            control_sum=seconds,
            with_control=with_control,
        )
        sample.rows[name] = len(rows)
        sample.seconds += seconds or 0
    return sample


def write_file(
    folder: Path,
    name: str,
    rows: Sequence[Row],
    *,
    day: date,
    encoding: str = "utf-8",
    control_sum: int | None = None,
    with_control: bool = False,
) -> Path:
    """Write one file (a key of `HEADINGS`) and, if asked, its control file; return where it lies."""
    path = folder / f"OLDCRM_{name}_{day:%Y%m%d}.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(HEADINGS[name])
        lines.writerows(rows)
    if with_control:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        said = [f"date={day:%Y%m%d}", f"rows={len(rows)}", f"sha256={digest}"]
        if control_sum is not None:
            said.append(f"sum={control_sum}")
        path.with_suffix(".ok").write_text("\n".join(said) + "\n", encoding="ascii")
    return path


@dataclass(slots=True)
class _Author:
    """Makes the rows of one customer after another."""

    _chance: random.Random
    _day: date
    _staff: Sequence[Person]
    _known_since: date

    def add_customer(self, customer_no: str, tables: dict[str, list[Row]]) -> None:
        """Add this customer's rows to every table but the dictionary."""
        tables["TAG"] += [
            self._tag(customer_no, code)
            for code in self._some([str(tag[0]) for tag in _TAGS], most=2)
        ]
        tables["CONTACT"] += [
            self._contact(customer_no, number) for number in range(self._chance.randint(1, 5))
        ]
        tables["NOTE"] += [
            self._note(customer_no, number) for number in range(self._chance.randint(0, 2))
        ]
        tables["ASSIGNMENT"] += self._assignments(customer_no)
        tables["CONSENT"] += [
            self._consent(customer_no, purpose) for purpose in self._some(["营销", "画像"], most=2)
        ]
        tables["TASK"] += [
            self._task(customer_no, number) for number in range(self._chance.randint(0, 2))
        ]

    def _some(self, values: list[str], *, most: int) -> list[str]:
        return sorted(self._chance.sample(values, self._chance.randint(0, most)))

    def _person(self) -> Person:
        return self._chance.choice(self._staff)

    def _before(self, days: int) -> date:
        return self._day - timedelta(days=self._chance.randint(1, days))

    def _moment(self, days: int) -> datetime:
        return datetime.combine(
            self._before(days), time(self._chance.randint(9, 17), self._chance.randint(0, 59))
        )

    def _tag(self, customer_no: str, code: str) -> Row:
        return (customer_no, code, self._before(700), "", self._person().name)

    def _contact(self, customer_no: str, number: int) -> Row:
        person, channel = self._person(), self._chance.choice(_CHANNELS)
        is_call = channel == "电话"
        direction = self._chance.choice(("呼出", "呼出", "呼入"))
        outcome = self._chance.choice(
            (*_OUTCOMES, "接通", _MISSED) if is_call else (*_OUTCOMES, "")
        )
        seconds: object = self._chance.randint(15, 900) if is_call and outcome != _MISSED else ""
        text = "" if outcome == _MISSED else self._chance.choice(_TEXTS)
        return (
            f"C{customer_no}-{number:03d}", customer_no, self._moment(1500), channel, direction, outcome,
            person.staff_no, person.name, seconds, self._chance.choice(_SUBJECTS), text,
        )  # fmt: skip

    def _note(self, customer_no: str, number: int) -> Row:
        person = self._person()
        kind, readers = (
            self._chance.choice(("拜访", "备注")),
            self._chance.choice(("团队", "网点", "")),
        )
        text = self._chance.choice(_TEXTS)
        return (
            f"N{customer_no}-{number:03d}",
            customer_no,
            self._moment(1500),
            kind,
            readers,
            person.staff_no,
            person.name,
            text,
        )

    def _assignments(self, customer_no: str) -> list[Row]:
        """Return one or two main periods, one after the other, the last ended before those known."""
        end = self._known_since - timedelta(days=1)
        middle = end - timedelta(days=self._chance.randint(200, 600))
        begin = middle - timedelta(days=self._chance.randint(200, 600))
        later: Row = (
            customer_no,
            self._person().staff_no,
            "主办",
            100,
            middle + timedelta(days=1),
            end,
            "移交",
        )
        earlier: Row = (customer_no, self._person().staff_no, "主办", 100, begin, middle, "开户")
        return [earlier, later][self._chance.randint(0, 1) :]

    def _consent(self, customer_no: str, purpose: str) -> Row:
        status = self._chance.choice(("同意", "同意", "撤回"))
        granted = self._moment(1500)
        withdrawn: object = granted + timedelta(days=30) if status == "撤回" else ""
        return (
            f"G{customer_no}-{purpose}",
            customer_no,
            purpose,
            "电话",
            status,
            granted,
            withdrawn,
            "口头同意",
        )

    def _task(self, customer_no: str, number: int) -> Row:
        person, state = self._person(), self._chance.choice(("未完成", "已完成", "已取消"))
        due = self._day + timedelta(days=self._chance.randint(-60, 30))
        closed: object = datetime.combine(due, time(10, 30)) if state != "未完成" else ""
        title = self._chance.choice(_TASKS)
        return (
            f"K{customer_no}-{number:03d}",
            customer_no,
            title,
            "",
            person.staff_no,
            person.name,
            due,
            state,
            closed,
            "",
        )
