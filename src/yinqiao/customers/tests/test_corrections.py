"""Corrections of locked fields: asked for, answered on the stewards' desk, closed by the batch that brings the value."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.urls import reverse

from yinqiao.access.tests.factories import sign_in
from yinqiao.customers import choices, handlers, queries, rules, services
from yinqiao.customers.choices import CorrectionState
from yinqiao.customers.models import (
    ContactPoint,
    CorrectionRequest,
    Customer,
    Identification,
    Reveal,
    Suggestion,
)
from yinqiao.customers.tests.factories import (
    NOW,
    act_as,
    make_contact,
    make_customer,
    whole_bank,
)
from yinqiao.platform.audit.models import AuditEntry
from yinqiao.platform.errors import InvalidInput, NotFound, PermissionRefused, StaleVersion
from yinqiao.platform.imports.events import BatchImported


def ask(
    bank,
    field="name",
    proposed="林婉卿",
    *,
    actor=None,
    customer=None,
    row_id=None,
    reason="见身份证原件",
    evidence="",
):
    return services.request_correction(
        actor=actor or bank.rm,
        now=NOW,
        customer_id=(customer or bank.own).pk,
        field=field,
        proposed=proposed,
        reason=reason,
        row_id=row_id,
        evidence=evidence,
    )


def test_a_correction_keeps_the_value_sealed_and_shows_masks(bank):
    act_as(bank.rm)
    row = CorrectionRequest.objects.get(pk=ask(bank))
    assert (row.current_masked, row.proposed_masked, row.owner_source, row.state) == (
        "林**",
        "林**",
        "CORE",
        CorrectionState.OPEN,
    )
    assert "婉卿".encode() not in bytes(row.proposed_token)
    assert "婉卿" not in str(AuditEntry.objects.get(verb="customers.correction-requested").__dict__)


@pytest.mark.parametrize("field", ["remark", "occupation", "nonsense", "org"])
def test_only_fields_of_the_source_system_are_corrected(bank, field):
    act_as(bank.rm)
    with pytest.raises(InvalidInput):
        ask(bank, field)


def test_rows_of_the_customer_are_corrected_and_no_others(bank):
    act_as(bank.president)
    foreign = Identification.objects.get(customer=bank.foreign)
    act_as(bank.rm)
    own, contact = (
        Identification.objects.get(customer=bank.own),
        ContactPoint.objects.get(customer=bank.own),
    )
    row = CorrectionRequest.objects.get(
        pk=ask(bank, "identification", "110105194912310038", row_id=own.pk)
    )
    assert (row.current_masked, row.proposed_masked) == ("110***********002X", "110***********0038")
    ask(bank, "contact", "13800009999", row_id=contact.pk)
    for row_id in (foreign.pk, None):
        with pytest.raises(NotFound):
            ask(bank, "identification", "110105194912310038", row_id=row_id)


def test_one_open_request_for_a_field(bank):
    act_as(bank.rm)
    ask(bank)
    with pytest.raises(InvalidInput):
        ask(bank)
    assert CorrectionRequest.objects.count() == 1


@pytest.mark.parametrize(
    ("proposed", "reason"), [("", "见原件"), ("x" * 201, "见原件"), ("林婉卿", " ")]
)
def test_an_incomplete_request_is_not_taken(bank, proposed, reason):
    act_as(bank.rm)
    with pytest.raises(InvalidInput):
        ask(bank, proposed=proposed, reason=reason)


def state_of(request_id):
    with whole_bank():
        return CorrectionRequest.objects.get(pk=request_id).state


def answered(bank, step, request_id, *, actor=None, version=1, note="", now=NOW):
    """Take one step as the steward, in a savepoint: what is refused leaves nothing."""
    act_as(actor or bank.steward)
    with transaction.atomic():
        return step(
            actor=actor or bank.steward,
            now=now,
            request_id=request_id,
            version=version,
            note=note,
        )


def brought(bank, **fields):
    """Let a batch bring new values of the first customer, and tell the room."""
    with whole_bank():
        Customer.objects.filter(pk=bank.own.pk).update(**fields)
        handlers.close_corrections(
            BatchImported(
                batch_id=1,
                source="CORE",
                profile="core_banking",
                batch_on=date(2026, 11, 23),
                tables=("person",),
                targets=("customers.person",),
                is_complete=True,
            ),
            now=NOW + timedelta(days=1),
        )


@pytest.fixture
def asked(bank):
    act_as(bank.rm)
    return ask(bank, evidence="身份证影像 2026112200031")


def test_the_steward_passes_a_request_on_and_confirms_it(bank, asked):
    answered(bank, services.send_correction, asked, note="工单 HX-20261122-7")
    row = CorrectionRequest.objects.get(pk=asked)
    assert (row.state, row.sent_by, row.sent_at, row.decided_by) == (
        CorrectionState.SENT,
        bank.steward.staff_id,
        NOW,
        None,
    )
    state = answered(bank, services.confirm_correction, asked, version=2)
    assert (state, state_of(asked)) == (CorrectionState.CONFIRMED, CorrectionState.CONFIRMED)
    assert list(
        AuditEntry.objects.filter(object_type="customers.correction", object_id=asked)
        .order_by("pk")
        .values_list("verb", flat=True)
    ) == [
        "customers.correction-requested",
        "customers.correction-sent",
        "customers.correction-confirmed",
    ]


def test_the_batch_that_brings_the_value_closes_the_request(bank, asked):
    answered(bank, services.send_correction, asked)
    answered(bank, services.confirm_correction, asked, version=2)
    brought(bank, name="林婉青")
    assert state_of(asked) == CorrectionState.CONFIRMED
    brought(bank, name="林婉卿")
    row = CorrectionRequest.objects.get(pk=asked)
    assert (row.state, row.decided_by, row.decided_at, row.sent_by_name) == (
        CorrectionState.DONE,
        None,
        NOW + timedelta(days=1),
        "罗数据",
    )
    brought(bank, name="林婉卿")
    assert AuditEntry.objects.filter(verb="customers.correction-fulfilled").count() == 1


def test_a_value_that_is_there_already_is_done_at_once(bank, asked):
    with whole_bank():
        Customer.objects.filter(pk=bank.own.pk).update(name="林婉卿")
    assert answered(bank, services.confirm_correction, asked) == CorrectionState.DONE
    assert state_of(asked) == CorrectionState.DONE


def test_a_corrected_certificate_may_come_as_another_row(bank):
    act_as(bank.rm)
    own = Identification.objects.get(customer=bank.own)
    contact = ContactPoint.objects.get(customer=bank.own)
    by_number = ask(bank, "identification", "110105194912310038", row_id=own.pk)
    by_phone = ask(bank, "contact", "138 0000 9999", row_id=contact.pk)
    brought(bank)
    assert (state_of(by_number), state_of(by_phone)) == (CorrectionState.OPEN, CorrectionState.OPEN)
    with whole_bank():
        ContactPoint.objects.filter(pk=contact.pk).update(ended_on=date(2026, 11, 23))
    make_contact(bank.own, "13800009999")
    brought(bank)
    assert (state_of(by_number), state_of(by_phone)) == (CorrectionState.OPEN, CorrectionState.DONE)


def ended(row, model=ContactPoint):
    with whole_bank():
        model.objects.filter(pk=row.pk).update(ended_on=date(2026, 11, 23))


def test_a_request_about_an_ended_row_shows_no_other_entry(bank):
    act_as(bank.rm)
    contact = ContactPoint.objects.get(customer=bank.own)
    request_id = ask(bank, "contact", "13800009999", row_id=contact.pk)
    make_contact(bank.own, "13911112222")
    ended(contact)
    act_as(bank.steward)
    values = services.reveal_correction(actor=bank.steward, now=NOW, request_id=request_id)
    assert (values.present.unwrap(), values.proposed.unwrap()) == ("", "13800009999")


def test_an_entry_of_another_kind_does_not_close_a_request(bank):
    act_as(bank.rm)
    contact = ContactPoint.objects.get(customer=bank.own)
    request_id = ask(bank, "contact", "13800009999", row_id=contact.pk)
    ended(contact)
    make_contact(bank.own, "13800009999", usage="HOME_PHONE")
    brought(bank)
    assert state_of(request_id) == CorrectionState.OPEN
    make_contact(bank.own, "13800009999")
    brought(bank)
    assert state_of(request_id) == CorrectionState.DONE


@pytest.mark.parametrize(
    ("field", "code", "word"), [("nationality", "HKG", "中国香港"), ("sex", "M", "男")]
)
def test_a_field_with_codes_is_asked_for_by_code_shown_as_word_and_done_by_the_batch(
    bank, field, code, word
):
    act_as(bank.rm)
    request_id = ask(bank, field, code)
    act_as(bank.steward)
    card = queries.correction_card(actor=bank.steward, request_id=request_id, now=NOW)
    assert card.row.proposed == word
    values = services.reveal_correction(actor=bank.steward, now=NOW, request_id=request_id)
    assert values.proposed.unwrap() == word
    brought(bank, **{field: code})
    assert state_of(request_id) == CorrectionState.DONE
    act_as(bank.steward)
    card = queries.correction_card(actor=bank.steward, request_id=request_id, now=NOW)
    assert card.value_now == word


@pytest.mark.parametrize(
    ("field", "typed"),
    [("nationality", "中国"), ("sex", "男"), ("scale", "大型"), ("industry", "化工")],
)
def test_a_field_with_codes_takes_no_words(bank, field, typed):
    act_as(bank.rm)
    with pytest.raises(InvalidInput) as refused, transaction.atomic():
        ask(bank, field, typed)
    assert list(refused.value.fields) == ["proposed"]
    assert CorrectionRequest.objects.count() == 0


def row_of(bank, field, **values):
    """Return the id of the certificate or contact of the first customer, with the kind wanted; None for another field."""
    model = {"identification": Identification, "contact": ContactPoint}.get(field)
    if model is None:
        return None
    with whole_bank():
        row = model.objects.get(customer=bank.own)
        model.objects.filter(pk=row.pk).update(**values)
    act_as(bank.rm)
    return row.pk


@pytest.mark.parametrize(
    ("field", "kind", "typed", "message"),
    [
        ("contact", {"kind": "MOBILE"}, "1380000999", "手机号应为 11 位数字，现在是 10 位"),
        ("contact", {"kind": "EMAIL"}, "lin.bank.cn", "邮箱格式应如 name@bank.cn"),
        ("contact", {"kind": "LANDLINE"}, "8805555", None),
        ("identification", {}, "110105194912310039", "证件号末位校验不符，请核对原件"),
        ("identification", {"id_type": "TAIWAN_PERMIT"}, "12", None),
        ("birth_on", {}, "1980-02-30", "日期须真实存在，格式如 1980-03-14"),
        ("birth_on", {}, "四月", "日期须真实存在，格式如 1980-03-14"),
        ("birth_on", {}, "2999-01-01", None),
        ("registered_on", {}, "20261301", "日期须真实存在，格式如 1980-03-14"),
        ("uscc", {}, "91350100M000100Y44", None),
        ("registered_capital", {}, "伍佰万", "请填写大于零的金额（元），例如 5,000,000.00"),
    ],
)
def test_a_value_that_the_field_cannot_hold_is_refused_beside_the_field(
    bank, client, field, kind, typed, message
):
    row_id = row_of(bank, field, **kind)
    _signed_in(client, bank.rm)
    url = f"{reverse('customers:correction', args=[bank.own.pk])}?field={field}&row={row_id or ''}"
    answer = client.post(url, {"proposed": typed, "reason": "见原件"})
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors)) == (422, ["proposed"])
    assert message is None or form.errors["proposed"] == [message]
    assert (form["proposed"].value(), form["reason"].value()) == (typed, "见原件")
    assert CorrectionRequest.objects.count() == 0


@pytest.mark.parametrize("field", ["birth_on", "registered_on"])
def test_no_date_lies_in_the_future(bank, field):
    act_as(bank.rm)
    with pytest.raises(InvalidInput) as refused, transaction.atomic():
        ask(bank, field, "2026-11-23")
    assert refused.value.fields == {"proposed": "日期不能晚于今天（2026-11-22）"}
    assert ask(bank, field, "2026-11-22")


@pytest.mark.parametrize(
    ("field", "kind", "typed", "stored"),
    [
        ("contact", {"kind": "EMAIL"}, "lin@bank.cn", "lin@bank.cn"),
        ("contact", {"kind": "LANDLINE"}, "0591-8805555", "0591-8805555"),
        ("contact", {"kind": "WECOM"}, "wq_lin", "wq_lin"),
        ("identification", {"id_type": "PASSPORT"}, "E12345678", "E12345678"),
        ("identification", {"id_type": "MILITARY_CARD"}, "军字第2001988号", "军字第2001988号"),
        ("birth_on", {}, "1980年3月15日", "1980-03-15"),
        ("registered_on", {}, "20261122", "2026-11-22"),
        ("registered_capital", {}, "5,000,000.00", "5,000,000.00"),
        ("industry", {}, "c26", "C26"),
    ],
)
def test_what_the_field_can_hold_is_taken(bank, field, kind, typed, stored):
    row_id = row_of(bank, field, **kind)
    act_as(bank.rm)
    request_id = ask(bank, field, typed, row_id=row_id)
    act_as(bank.steward)
    values = services.reveal_correction(actor=bank.steward, now=NOW, request_id=request_id)
    assert values.proposed.unwrap() == stored


def test_the_form_of_a_field_with_codes_offers_the_words(bank, client):
    _signed_in(client, bank.rm)
    url = reverse("customers:correction", args=[bank.own.pk]) + "?field=nationality"
    assert '<option value="HKG">中国香港</option>' in client.get(url).content.decode()
    typed = {"proposed": "火星", "reason": "见护照"}
    again = client.post(url, typed)
    assert (again.status_code, "见护照" in again.content.decode()) == (422, True)
    assert CorrectionRequest.objects.count() == 0
    assert client.post(url, typed | {"proposed": "HKG"}).status_code == 303
    assert CorrectionRequest.objects.get().proposed_masked == "HKG"


def test_the_steward_closes_a_confirmed_request_by_hand_with_a_note(bank, asked, client):
    answers = reverse("customers:correction-answers", args=[asked])
    _signed_in(client, bank.steward)
    close = {"step": "close", "note": "核心记为「林婉卿（曾用名）」"}
    assert client.post(answers, close | {"version": 1}).status_code == 422
    assert state_of(asked) == CorrectionState.OPEN
    answered(bank, services.confirm_correction, asked)
    assert client.post(answers, close | {"version": 2, "note": " "}).status_code == 422
    assert state_of(asked) == CorrectionState.CONFIRMED
    page = client.get(reverse("customers:correction-detail", args=[asked])).content.decode()
    assert 'value="close"' in page
    assert client.post(answers, close | {"version": 2}).status_code == 303
    act_as(bank.steward)
    row = CorrectionRequest.objects.get(pk=asked)
    assert (row.state, row.decided_by, row.decision_note) == (
        CorrectionState.DONE,
        bank.steward.staff_id,
        "核心记为「林婉卿（曾用名）」",
    )
    assert AuditEntry.objects.filter(verb="customers.correction-closed", object_id=asked).exists()


def test_a_refusal_needs_its_reason_and_the_asker_reads_it(bank, asked):
    with pytest.raises(InvalidInput):
        answered(bank, services.refuse_correction, asked, note=" ")
    assert state_of(asked) == CorrectionState.OPEN
    answered(bank, services.refuse_correction, asked, note="影像不清，请重新上传")
    act_as(bank.rm)
    (row,) = queries.answered_corrections(actor=bank.rm, since=NOW - timedelta(days=1), now=NOW)
    assert (row.state, row.decision_note) == (CorrectionState.REJECTED, "影像不清，请重新上传")


def test_what_is_over_or_was_changed_takes_no_step(bank, asked):
    with pytest.raises(StaleVersion):
        answered(bank, services.send_correction, asked, version=2)
    answered(bank, services.refuse_correction, asked, note="不属实")
    for step in (
        services.send_correction,
        services.confirm_correction,
        services.refuse_correction,
    ):
        with pytest.raises(services.CorrectionClosed):
            answered(bank, step, asked, version=2, note="再试")
    assert state_of(asked) == CorrectionState.REJECTED


def test_only_the_desk_answers(bank, asked):
    for actor in (bank.rm, bank.head, bank.president):
        with pytest.raises(PermissionRefused):
            answered(bank, services.send_correction, asked, actor=actor)
        with pytest.raises(PermissionRefused), transaction.atomic():
            services.reveal_correction(actor=actor, now=NOW, request_id=asked)
    assert state_of(asked) == CorrectionState.OPEN
    assert Reveal.objects.count() == 0


def as_asker(steward, request_id):
    with whole_bank():
        CorrectionRequest.objects.filter(pk=request_id).update(requested_by=steward.staff_id)


def test_nobody_answers_or_reads_her_own(bank, asked):
    as_asker(bank.steward, asked)
    with pytest.raises(services.OwnCorrection):
        answered(bank, services.send_correction, asked)
    act_as(bank.steward)
    with pytest.raises(services.OwnCorrection), transaction.atomic():
        services.reveal_correction(actor=bank.steward, now=NOW, request_id=asked)
    card = queries.correction_card(actor=bank.steward, request_id=asked, now=NOW)
    assert (card.can_send, card.can_confirm, card.can_refuse, card.can_reveal) == (False,) * 4
    with pytest.raises(IntegrityError), transaction.atomic():
        CorrectionRequest.objects.filter(pk=asked).update(sent_by=bank.steward.staff_id)


def test_the_stewards_department_stands_beside_the_branches_and_has_every_request(bank, asked):
    act_as(bank.other_rm)
    foreign = ask(bank, actor=bank.other_rm, customer=bank.foreign, proposed="顾长峰")
    act_as(bank.steward)
    found = queries.corrections(actor=bank.steward).values_list("pk", flat=True)
    assert sorted(found) == sorted([asked, foreign])
    assert queries.corrections_waiting(bank.steward) == 2


def test_the_reach_of_the_desk_opens_no_page_of_a_customer(bank, client):
    _signed_in(client, bank.steward)
    for url in (
        reverse("customers:list"),
        reverse("customers:find"),
        reverse("customers:detail", args=[bank.own.pk]),
        reverse("customers:profile", args=[bank.own.pk]),
    ):
        assert client.get(url).status_code == 403


def test_a_steward_of_another_branch_sees_and_does_nothing(bank, asked):
    act_as(bank.other_steward)
    assert queries.corrections(actor=bank.other_steward).count() == 0
    with pytest.raises(NotFound):
        queries.correction_card(actor=bank.other_steward, request_id=asked, now=NOW)
    with pytest.raises(NotFound), transaction.atomic():
        services.reveal_correction(actor=bank.other_steward, now=NOW, request_id=asked)
    with pytest.raises(NotFound):
        answered(bank, services.send_correction, asked, actor=bank.other_steward)
    assert state_of(asked) == CorrectionState.OPEN


def test_a_look_at_both_values_is_counted_and_logged(bank, asked):
    act_as(bank.steward)
    left = queries.reveals_left(actor=bank.steward, now=NOW)
    values = services.reveal_correction(actor=bank.steward, now=NOW, request_id=asked)
    assert (values.present.unwrap(), values.proposed.unwrap()) == ("林婉清", "林婉卿")
    assert queries.reveals_left(actor=bank.steward, now=NOW) == left - 1
    entry = AuditEntry.objects.get(verb="customers.correction-revealed")
    assert (entry.object_id, entry.customer_id) == (asked, bank.own.pk)
    assert "婉" not in str(entry.__dict__)


def ask_for_number(bank, number="110105194912310038"):
    act_as(bank.rm)
    own = Identification.objects.get(customer=bank.own)
    return ask(bank, "identification", number, row_id=own.pk)


def test_a_look_never_shows_the_present_number_of_a_certificate(bank, client):
    request_id = ask_for_number(bank)
    act_as(bank.steward)
    values = services.reveal_correction(actor=bank.steward, now=NOW, request_id=request_id)
    assert values.present is None
    assert (values.proposed.unwrap(), values.is_same) == ("110105194912310038", False)
    _signed_in(client, bank.steward)
    url = reverse("customers:correction-reveals", args=[request_id])
    shown = client.post(url).content.decode()
    assert ("110105194912310038" in shown, "与当前号码不同" in shown) == (True, True)
    for page in (
        shown,
        client.get(url).content.decode(),
        client.get(reverse("customers:correction-detail", args=[request_id])).content.decode(),
    ):
        assert "11010519491231002X" not in page
        assert "110***********002X" in page
    assert Reveal.objects.count() == 2


@pytest.mark.parametrize(
    ("proposed", "present", "is_same"),
    [
        ("11010519491231002x", "11010519491231002X", True),
        ("E12345678", "E12345679", False),
        ("E1234567", "E12345678", False),
    ],
)
def test_how_a_number_is_written_does_not_count(proposed, present, is_same):
    assert rules.is_same_number(proposed, present) is is_same


def test_an_ended_certificate_is_compared_with_nothing(bank):
    request_id = ask_for_number(bank)
    ended(Identification.objects.get(customer=bank.own), Identification)
    act_as(bank.steward)
    values = services.reveal_correction(actor=bank.steward, now=NOW, request_id=request_id)
    assert (values.present, values.is_same) == (None, None)


def test_without_looks_left_nothing_is_shown(bank, asked):
    act_as(bank.steward)
    left = queries.reveals_left(actor=bank.steward, now=NOW)
    for _number in range(left):
        services.reveal_correction(actor=bank.steward, now=NOW, request_id=asked)
    with pytest.raises(services.QuotaSpent), transaction.atomic():
        services.reveal_correction(actor=bank.steward, now=NOW, request_id=asked)
    assert Reveal.objects.count() == left


def test_an_answered_request_shows_its_values_no_more(bank, asked):
    answered(bank, services.refuse_correction, asked, note="不属实")
    with pytest.raises(services.CorrectionClosed), transaction.atomic():
        services.reveal_correction(actor=bank.steward, now=NOW, request_id=asked)
    assert Reveal.objects.count() == 0


def test_the_applicant_takes_a_request_back_until_it_is_passed_on(bank, asked):
    services.withdraw_correction(actor=bank.rm, now=NOW, request_id=asked)
    assert state_of(asked) == CorrectionState.WITHDRAWN
    act_as(bank.rm)
    again = ask(bank)
    answered(bank, services.send_correction, again)
    act_as(bank.rm)
    with pytest.raises(services.CorrectionClosed), transaction.atomic():
        services.withdraw_correction(actor=bank.rm, now=NOW, request_id=again)
    with pytest.raises(InvalidInput):
        ask(bank)
    assert state_of(again) == CorrectionState.SENT


def test_age_and_due_day_count_from_the_asking(bank, asked):
    # Asked on Sunday 2026-11-22; the fifth workday after it is Friday.
    act_as(bank.steward)
    on_friday, on_saturday = (
        queries.correction_card(
            actor=bank.steward, request_id=asked, now=NOW + timedelta(days=days)
        ).row
        for days in (5, 6)
    )
    assert (on_friday.due_on, on_friday.age, on_friday.is_late) == (date(2026, 11, 27), 5, False)
    assert (on_saturday.age, on_saturday.is_late) == (6, True)


def test_the_desk_filters_by_state_and_field(bank, asked):
    act_as(bank.rm)
    other = ask(bank, "birth_on", "1980-03-15")
    answered(bank, services.refuse_correction, asked, note="不属实")
    found = {
        (state, field): sorted(
            queries.corrections(actor=bank.steward, state=state, field=field).values_list(
                "pk", flat=True
            )
        )
        for state, field in (
            (choices.PENDING, ""),
            ("REJECTED", ""),
            ("", "name"),
            (choices.PENDING, "name"),
        )
    }
    assert found == {
        (choices.PENDING, ""): [other],
        ("REJECTED", ""): [asked],
        ("", "name"): [asked],
        (choices.PENDING, "name"): [],
    }


def _signed_in(client, actor):
    sign_in(client, get_user_model().objects.get(pk=actor.user_id))
    return client


def test_the_desk_by_its_pages(bank, asked, client):
    _signed_in(client, bank.steward)
    listed = client.get(reverse("customers:correction-desk")).content.decode()
    assert "林**" in listed
    assert reverse("customers:correction-detail", args=[asked]) in listed
    page = client.get(reverse("customers:correction-detail", args=[asked])).content.decode()
    assert "身份证影像" in page
    assert "婉" not in page
    values = reverse("customers:correction-reveals", args=[asked])
    hidden = client.get(values).content.decode()
    assert "林**" in hidden
    assert "婉" not in hidden
    assert Reveal.objects.count() == 0
    shown = client.post(values).content.decode()
    assert "林婉清" in shown
    assert "林婉卿" in shown
    answers = reverse("customers:correction-answers", args=[asked])
    assert client.post(answers, {"step": "refuse", "version": 1, "note": ""}).status_code == 422
    assert state_of(asked) == CorrectionState.OPEN
    assert client.post(answers, {"step": "send", "version": 1, "note": "HX-7"}).status_code == 303
    assert state_of(asked) == CorrectionState.SENT


def test_the_asker_finds_the_state_in_her_requests_and_on_the_customer(bank, asked, client):
    answered(bank, services.refuse_correction, asked, note="影像不清")
    _signed_in(client, bank.rm)
    box = client.get(reverse("workflow:mine")).content.decode()
    assert reverse("customers:own-corrections") in box
    for url in (
        reverse("customers:own-corrections"),
        reverse("customers:history", args=[bank.own.pk]),
    ):
        text = client.get(url).content.decode()
        assert "影像不清" in text
        assert "未通过" in text
    assert client.get(reverse("customers:correction-desk")).status_code == 403


def test_the_asker_takes_her_request_back_by_the_page(bank, asked, client):
    _signed_in(client, bank.rm)
    url = reverse("customers:correction-withdrawals", args=[asked])
    mine = reverse("customers:own-corrections")
    assert url in client.get(mine).content.decode()
    assert client.post(url).status_code == 303
    assert state_of(asked) == CorrectionState.WITHDRAWN
    assert url not in client.get(mine).content.decode()
    assert client.post(url).status_code == 409


def test_nobody_takes_back_what_another_asked(bank, asked, client):
    _signed_in(client, bank.head)
    url = reverse("customers:correction-withdrawals", args=[asked])
    assert client.post(url).status_code == 404
    assert state_of(asked) == CorrectionState.OPEN


TWIN = "110105194912310038"


@pytest.fixture
def taken(bank):
    """A correction of a certificate to the number of another customer, who is called alike."""
    twin = make_customer("林婉青", org=bank.orgs["hill"], id_number=TWIN)
    act_as(bank.rm)
    own = Identification.objects.get(customer=bank.own)
    return ask(bank, "identification", TWIN, row_id=own.pk), twin


def test_who_decides_sees_whose_number_it_is_already(bank, taken):
    asked, twin = taken
    act_as(bank.steward)
    card = queries.correction_card(actor=bank.steward, request_id=asked, now=NOW)
    assert [(row.row.id, row.is_exact) for row in card.check.rows] == [(twin.pk, True)]
    assert (card.check.rows[0].row.name, card.check.is_elsewhere) == ("林**", False)
    # Whoever asks must not learn by asking which numbers are known.
    act_as(bank.rm)
    assert queries.correction_card(actor=bank.rm, request_id=asked, now=NOW).check is None


def test_nobody_goes_past_the_same_number_without_a_look(bank, taken):
    asked, twin = taken
    for step in (services.send_correction, services.confirm_correction):
        with pytest.raises(services.DuplicateCustomer) as refused:
            answered(bank, step, asked)
        assert twin.customer_no in refused.value.in_words()
    assert state_of(asked) == CorrectionState.OPEN
    seen = partial(services.confirm_correction, has_seen=True)
    assert answered(bank, seen, asked) == CorrectionState.CONFIRMED
    pair = {"first_id": min(bank.own.pk, twin.pk), "second_id": max(bank.own.pk, twin.pk)}
    with whole_bank():
        assert Suggestion.objects.get(**pair).keys == ["ID_NUMBER", "PINYIN"]


def test_a_refusal_needs_no_look(bank, taken):
    answered(bank, services.refuse_correction, taken[0], note="证件为他人所有")
    assert state_of(taken[0]) == CorrectionState.REJECTED


def test_a_number_that_makes_two_alike_is_shown_and_holds_nobody_up(bank):
    """The card tells another birthday: with it and the name it is somebody who is known."""
    twin = make_customer("林婉清", org=bank.orgs["hill"], birth_on=date(1949, 12, 31))
    act_as(bank.rm)
    own = Identification.objects.get(customer=bank.own)
    asked = ask(bank, "identification", TWIN, row_id=own.pk)
    act_as(bank.steward)
    card = queries.correction_card(actor=bank.steward, request_id=asked, now=NOW)
    assert [(row.row.id, row.is_exact) for row in card.check.rows] == [(twin.pk, False)]
    answered(bank, services.send_correction, asked)
    assert state_of(asked) == CorrectionState.SENT


def test_the_page_asks_to_look_first(bank, taken, client):
    asked, twin = taken
    _signed_in(client, bank.steward)
    page = client.get(reverse("customers:correction-detail", args=[asked])).content.decode()
    assert "库内相似客户" in page
    assert twin.customer_no in page
    url = reverse("customers:correction-answers", args=[asked])
    data = {"step": "send", "version": "1", "note": ""}
    assert client.post(url, data).status_code == 422
    assert client.post(url, {**data, "has_seen": "on"}).status_code == 303
    assert state_of(asked) == CorrectionState.SENT
