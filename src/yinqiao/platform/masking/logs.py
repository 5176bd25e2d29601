"""Numbers of persons never reach a log: the last filter before a handler."""

import logging

from yinqiao.platform.masking.notes import scan_free_text


class MaskingLogFilter(logging.Filter):
    """Mask ID, card and mobile numbers and e-mails in message, arguments, text attributes and traceback.

    Put it on every handler: filters on a logger do not see the records of its children.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite `record` in place and let it pass."""
        record.msg = scan_free_text(record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = record.exc_text or _formatter.formatException(record.exc_info)
            # The exception itself still holds the values; whoever formats it again would print them.
            record.exc_info = None
        record.exc_text = scan_free_text(record.exc_text) if record.exc_text else None
        _mask_extras(record)
        return True


def _mask_extras(record: logging.LogRecord) -> None:
    for name, value in vars(record).items():
        if isinstance(value, str) and name not in _OWN:
            setattr(record, name, scan_free_text(value))


_formatter = logging.Formatter()
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}
