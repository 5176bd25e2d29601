"""Pages of compliance."""

from yinqiao.compliance.views.automation import RefuseAutomation, accept_automation
from yinqiao.compliance.views.catalogue import CataloguePage
from yinqiao.compliance.views.consents import (
    ConsentMatrixPage,
    ConsentTexts,
    GrantConsent,
    PublishText,
    WithdrawConsent,
)
from yinqiao.compliance.views.holds import HoldListPage, LiftHold, PlaceHold
from yinqiao.compliance.views.letters import letter
from yinqiao.compliance.views.panels import (
    CompliancePanel,
    ComplianceSummary,
    ConsentChips,
    GradeMark,
)
from yinqiao.compliance.views.precheck import PrecheckPage, WhyPage
from yinqiao.compliance.views.requests import (
    ReceiveRequest,
    RequestListPage,
    RequestPage,
    StepPage,
)
from yinqiao.compliance.views.sensitive import SensitiveAccess

__all__ = [
    "CataloguePage",
    "CompliancePanel",
    "ComplianceSummary",
    "ConsentChips",
    "ConsentMatrixPage",
    "ConsentTexts",
    "GradeMark",
    "GrantConsent",
    "HoldListPage",
    "LiftHold",
    "PlaceHold",
    "PrecheckPage",
    "PublishText",
    "ReceiveRequest",
    "RefuseAutomation",
    "RequestListPage",
    "RequestPage",
    "SensitiveAccess",
    "StepPage",
    "WhyPage",
    "WithdrawConsent",
    "accept_automation",
    "letter",
]
