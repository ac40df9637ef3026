from pathlib import Path

import pytest

from bot.settings import TELEGRAM, Settings, read_settings
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
