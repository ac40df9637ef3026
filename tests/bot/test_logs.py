import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime

import pytest
from telegram.error import NetworkError

from bot import logs

TOKEN = "123456789:AAH-secret_secret_secret_secret_sec"
OTHER = "987654321:BBH_another-token-of-another-bot-12"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """What a handler on the root logger writes, protected as the bot protects it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    logs.protect(TOKEN)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)
    for left in root.handlers:
        for old in [old for old in left.filters if isinstance(old, logs.WithoutToken | logs.WithoutUpdates)]:
            left.removeFilter(old)


def request() -> None:
    raise ValueError(f"no answer from https://api.telegram.org/bot{TOKEN}/getMe")


def failing_request() -> None:
    try:
        request()
    except ValueError as error:
        raise RuntimeError("failed") from error


@pytest.mark.parametrize("url", [f"/bot{TOKEN}/getMe", f"/bot{OTHER}/getMe", f"/bot{TOKEN.replace(':', '%3A')}/x"])
def test_no_token_in_a_message_or_its_arguments(stream: io.StringIO, url: str) -> None:
    logging.getLogger("some.library").warning("asked %s and %r", url, {"url": url})
    logging.getLogger("some.library").warning(url)
    assert "secret" not in stream.getvalue()
    assert "another" not in stream.getvalue()
    assert stream.getvalue().count(logs.REDACTED) == 3


def test_no_token_in_a_traceback_however_it_was_chained(stream: io.StringIO) -> None:
    try:
        failing_request()
    except RuntimeError:
        logging.getLogger("some.library").exception("update failed")
    assert "ValueError" in stream.getvalue()
    assert "RuntimeError: failed" in stream.getvalue()
    assert "secret" not in stream.getvalue()


def test_other_messages_are_left_alone(stream: io.StringIO) -> None:
    logging.getLogger("some.library").info("passage %s of %d", "csto-2020-10-07/32", 79)
    assert stream.getvalue() == "passage csto-2020-10-07/32 of 79\n"


def test_protecting_again_puts_no_second_filter(stream: io.StringIO) -> None:
    logs.protect(TOKEN)
    assert stream is not None
    for handler in logging.getLogger().handlers:
        for kind in (logs.WithoutToken, logs.WithoutUpdates):
            assert sum(isinstance(found, kind) for found in handler.filters) == 1


def fail(error: Exception) -> None:
    raise error


def test_what_python_telegram_bot_complains_of_quotes_nobody(stream: io.StringIO) -> None:
    telegram = logging.getLogger("telegram.ext.Updater")
    for error in (KeyError("Who told Anna?"), NetworkError("no answer")):
        try:
            fail(error)
        except (KeyError, NetworkError):
            telegram.exception("it could not be read: %r", {"text": "Who told Anna?"})
    telegram.critical('no JSON: "%s"', '[{"text":"Who told Anna?"')
    telegram.warning("%s: %d of %d", "getUpdates", 3, 4)
    telegram.info("%s", "started")
    said = stream.getvalue()
    assert "Anna" not in said
    assert all(
        kept in said
        for kept in ("it could not be read: '…' (KeyError)", "no JSON", "no answer", "…: 3 of 4", "started")
    )
    assert said.count("in fail") == len(["KeyError"])  # where it was raised; Telegram's error says all there is to know


@pytest.mark.parametrize("level", ["info", "debug"])
def test_libraries_tell_nothing_of_anybody(stream: io.StringIO, level: str) -> None:
    logs.configure(TOKEN, level=level)
    logging.captureWarnings(capture=False)
    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/bot%s/getMe", TOKEN)
    logging.getLogger("httpcore.connection").debug("connect")
    logging.getLogger("telegram").info("started")
    logging.getLogger("telegram.ext.Application").debug("Processing update Update(first_name='Anna')")
    logging.getLogger("bot").debug("more")
    assert stream.getvalue() == ("started\nmore\n" if level == "debug" else "started\n")


def test_json_lines_hold_all_and_no_token(stream: io.StringIO) -> None:
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler) and handler.stream is stream:
            handler.setFormatter(logs.JsonLines())
    try:
        failing_request()
    except RuntimeError:
        logging.getLogger("some.library").exception("update %d\nfailed", 7)
    (line,) = stream.getvalue().splitlines()
    found = json.loads(line)
    assert (found["level"], found["logger"], found["message"]) == ("error", "some.library", "update 7\nfailed")
    assert "RuntimeError: failed" in found["exception"]
    assert datetime.fromisoformat(found["time"]).tzinfo
    assert "secret" not in line
