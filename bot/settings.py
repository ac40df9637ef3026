"""What the bot is told from outside: from the environment, and from a TOML file that the environment goes before."""

import ipaddress
import os
import re
import stat
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from corpus.database_url import EXAMPLE, IN_FOLDER, server_url
from corpus.errors import LibraryError, SettingsError

PREFIX = "ONRECORD_BOT_"
CONFIG = "ONRECORD_BOT_CONFIG"
TOKEN = "TELEGRAM_BOT_TOKEN"
TOKEN_FILE = "TELEGRAM_BOT_TOKEN_FILE"
API_URL = "TELEGRAM_API_URL"
TELEGRAM = "https://api.telegram.org"

_TOKEN_SHAPE = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_SECRET_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,256}")
_OF_A_SERVICE = re.compile(r"_(?:SERVICE|PORT)(?:_|$)")
OFF = "off"
_YES, _NO = ("1", "true", "yes", "on"), ("0", "false", "no", OFF)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server of the bot listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where Telegram sends updates (`url`), where they arrive (`listen`), and what proves that they are Telegram's."""

    url: str
    listen: Address = Address("127.0.0.1", 8443)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """All that can be set. `token`, the webhook's secret and `database` show in no repr; `api_url` ends in no slash.

    `owners` and `allowed` are user ids, `allowed` chats' too. `webhook` None means long polling, `health`
    None no page on how the bot is, `library` None that of the command line, `database` None (where the
    bot's memory is) that of the library.
    """

    token: str = field(repr=False)
    api_url: str = TELEGRAM
    owners: frozenset[int] = frozenset()
    private: bool = False
    allowed: frozenset[int] = frozenset()
    feedback: bool = True
    questions_per_minute: int = 20
    longest_question: int = 1000
    context_minutes: int = 60
    log_level: str = "info"
    log_format: str = "text"
    health: Address | None = Address("127.0.0.1", 8790)
    webhook: Webhook | None = None
    library: Path | None = None
    database: str | None = field(default=None, repr=False)

    @property
    def bot_id(self) -> int:
        """The bot's own user id, which every token begins with."""
        return int(self.token.partition(":")[0])

    def admits(self, user: int, chat: int) -> bool:
        """Whether this user may ask in this chat: a private collection is closed to all who are not listed."""
        return not self.private or user in self.owners or bool({user, chat} & self.allowed)


@dataclass(frozen=True, slots=True)
class Key:
    """A key of the file, the variable that goes before it, and how its value is read; `read` raises ValueError.

    An empty variable is none, unless `may_be_empty` is false: then it is refused.
    """

    name: str
    variable: str
    read: Callable[[Any], Any]
    is_secret: bool = False
    may_be_empty: bool = True


def read_settings(environment: Mapping[str, str] | None = None, config: Path | None = None) -> Settings:
    """The settings in `environment` (default: the process's own), and in `config` or the file that it names.

    Raises SettingsError, in one line that names the variable or the key and the way out and never
    holds a secret.
    """
    environment = os.environ if environment is None else environment
    named = environment.get(CONFIG, "").strip()
    path = config or (Path(named) if named else None)
    table = _table(path) if path else {}
    found = {key.name: value for key in KEYS if (value := _value(key, environment, table, path)) is not None}
    if environment.get("ONRECORD_DEBUG"):
        found["log_level"] = "debug"
    webhook = {name.partition(".")[2]: found.pop(name) for name in list(found) if name.startswith("webhook.")}
    if environment.get(TOKEN_FILE, "").strip() and not environment.get(TOKEN, "").strip():
        found.pop("token", None)
    found["token"] = _token(found.pop("token", None), found.pop("token_file", None))
    if found.get("health") == OFF:
        found["health"] = None
    return Settings(**found, webhook=_webhook(webhook))


def unknown_variables(environment: Mapping[str, str] | None = None) -> list[str]:
    """The variables that are named like settings and are none: misspelt, perhaps, and what they say is not heard.

    Those that Kubernetes makes of a service's name are left out.
    """
    environment = os.environ if environment is None else environment
    known = {CONFIG, *(key.variable for key in KEYS)}
    named = (name for name in environment if name.startswith(PREFIX) and name not in known)
    return sorted(name for name in named if not _OF_A_SERVICE.search(name))


def token_file(environment: Mapping[str, str] | None = None, config: Path | None = None) -> Path | None:
    """The file that the token is read from; None where it is not in a file of its own."""
    environment = os.environ if environment is None else environment
    if environment.get(TOKEN, "").strip():
        return None
    named = environment.get(TOKEN_FILE, "").strip()
    path = config or (Path(environment[CONFIG]) if environment.get(CONFIG) else None)
    table = _table(path) if path and not named else {}
    named = named or str(table.get("token_file", ""))
    return Path(named).expanduser() if named else None


def others_can_read(path: Path) -> bool:
    """Whether the permissions of `path` let anybody but its owner and its group read it."""
    return bool(path.stat().st_mode & stat.S_IROTH)


def _table(path: Path) -> dict[str, Any]:
    """The file as keys with dots: {"webhook.url": …}."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        said = " ".join(str(getattr(error, "strerror", None) or error).split())
        raise SettingsError(
            f"{path} cannot be read as TOML ({said}): mend it, or name another with {CONFIG}"
        ) from error
    flat = {name: value for name, value in table.items() if not isinstance(value, dict)}
    for name, inner in table.items():
        if isinstance(inner, dict):
            flat |= {f"{name}.{key}": value for key, value in inner.items()}
    known = [key.name for key in KEYS]
    if unknown := [name for name in flat if name not in known]:
        raise SettingsError(f"{path}: unknown key {unknown[0]!r}: use one of {', '.join(known)}")
    return flat


def _value(key: Key, environment: Mapping[str, str], table: Mapping[str, Any], path: Path | None) -> Any:
    """What is set for `key`; None where nothing is."""
    said = environment.get(key.variable, "").strip()
    if not said and key.variable in environment and not key.may_be_empty:
        raise SettingsError(f"{key.variable} is empty: give true or false, or unset it")
    value, where = (said, key.variable) if said else (table.get(key.name), f"{key.name} in {path}")
    if value is None:
        return None
    try:
        return key.read(value)
    except ValueError as error:
        shown = "" if key.is_secret else f" is {value!r}"
        raise SettingsError(f"{where}{shown}: {error}") from error


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("give it as text in quotes")  # noqa: TRY004  # the caller catches one kind
    return value.strip()


def _path(value: Any) -> Path:
    return Path(_text(value)).expanduser()


def _database(value: Any) -> str:
    said = _text(value)
    try:
        server_url(said, "")
    except LibraryError:
        raise ValueError(f'give it as {EXAMPLE}, or as "{IN_FOLDER}"') from None  # the cause would hold the password
    return said


def _flag(value: Any) -> bool:
    said = str(value).lower()
    if said not in (*_YES, *_NO):
        raise ValueError("give true or false")
    return said in _YES


def _number(least: int, most: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        if not re.fullmatch(r"\d{1,9}", str(value)) or not least <= int(value) <= most:
            raise ValueError(f"give a whole number from {least} to {most}")
        return int(value)

    return read


def _ids(value: Any) -> frozenset[int]:
    items = value if isinstance(value, list) else re.split(r"[\s,;]+", str(value).strip())
    if not all(re.fullmatch(r"-?\d{1,16}", str(item)) for item in items if item != ""):
        raise ValueError("give the numeric ids of Telegram users, as [123456789]; @userinfobot tells one its own")
    return frozenset(int(item) for item in items if item != "")


def _one_of(*choices: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if str(value).lower() not in choices:
            raise ValueError(f"give one of {', '.join(choices)}")
        return str(value).lower()

    return read


def _address(value: Any) -> Address:
    host, _, port = str(value).rpartition(":")
    host = host.strip("[]")
    try:
        if host != "localhost":
            ipaddress.ip_address(host)
        return Address(host, _number(0, 65535)(port))
    except ValueError as error:
        raise ValueError("give an address and a port, as 127.0.0.1:8790") from error


def _address_or_off(value: Any) -> Address | str:
    return OFF if str(value).lower() in _NO else _address(value)


def _url(*schemes: str, way_out: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        url = str(value).rstrip("/")
        try:
            parts = urlsplit(url)
            well = parts.scheme in schemes and bool(parts.hostname) and not (parts.query or parts.fragment)
        except ValueError:
            well = False
        if not well:
            raise ValueError(way_out)
        return url

    return read


def _secret(value: Any) -> str:
    if not _SECRET_SHAPE.fullmatch(str(value)):
        raise ValueError("a webhook's secret is 1 to 256 of A-Z, a-z, 0-9, _ and -")
    return str(value)


def _webhook(found: dict[str, Any]) -> Webhook | None:
    if found and "url" not in found:
        raise SettingsError("a webhook is set without webhook.url: give the https address that Telegram is to call")
    return Webhook(**found) if found else None


def _token(token: str | None, file: Path | None) -> str:
    if token is None and file is None:
        raise SettingsError(f"no bot token: set {TOKEN} to the token @BotFather gave you, or {TOKEN_FILE} to its file")
    name = TOKEN if token is not None else TOKEN_FILE
    token = token if token is not None else _in_file(file or Path())
    if not _TOKEN_SHAPE.fullmatch(token):
        raise SettingsError(
            f"{name} does not hold a bot token (digits, a colon, letters): copy it again from @BotFather"
        )
    return token


def _in_file(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"{TOKEN_FILE} (or token_file) names {str(file)!r}, which cannot be read as text:"
            " check the path and its permissions"
        ) from error


KEYS = (
    Key("token", TOKEN, _text, is_secret=True),
    Key("token_file", TOKEN_FILE, _path),
    Key("api_url", API_URL, _url("http", "https", way_out="give a Bot API server as http://host:port, or unset it")),
    Key("library", "ONRECORD_LIBRARY", _path),
    Key("database", "ONRECORD_BOT_DATABASE", _database, is_secret=True),
    Key("owners", "ONRECORD_BOT_OWNERS", _ids),
    Key("private", "ONRECORD_BOT_PRIVATE", _flag, may_be_empty=False),  # whoever meant "true" finds no open door
    Key("allowed", "ONRECORD_BOT_ALLOWED", _ids),
    Key("feedback", "ONRECORD_BOT_FEEDBACK", _flag),
    Key("questions_per_minute", "ONRECORD_BOT_QUESTIONS_PER_MINUTE", _number(1, 10_000)),
    Key("longest_question", "ONRECORD_BOT_LONGEST_QUESTION", _number(10, 2000)),
    Key("context_minutes", "ONRECORD_BOT_CONTEXT_MINUTES", _number(1, 1_000_000)),
    Key("log_level", "ONRECORD_BOT_LOG_LEVEL", _one_of("debug", "info", "warning", "error")),
    Key("log_format", "ONRECORD_BOT_LOG_FORMAT", _one_of("text", "json")),
    Key("health", "ONRECORD_BOT_HEALTH", _address_or_off),
    Key("webhook.url", "ONRECORD_BOT_WEBHOOK_URL", _url("https", way_out="give the https address that Telegram calls")),
    Key("webhook.listen", "ONRECORD_BOT_WEBHOOK_LISTEN", _address),
    Key("webhook.secret", "ONRECORD_BOT_WEBHOOK_SECRET", _secret, is_secret=True),
)
