from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction

from tests.journeys.conftest import PASSWORD, PHONE
from yinqiao.compliance.tests import factories as c
from yinqiao.customers import services
from yinqiao.customers.tests import factories as f
from yinqiao.holdings.tests import factories as h
from yinqiao.platform import clock
from yinqiao.products.tests.factories import make_product


class P: pass

@pytest.fixture
def planted(committed_db):
    with transaction.atomic():
        b = f.Bank()
        rm = b.rm.staff_id
        for n,(name,tier,aum,grade) in enumerate([("许嘉禾","WEALTH","1245000","C2"),("高文博","PREMIER","3265000","C4"),("沈玉珍","WEALTH","582000","C2"),("陆景行","WEALTH","739000",""),("程国栋","PREMIER","3140000","C3"),("冯丽华","WEALTH","2954000","C5"),("何志强","BASIC_WEALTH","96000","C1"),("唐悦","WEALTH","688000","C3"),("欧阳明月","MASS","12000","")]):
            f.make_customer(name, org=b.orgs["river"], rm=rm, mobile=f"1390000{1000+n}", tier=tier, aum=aum, risk_grade=grade, city="福州市")
        co=f.make_customer("林峰机电设备有限公司", org=b.orgs["river"], rm=rm, kind="COMPANY", tier="PREMIER", aum="4200000", mobile="13711112222")
        mother=f.make_customer("宋雅琴", org=b.orgs["river"], rm=rm, tier="WEALTH", aum="896000", sex="F")
        f.make_relation(b.own, b.foreign); f.make_relation(b.own, mother, kind="CHILD"); f.make_relation(b.own, co, kind="LEGAL_REPRESENTATIVE")
        f.make_employment(b.own); f.make_finance(b.own,"ASSET","5000000"); f.make_finance(b.own,"LIABILITY","2000000",item="OTHER_BANK_MORTGAGE"); f.make_finance(b.own,"INCOME","600000",item="SALARY")
        f.make_contact(b.own,"lin.w@bank.cn",usage="EMAIL",is_primary=False); f.make_address(b.own, kind="WORK")
        cd = make_product("三年期大额存单", product_class="CD", risk_grade="R1", rate="0.031")
        a=h.make_account(b.own, balance="8642.50", product=make_product("活期存款",product_class="DEMAND",risk_grade="R1"))
        h.make_account(b.own, account_type="CD", balance="2000000.00", product=cd, principal="2000000.00", rate="0.031", value_on=date(2025,11,27), matures_on=date(2026,12,1))
        s=h.make_account(b.own, account_type="WEALTH", balance="1")
        h.make_position(s, make_product("安享固收 180 天"), market_value="3200000", cost="3151400", matures_on=date(2027,2,11))
        h.make_position(s, make_product("长盈价值精选混合", product_class="FUND", risk_grade="R3", issuer_risk_grade="R4", form="OPEN_END"), market_value="1183000", cost="1244400")
        h.make_position(s, make_product("康瑞增额终身寿", product_class="INS", risk_grade="", sales_mode="AGENCY"), market_value="1412000", cost="1500000")
        h.make_loan(b.own, product=make_product("个人住房贷款", product_class="MORTGAGE", risk_grade="")); h.make_card(b.own)
        c.make_consent(b.own); c.make_consent(b.own, channel="CALL", evidence_no=""); c.make_consent(b.own, channel="EMAIL", status="WITHDRAWN"); c.make_assessment(b.own, "C3", assessed_on=date(2026,3,15), valid_to=date(2027,3,14)); c.make_diligence(b.own, grade="LOW", level="STANDARD", missing="职业")
        f.act_as(b.rm)
        now=clock.now()
        services.update_profile(actor=b.rm, now=now, customer_id=b.own.pk, version=1, changes={"nickname":"林老师","contact_time":"AFTERNOON","occupation":"PROFESSIONAL","marital_status":"MARRIED","interests":"古琴、徒步"})
        services.request_correction(actor=b.rm, now=now, customer_id=b.own.pk, field="name", proposed="林婉卿", reason="见身份证原件")
        services.request_access(actor=b.rm, now=now, number="13900005678", reason="客户在我网点办理")
        from yinqiao.customers.models import Identification
        from yinqiao.platform.db.refs import ObjectRef
        services.request_reveal(actor=b.rm, now=now, customer_id=b.own.pk, ref=ObjectRef("customers.identification", Identification.objects.get(customer=b.own).pk), label="居民身份证", reason="客户要求核对证件")
        _=(b.head,b.teller,b.compliance,b.agent)
        for u in get_user_model().objects.all(): u.password=make_password(PASSWORD); u.save(update_fields=["password"])
    h.post(a,"20000.00",posted_on=date(2026,11,10),summary="工资"); h.post(a,"-1200.50",posted_on=date(2026,11,11),category="DINING",counterparty_name="王小明",counterparty_masked="尾号3391"); h.post(a,"600000.00",posted_on=date(2026,11,19),category="TRANSFER_IN",counterparty_name="澜江置业有限公司",summary="房款"); h.post(a,"-88.00",posted_on=date(2026,10,19),category="GROCERY",counterparty_name="永辉超市")
    p=P(); p.users={k:get_user_model().objects.get(pk=getattr(b,n).user_id) for k,n in (("relationship_manager","rm"),("branch_head","head"),("teller","teller"),("compliance_officer","compliance"))}; p.stranger=p.users["relationship_manager"]; p.bank=b
    return p

def test_shots(open_as, planted):
    pk=planted.bank.own.pk
    def shot(page, url, name, full=True):
        page.goto(url); page.wait_for_load_state("networkidle"); page.wait_for_timeout(600)
        page.screenshot(path=f"/tmp/yq/shots/{name}.png", full_page=full)
    page=open_as("relationship_manager")
    shot(page,"/customers/","list")
    shot(page,f"/customers/{pk}/","c360")
    for t in ("holdings.panel","holdings.transactions","customers.ties","customers.profile","customers.reach","compliance.panel","customers.history"):
        shot(page,f"/customers/{pk}/?tab={t}","tab-"+t)
    page.locator("button[hx-get*='/contacts/']").first.click(); page.wait_for_timeout(800); page.screenshot(path="/tmp/yq/shots/reveal.png")
    shot(page,f"/customers/{pk}/edit/","edit"); shot(page,"/customers/exports/new/","export"); shot(page,"/customers/access-requests/new/","access"); shot(page,"/workflow/approvals/mine/","mine"); shot(page,"/products/","shelf")
    page.goto("/customers/"); page.keyboard.press("Control+k"); page.keyboard.type("林"); page.wait_for_timeout(1200); page.screenshot(path="/tmp/yq/shots/palette.png")
    ph=open_as("relationship_manager", viewport=PHONE)
    shot(ph,"/customers/","list-390"); shot(ph,f"/customers/{pk}/","c360-390"); shot(ph,f"/customers/{pk}/?tab=customers.reach","reach-390")
    hd=open_as("branch_head"); shot(hd,"/workflow/approvals/","approvals"); shot(hd,"/customers/","list-head"); shot(hd,"/customers/corrections/","corrections")
    hd.goto("/workflow/approvals/"); hd.locator("td a.nm").first.click(); hd.wait_for_timeout(800); hd.screenshot(path="/tmp/yq/shots/approval.png")
    te=open_as("teller"); te.goto("/customers/find/"); te.fill("[name=number]","13800001234"); te.keyboard.press("Enter"); te.wait_for_timeout(1000); te.screenshot(path="/tmp/yq/shots/find.png")
