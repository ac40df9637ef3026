from pathlib import Path

import pytest

from bot.settings import (
    KEYS,
    TELEGRAM,
    Address,
    Settings,
    Webhook,
    others_can_read,
    read_settings,
    token_file,
    unknown_variables,
)
from corpus.errors import SettingsError

TOKEN = "123456789:AAH-secret_secret_secret_secret_sec"


def test_the_token_comes_from_the_environment() -> None:
    assert read_settings({"TELEGRAM_BOT_TOKEN": f" {TOKEN}\n"}) == Settings(TOKEN, TELEGRAM)


def test_or_from_the_file_that_the_environment_names(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    assert read_settings({"TELEGRAM_BOT_TOKEN": "", "TELEGRAM_BOT_TOKEN_FILE": str(file)}).token == TOKEN


def test_another_bot_api_server() -> None:
    settings = read_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": "http://127.0.0.1:8081/"})
    assert settings.api_url == "http://127.0.0.1:8081"


def test_the_token_never_shows() -> None:
    assert "secret" not in repr(Settings(TOKEN))


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": "  "}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": "secret"}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": f"{TOKEN} secret"}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": f"{TOKEN}/../secret"}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN_FILE": "nowhere/to/be/found"}, "TELEGRAM_BOT_TOKEN_FILE"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": "localhost:8081"}, "TELEGRAM_API_URL"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": "ftp://example.org"}, "TELEGRAM_API_URL"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": "http://[::1"}, "TELEGRAM_API_URL"),
    ],
)
def test_what_is_wrong_is_named_in_one_line_without_the_token(environment: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(environment)
    assert named in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"secret and more"])
def test_a_file_without_a_token_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "token"
    file.write_bytes(content)
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN_FILE") as caught:
        read_settings({"TELEGRAM_BOT_TOKEN_FILE": str(file)})
    assert "secret" not in str(caught.value)


def test_a_folder_is_no_token_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="TELEGRAM_BOT_TOKEN_FILE"):
        read_settings({"TELEGRAM_BOT_TOKEN_FILE": str(tmp_path)})


FILE = """
token_file = "TOKEN_FILE"
api_url = "http://127.0.0.1:8081"
library = "/srv/onrecord"
database = "postgresql://onrecord:hush@db.example.org/onrecord"
owners = [7]
private = true
allowed = [8, -1009]
feedback = false
questions_per_minute = 5
longest_question = 300
context_minutes = 10
log_level = "warning"
log_format = "json"
health = "[::1]:9000"

[webhook]
url = "https://bot.example.org/hook"
listen = "0.0.0.0:8443"
secret = "hush"
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "token").write_text(TOKEN)
    file = tmp_path / "bot.toml"
    file.write_text(FILE.replace("TOKEN_FILE", str(tmp_path / "token")))
    return file


def test_all_of_it_from_a_file(config: Path) -> None:
    assert read_settings({}, config) == Settings(
        TOKEN,
        "http://127.0.0.1:8081",
        frozenset({7}),
        True,
        frozenset({8, -1009}),
        False,
        5,
        300,
        10,
        "warning",
        "json",
        Address("::1", 9000),
        Webhook("https://bot.example.org/hook", Address("0.0.0.0", 8443), "hush"),
        Path("/srv/onrecord"),
        "postgresql://onrecord:hush@db.example.org/onrecord",
    )
    assert len(KEYS) == len(FILE.split(" = ")) + len(["token"]) - 1, "the example sets every key but `token`"
    assert "hush" not in repr(read_settings({}, config))


@pytest.mark.parametrize("said", ["mysql://u:hush@h/d", "postgresql://u:hush@h", "hush"])
def test_a_database_that_is_none_is_named_without_its_password(said: str) -> None:
    with pytest.raises(SettingsError, match="ONRECORD_BOT_DATABASE: give it as postgresql://") as told:
        read_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "ONRECORD_BOT_DATABASE": said})
    assert "hush" not in str(told.value)


def test_the_environment_goes_before_the_file(config: Path) -> None:
    settings = read_settings(
        {
            "ONRECORD_BOT_CONFIG": str(config),
            "TELEGRAM_BOT_TOKEN": "42:other",
            "ONRECORD_BOT_OWNERS": "1, 2",
            "ONRECORD_BOT_PRIVATE": "no",
            "ONRECORD_BOT_HEALTH": "off",
            "ONRECORD_DEBUG": "1",
        }
    )
    assert (settings.token, settings.bot_id, settings.owners) == ("42:other", 42, {1, 2})
    assert (settings.private, settings.health, settings.log_level) == (False, None, "debug")
    assert settings.allowed == {8, -1009}


def test_a_token_file_of_the_environment_goes_before_a_token_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "bot.toml").write_text('token = "42:other"')
    (tmp_path / "token").write_text(TOKEN)
    assert read_settings({}, tmp_path / "bot.toml").token == "42:other"
    environment = {"TELEGRAM_BOT_TOKEN_FILE": str(tmp_path / "token")}
    assert read_settings(environment, tmp_path / "bot.toml").token == TOKEN


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("owner = 7", "'owner'"),
        ('owners = ["@anna"]', "owners"),
        ("owners = [1.5]", "owners"),
        ("private = 3", "private"),
        ("questions_per_minute = 0", "questions_per_minute"),
        ("longest_question = 5000", "longest_question"),
        ("context_minutes = -1", "context_minutes"),
        ('log_level = "loud"', "log_level"),
        ('health = "8790"', "health"),
        ('health = "example.org:8790"', "health"),
        ('health = "127.0.0.1:70000"', "health"),
        ("token_file = 7", "token_file"),
        ('webhook.url = "http://example.org"', "webhook.url"),
        ('webhook.listen = "127.0.0.1:1"', "webhook.url"),
        ('[webhook]\nurl = "https://example.org"\nsecret = "hush hush"', "webhook.secret"),
        ("owners = [", "TOML"),
    ],
)
def test_a_wrong_key_of_the_file_is_named_with_the_way_out(tmp_path: Path, line: str, named: str) -> None:
    file = tmp_path / "bot.toml"
    file.write_text(line)
    with pytest.raises(SettingsError) as caught:
        read_settings({"TELEGRAM_BOT_TOKEN": TOKEN}, file)
    assert named in str(caught.value)
    assert ": " in str(caught.value)
    assert "hush" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_variable_that_is_none_of_ours_is_known_as_such() -> None:
    ours = dict.fromkeys([key.variable for key in KEYS] + ["ONRECORD_BOT_CONFIG"], "1")
    kubernetes = dict.fromkeys(["ONRECORD_BOT_SERVICE_HOST", "ONRECORD_BOT_PORT", "ONRECORD_BOT_PORT_8790_TCP"], "1")
    assert unknown_variables(ours | kubernetes | {"ONRECORD_DEBUG": "1"}) == []
    assert unknown_variables({"ONRECORD_BOT_PRIVTE": "true"}) == ["ONRECORD_BOT_PRIVTE"]


def test_a_wrong_variable_is_named(config: Path) -> None:
    with pytest.raises(SettingsError, match=r"ONRECORD_BOT_ALLOWED is '@anna': give the numeric ids"):
        read_settings({"ONRECORD_BOT_ALLOWED": "@anna"}, config)
    with pytest.raises(SettingsError, match=r"nowhere\.toml cannot be read as TOML"):
        read_settings({"ONRECORD_BOT_CONFIG": "nowhere.toml"})


@pytest.mark.parametrize("said", ["", " "])
def test_a_door_about_which_nothing_is_said_is_neither_open_nor_closed(config: Path, said: str) -> None:
    environment = {"TELEGRAM_BOT_TOKEN": TOKEN, "ONRECORD_BOT_PRIVATE": said}
    for file in (None, config):
        with pytest.raises(SettingsError, match="ONRECORD_BOT_PRIVATE is empty: give true or false, or unset it"):
            read_settings(environment, file)
    assert read_settings({"TELEGRAM_BOT_TOKEN": TOKEN, "ONRECORD_BOT_FEEDBACK": said}).feedback


@pytest.mark.parametrize(
    ("settings", "user", "chat", "admitted"),
    [
        (Settings(TOKEN), 5, 5, True),
        (Settings(TOKEN, private=True), 5, 5, False),
        (Settings(TOKEN, allowed=frozenset({6})), 5, 5, True),
        (Settings(TOKEN, private=True, allowed=frozenset({5})), 5, -9, True),
        (Settings(TOKEN, private=True, allowed=frozenset({-9})), 5, -9, True),
        (Settings(TOKEN, private=True, allowed=frozenset({-9})), 5, 5, False),
        (Settings(TOKEN, private=True, owners=frozenset({5})), 5, 5, True),
    ],
)
def test_an_empty_list_closes_a_private_collection(settings: Settings, user: int, chat: int, admitted: bool) -> None:
    assert settings.admits(user, chat) is admitted


def test_where_the_token_comes_from_and_who_can_read_it(config: Path) -> None:
    file = config.with_name("token")
    assert token_file({}, config) == file
    assert token_file({"TELEGRAM_BOT_TOKEN": TOKEN}, config) is None
    assert token_file({"TELEGRAM_BOT_TOKEN_FILE": "~/t"}, config) == Path.home() / "t"
    file.chmod(0o640)
    assert not others_can_read(file)
    file.chmod(0o644)
    assert others_can_read(file)


@pytest.mark.parametrize(
    ("host", "closed"), [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False)]
)
def test_loopback(host: str, closed: bool) -> None:
    assert Address(host, 1).is_loopback is closed
