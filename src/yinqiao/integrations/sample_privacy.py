"""What compliance of the sample bank has before it: texts of consents, words of customers, an entry of the blacklist, requests about data."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Final

from yinqiao.access import queries as access
from yinqiao.compliance import policies, queries, services
from yinqiao.compliance.choices import Channel, CollectedVia, HoldKind, Purpose, RequestKind
from yinqiao.compliance.queries import RequestWanted
from yinqiao.compliance.services import (
    ConsentGiven,
    ConsentTakenBack,
    ConsentWording,
    HoldOrder,
    HoldPlacement,
    RequestMade,
    StepTaken,
)
from yinqiao.customers import queries as customers
from yinqiao.customers import services as customer_services
from yinqiao.customers.services import PartyRoleDetails, RefusalTold
from yinqiao.integrations import sample_assessments
from yinqiao.lib.workdays import add_workdays
from yinqiao.organization import queries as organization
from yinqiao.platform import clock
from yinqiao.platform.actor import Actor, system_actor
from yinqiao.platform.db.scope import scope_session

VERSION: Final = "2026-11"
TEXTS: Final = (
    (Purpose.MARKETING, "营销信息接收授权书", "本人同意澜江银行通过所选渠道向本人发送产品与活动信息。本人可随时通过网点、手机银行、客服热线或短信回复 R 撤回，撤回不影响银行服务。"),
    (Purpose.PROFILING, "客户画像与个性化推荐授权书", "本人同意澜江银行使用账户与交易信息形成客户画像，用于产品推荐。本人可随时拒绝，拒绝后由客户经理人工服务。"),
    (Purpose.SHARING, "个人信息共享单独同意书", "本人单独同意澜江银行为办理本人所申请的业务，向书面列明的合作机构提供必要的个人信息。"),
)  # fmt: skip
# What the files of the sample bank say that customers agreed to: version, first and last day before today.
FORMER: Final = (("P2024-01", 5_000, 700), ("P2025-03", 699, 300), ("P2026-01", 299, 1))
ASSESSED: Final = frozenset({Purpose.SHARING, Purpose.CROSS_BORDER})
OWNER: Final = "消费者权益保护部"


def fill_privacy(accounts: Iterable[tuple[str, str]], *, now: datetime) -> None:
    """Let the compliance officer and the first manager among (role, staff number) work; again, it adds nothing."""
    found = dict(accounts)
    officer, manager, president = (
        _actor(found.get(role, ""), now)
        for role in ("compliance_officer", "relationship_manager", "deputy_president")
    )
    if officer is None or manager is None or manager.staff_id is None:
        return
    with scope_session(officer):
        if queries.texts_in_force(on=clock.bank_date(now)):
            return
    sample_assessments.fill_assessments(officer, president, now=now)
    with scope_session(officer):
        _publish(officer, now, is_assessed=president is not None)
    with scope_session(manager):
        book = customers.books(actor=manager, staff_ids=[manager.staff_id])
    people = sorted(line.customer_id for line in book if not line.is_company)[:6]
    if len(people) == 6:  # noqa: PLR2004 - one for each story below
        with scope_session(manager):
            _say(manager, people, now)
        with scope_session(officer):
            _answer(officer, people, now)


def register_former_texts(*, now: datetime) -> None:
    """Put the texts of before into the register, so that the consents in the files count; again, it adds nothing."""
    actor = system_actor(
        name="demo", permissions=frozenset({policies.EDIT_CONSENT_TEXT, policies.VIEW_CONSENT})
    )
    today = clock.bank_date(now)
    with scope_session(actor):
        known = {(row.purpose, row.version) for row in queries.consent_texts(actor=actor, on=today)}
        # Those of sharing need an assessment that two people signed, and there are no people yet.
        for purpose in [one for one in Purpose if one not in ASSESSED]:
            for version, first, last in FORMER:
                if (purpose.value, version) in known:
                    continue
                wording = ConsentWording(
                    purpose.value,
                    version,
                    f"授权书（{version}）",
                    "本人已阅读并同意当时有效的授权文本。原文由业务部门存档。",
                    today - timedelta(days=first),
                    today - timedelta(days=last),
                )
                services.publish_text(actor=actor, now=now, wording=wording)


def _actor(staff_no: str, now: datetime) -> Actor | None:
    person = organization.staff_by_no(staff_no) if staff_no else None
    return access.actor_of_staff(person.id, now) if person is not None else None


def _publish(actor: Actor, now: datetime, *, is_assessed: bool) -> None:
    today = clock.bank_date(now)
    for purpose, title, body in TEXTS:
        if purpose == Purpose.SHARING and not is_assessed:
            continue
        wording = ConsentWording(purpose, VERSION, title, body, today)
        services.publish_text(actor=actor, now=now, wording=wording)


def _say(actor: Actor, people: list[int], now: datetime) -> None:
    """One agrees to text messages, one takes everything back, one does not want machines to choose for her."""
    services.grant_consent(
        actor=actor,
        now=now,
        customer_id=people[0],
        given=ConsentGiven(
            Purpose.MARKETING, Channel.SMS, VERSION, "SQ20261100018", CollectedVia.BRANCH
        ),
    )
    services.withdraw_consent(
        actor=actor,
        now=now,
        customer_id=people[1],
        taken=ConsentTakenBack(Purpose.MARKETING, Channel.ANY, CollectedVia.CALL),
    )
    services.refuse_automation(
        actor=actor,
        now=now,
        customer_id=people[2],
        told=RefusalTold(CollectedVia.APP, "APP20261100027"),
    )
    asked = add_workdays(organization.calendar(), clock.bank_date(now), -11)
    for place, kind, wish, day in (
        (3, RequestKind.COPY, "需要一份本人在贵行留存的个人信息，用于办理签证", asked),
        (4, RequestKind.DELETION, "已不再使用贵行服务，请删除我的个人信息", None),
    ):
        services.receive_request(
            actor=actor,
            now=_morning(day) if day else now,
            customer_id=people[place],
            made=RequestMade(kind, wish, CollectedVia.BRANCH),
        )
    services.receive_request(
        actor=actor,
        now=now,
        customer_id=people[1],
        made=RequestMade(
            RequestKind.HUMAN_REVIEW,
            "客户分层为何下调，请人工复核并说明",
            CollectedVia.BRANCH,
            "TIER",
        ),
    )


def _answer(actor: Actor, people: list[int], now: datetime) -> None:
    """One stands on the blacklist for half a year; one is a related party of the bank; one request is under way."""
    order = HoldOrder(
        HoldKind.BLACKLIST,
        source="compliance.list",
        reason="多次投诉营销打扰，经消保部认定列入",
        owner=OWNER,
        ends_at=now + timedelta(days=180),
    )
    services.place_hold(actor=actor, now=now, customer_id=people[5], order=order)
    _hold(actor, people[4], now)
    role = PartyRoleDetails(
        "RELATED", clock.bank_date(now) - timedelta(days=200), "本行董事近亲属，2026 年关联方名册"
    )
    customer_services.set_role(actor=actor, now=now, customer_id=people[3], details=role)
    first = queries.request_list(actor=actor, wanted=RequestWanted()).order_by("due_on").first()
    if first is not None:
        services.step_request(
            actor=actor,
            now=now,
            request_id=first.pk,
            version=first.version,
            step=StepTaken("ID_VERIFIED", "柜面核验身份证原件，联网核查一致"),
        )


def _hold(actor: Actor, customer_id: int, now: datetime) -> None:
    """One is in a lawsuit: nothing of hers is erased."""
    label = customers.customer_names(actor=actor, customer_ids=[customer_id])[customer_id]
    placed = HoldPlacement(
        [label.split()[-1]],
        reason="储蓄合同纠纷诉讼，法院要求保全资料",
        owner="法律合规部",
        review_on=clock.bank_date(now) + timedelta(days=90),
        case_no="（2026）澜民初 0318 号",
    )
    services.place_legal_hold(actor=actor, now=now, placed=placed)


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=clock.BANK_ZONE)
