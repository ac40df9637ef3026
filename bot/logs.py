"""Logs without secrets: the token is part of every request's URL, and errors quote URLs."""

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime

from telegram.error import TelegramError

REDACTED = "[token]"
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_TALKATIVE = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.INFO,  # below that it logs whole updates, with words and names
    "tornado.access": logging.ERROR,
}
_ANY_TOKEN = re.compile(r"\d{5,}(?::|%3[Aa])[\w-]{20,}")
_formatter = logging.Formatter()


class WithoutToken(logging.Filter):
    """Takes the token out of a log record: its message, its exception and its stack."""

    def __init__(self, token: str) -> None:
        """Redact `token`, its secret half alone, and whatever else looks like a bot token."""
        super().__init__()
        self._secrets = (token, token.partition(":")[2])

    def redact(self, text: str) -> str:
        """`text` with every token in it replaced."""
        for secret in filter(None, self._secrets):
            text = text.replace(secret, REDACTED)
        return _ANY_TOKEN.sub(REDACTED, text)

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact `record` in place; it is always let through."""
        record.msg, record.args = self.redact(record.getMessage()), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = _formatter.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.redact(record.exc_text)
        if record.stack_info:
            record.stack_info = self.redact(record.stack_info)
        return True


class WithoutUpdates(logging.Filter):
    """Takes out of python-telegram-bot's complaints what they may quote: updates and payloads, as people wrote them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Leave of `record` its words and numbers, of an error where it was raised, of Telegram's what it says."""
        if record.levelno < logging.WARNING or record.name.partition(".")[0] != "telegram":
            return True
        given = record.args if isinstance(record.args, tuple) else (record.args,)  # a mapping alone stands for itself
        record.args = tuple(one if isinstance(one, int) else "…" for one in given) if record.args else ()
        kind, error, frames = record.exc_info or (None, None, None)
        record.exc_info = None
        if isinstance(error, TelegramError):
            record.msg = f"{record.msg} ({type(error).__qualname__}: {error})"
        elif kind:
            record.msg = f"{record.msg} ({kind.__qualname__})"
            record.exc_text = "".join(
                f"{frame.f_code.co_filename}:{line} in {frame.f_code.co_name}\n"
                for frame, line in traceback.walk_tb(frames)
            ).rstrip()
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC, ISO 8601), level, logger, message; exception where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """`record` in one line."""
        content = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_text or record.exc_info:
            content["exception"] = record.exc_text or self.formatException(record.exc_info)  # type: ignore[arg-type]  # it has exc_info here
        return json.dumps(content, ensure_ascii=False)


def configure(token: str, *, level: str = "info", as_json: bool = False) -> None:
    """Log to standard error, without `token`; libraries only what tells nothing of anybody."""
    logging.basicConfig(stream=sys.stderr, format=FORMAT)
    if as_json:
        for handler in logging.getLogger().handlers:
            handler.setFormatter(JsonLines())
    logging.getLogger().setLevel(level.upper())
    logging.captureWarnings(capture=True)
    for name, least in _TALKATIVE.items():
        logging.getLogger(name).setLevel(max(least, logging.getLogger().level))
    protect(token)


def protect(token: str) -> None:
    """Put the filters on every handler there is, in place of those put there before."""
    for handler in _handlers():
        for old in [old for old in handler.filters if isinstance(old, WithoutToken | WithoutUpdates)]:
            handler.removeFilter(old)
        handler.addFilter(WithoutUpdates())
        handler.addFilter(WithoutToken(token))


def _handlers() -> set[logging.Handler]:
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in logging.root.manager.loggerDict)]
    return {handler for logger in loggers for handler in logger.handlers}
