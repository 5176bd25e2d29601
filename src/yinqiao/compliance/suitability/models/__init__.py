"""Tables of suitability."""

from yinqiao.compliance.suitability.models.evidence import Evidence
from yinqiao.compliance.suitability.models.marks import BuyerMark, SalesLicence
from yinqiao.compliance.suitability.models.papers import Questionnaire, Sitting

__all__ = ["BuyerMark", "Evidence", "Questionnaire", "SalesLicence", "Sitting"]
