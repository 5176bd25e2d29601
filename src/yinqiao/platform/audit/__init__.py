"""Who, when, from where, what, before and after: appended in the transaction, sealed into a chain, anchored outside (contract 12).

Front door: `use_case`, `Unit`, `Sensitive`, `record_read`; `queries` for the auditor's page; `services` seals and verifies.
"""

from yinqiao.platform.audit.entries import Sensitive, record_denial, record_read
from yinqiao.platform.audit.use_cases import Unit, use_case

__all__ = ["Sensitive", "Unit", "record_denial", "record_read", "use_case"]
