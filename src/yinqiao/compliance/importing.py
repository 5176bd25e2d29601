"""Where the files of assessments, consents and due diligence go."""

from yinqiao.compliance import stated
from yinqiao.compliance.choices import (
    AmlGrade,
    Channel,
    ConsentStatus,
    KycLevel,
    KycStatus,
    Purpose,
    RiskTolerance,
)
from yinqiao.platform.imports.tables import Column, Lookup, MasterTable
from yinqiao.platform.masking.rules import FieldClass

HISTORY = "compliance_history"
CUSTOMER = Lookup(
    "customer_no", "customers_customer", "customer_no", "customer_id", message="查无此客户号"
)

RISK_ASSESSMENT = MasterTable(
    name="compliance.risk_assessment",
    title="风险测评",
    table="compliance_risk_assessment",
    key=("assessment_no",),
    values=(
        Column("assessment_no", required=True),
        Column("risk_tolerance", "code", required=True, choices=RiskTolerance),
        Column("score", "integer"),
        Column("assessed_on", "date", required=True),
        Column("assessed_at", "datetime"),
        Column("valid_to", "date", required=True),
        Column("channel", "code"),
        Column("questionnaire_version"),
        Column("is_lowest", "boolean"),
    ),
    lookups=(CUSTOMER,),
    history=HISTORY,
)
CONSENT = MasterTable(
    name="compliance.consent",
    title="授权",
    table="compliance_consent",
    key=("consent_no",),
    values=(
        Column("consent_no", required=True),
        Column("purpose", "code", required=True, choices=Purpose),
        Column("channel", "code", required=True, choices=Channel),
        Column("status", "code", required=True, choices=ConsentStatus),
        Column("text_version"),
        Column("granted_at", "datetime"),
        Column("withdrawn_at", "datetime"),
        Column("valid_to", "date"),
        Column("evidence_no"),
        Column("collected_via", "code"),
    ),
    lookups=(CUSTOMER,),
    settle=stated.without_proof,
    history=HISTORY,
)
KYC = MasterTable(
    name="compliance.kyc",
    title="尽职调查",
    table="compliance_due_diligence",
    key=("customer_no",),
    values=(
        Column("kyc_level", "code", required=True, choices=KycLevel, sensitive=FieldClass.GRADE),
        Column("kyc_status", "code", required=True, choices=KycStatus),
        Column("aml_grade", "code", required=True, choices=AmlGrade, sensitive=FieldClass.GRADE),
        Column("reviewed_on", "date"),
        Column("next_review_on", "date"),
        Column("missing_items"),
    ),
    lookups=(CUSTOMER,),
    history=HISTORY,
)
TARGETS = (RISK_ASSESSMENT, CONSENT, KYC)
