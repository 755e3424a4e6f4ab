"""How the server's log is kept readable."""

import logging


class RefusalsInOneLine(logging.Filter):
    """A refused page is no fault of the program: its warning stays, the traceback goes."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", None) == 403:
            record.exc_info = None
        return True
