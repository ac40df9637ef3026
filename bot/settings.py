"""What the bot is told from outside: its token, and which Bot API server to speak to."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from corpus.errors import SettingsError

TOKEN = "TELEGRAM_BOT_TOKEN"
TOKEN_FILE = "TELEGRAM_BOT_TOKEN_FILE"
API_URL = "TELEGRAM_API_URL"
TELEGRAM = "https://api.telegram.org"

_TOKEN_SHAPE = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Settings:
    """How to reach Telegram. `token` never shows in a repr; `api_url` has no slash at its end."""

    token: str = field(repr=False)
    api_url: str = TELEGRAM


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings in `environment` (default: the process's own).

    Raises SettingsError, which names the variable and the way out and never holds the token.
    """
    environment = os.environ if environment is None else environment
    return Settings(_token(environment), _api_url(environment))


def _token(environment: Mapping[str, str]) -> str:
    name = TOKEN if environment.get(TOKEN, "").strip() else TOKEN_FILE
    token = (environment.get(TOKEN, "") if name == TOKEN else _token_in_file(environment)).strip()
    if not _TOKEN_SHAPE.fullmatch(token):
        raise SettingsError(
            f"{name} does not hold a bot token (digits, a colon, letters): copy it again from @BotFather"
        )
    return token


def _token_in_file(environment: Mapping[str, str]) -> str:
    file = environment.get(TOKEN_FILE, "").strip()
    if not file:
        raise SettingsError(f"no bot token: set {TOKEN} to the token @BotFather gave you, or {TOKEN_FILE} to its file")
    try:
        return Path(file).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"{TOKEN_FILE} names {file!r}, which cannot be read as text: check the path and its permissions"
        ) from error


def _api_url(environment: Mapping[str, str]) -> str:
    url = environment.get(API_URL, "").strip().rstrip("/") or TELEGRAM
    try:
        parts = urlsplit(url)
        well = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:
        well = False
    if not well:
        raise SettingsError(f"{API_URL} is {url!r}: give a Bot API server as http://host:port, or unset it")
    return url
