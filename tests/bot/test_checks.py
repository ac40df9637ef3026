"""`onrecord bot --check` and `onrecord doctor`, against a thin server that knows one bot."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree

import httpx
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import make_url
from telegram import User, WebhookInfo

from bot import tables
from bot.checks import check, groups, inline, webhook
from bot.settings import Settings, Webhook
from bot.state import State
from retrieval import bot_command
from tests.bot.test_polling import TOKEN, BotApi, environment, serving
from tests.conftest import on_server
from tests.postgresql_server import PASSWORD, Server


@pytest.fixture
def server() -> Iterator[BotApi]:
    with serving() as api:
        yield api


def checked(url: str, folder: Path, token: str = TOKEN, **more: str) -> Result:
    command = environment(url, folder, token) | more
    return CliRunner().invoke(bot_command.bot, ["--check"], env=command)


def test_all_is_well(server: BotApi, library_folder: Path) -> None:
    found = checked(server.url, library_folder)
    assert found.exit_code == 0, found.output
    assert "knows the token as @onrecord_bot" in found.output
    assert "privacy mode is on" in found.output
    assert "inline mode: off" in found.output
    assert "FAIL" not in found.output
    assert "secret" not in found.output
    assert {method for method, _ in server.called} == {"getMe", "getWebhookInfo"}


def test_a_server_that_others_wrote_is_asked_as_the_bot_api_wants_it(bot_api: str, library_folder: Path) -> None:
    httpx.get(f"{bot_api}/checked")
    found = checked(bot_api, library_folder)
    assert (found.exit_code, "knows the token as @telemelya_bot" in found.output) == (0, True), found.output
    seen = httpx.get(f"{bot_api}/checked").json()
    assert (set(seen["requests"]), seen["violations"]) == ({"getMe", "getWebhookInfo"}, [])


def test_a_server_out_of_reach_fails_nothing(library_folder: Path) -> None:
    found = checked("http://127.0.0.1:9", library_folder)
    assert (found.exit_code, "cannot be reached from here" in found.output) == (0, True)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"TELEGRAM_BOT_TOKEN": "secret"}, "TELEGRAM_BOT_TOKEN does not hold"),
        ({"TELEGRAM_BOT_TOKEN": TOKEN + "x"}, "refuses the token"),
        ({"ONRECORD_BOT_HEALTH": "0.0.0.0:8790"}, "can be reached from other machines"),
        ({"ONRECORD_BOT_ALLOWED": "7"}, "`private` is not"),
        ({"ONRECORD_BOT_OWNERS": "@anna"}, "ONRECORD_BOT_OWNERS is '@anna'"),
        ({"ONRECORD_BOT_PRIVTE": "true"}, "ONRECORD_BOT_PRIVTE is no setting"),
        ({"ONRECORD_LIBRARY": "/nowhere/at/all"}, "library: /nowhere/at/all"),
    ],
)
def test_what_is_wrong_is_said_and_the_status_is_1(
    server: BotApi, library_folder: Path, more: dict[str, str], said: str
) -> None:
    found = checked(server.url, library_folder, **more)
    assert found.exit_code == 1
    assert said in found.output
    assert "secret" not in found.output


def test_a_token_that_everybody_can_read(server: BotApi, library_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "token").write_text(TOKEN)
    more = {"TELEGRAM_BOT_TOKEN": "", "TELEGRAM_BOT_TOKEN_FILE": str(tmp_path / "token")}
    for mode, status in ((0o644, 1), (0o600, 0)):
        (tmp_path / "token").chmod(mode)
        found = checked(server.url, library_folder, **more)
        assert (found.exit_code, f"chmod 600 {tmp_path / 'token'}" in found.output) == (status, bool(status))


def test_a_file_gives_the_settings_and_the_library(server: BotApi, library_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "bot.toml"
    file.write_text(f'library = "{library_folder}"\napi_url = "{server.url}"\nprivate = true\nowners = [7]')
    unset = {"ONRECORD_LIBRARY": None, "TELEGRAM_API_URL": None, "TELEGRAM_BOT_TOKEN": TOKEN}
    found = CliRunner().invoke(bot_command.bot, ["--check", "--config", str(file)], env=unset)
    assert found.exit_code == 0, found.output
    assert "nobody is allowed but the owners; 1 owners" in found.output
    assert f"library: {library_folder}," in found.output


def test_looking_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN_FILE", raising=False)
    assert not all(finding.ok for finding in check(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_the_doctor_looks_at_the_bot_too_where_there_is_a_token(server: BotApi, library_folder: Path) -> None:
    folder = environment(server.url, library_folder)
    found = CliRunner().invoke(bot_command.doctor, [], env=folder)
    assert (found.exit_code, "privacy mode is on" in found.output) == (0, True), found.output
    found = CliRunner().invoke(bot_command.doctor, [], env=folder | {"TELEGRAM_BOT_TOKEN": ""})
    assert (found.exit_code, "privacy" in found.output) == (0, False), found.output


@pytest.mark.parametrize(
    ("allowed", "said"),
    [
        ({"can_join_groups": True, "can_read_all_group_messages": True}, "/setprivacy"),
        ({"can_join_groups": False}, "/setjoingroups"),
        ({"can_join_groups": True, "can_read_all_group_messages": False}, "privacy mode is on"),
    ],
)
def test_what_groups_hand_over(allowed: dict[str, bool], said: str) -> None:
    me = User(1, "On record", is_bot=True, supports_inline_queries=True, **allowed)
    assert said in groups(me).what
    assert inline(me).what == "inline mode: on"


HOOK = "https://bot.example.org/hook"


@pytest.mark.parametrize(
    ("settings", "url", "error", "well"),
    [
        (Settings(TOKEN), "", None, None),
        (Settings(TOKEN), HOOK, None, True),
        (Settings(TOKEN, webhook=Webhook(HOOK)), "", None, None),
        (Settings(TOKEN, webhook=Webhook(HOOK)), HOOK, None, None),
        (Settings(TOKEN, webhook=Webhook(HOOK)), HOOK, "Connection refused", False),
        (Settings(TOKEN, webhook=Webhook(HOOK)), "https://other.example.org", "Connection refused", True),
    ],
)
def test_how_a_webhook_fares(settings: Settings, url: str, error: str | None, well: bool | None) -> None:
    hook = WebhookInfo(url, has_custom_certificate=False, pending_update_count=3, last_error_message=error)
    assert [finding.ok for finding in webhook(settings, hook)] == ([] if well is None else [well])


def test_a_memory_that_an_older_version_wrote_is_left_as_it_is(
    server: BotApi, library_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = Path(copytree(library_folder, tmp_path / "library", ignore=lambda *_: ["state.db"]))
    with monkeypatch.context() as before:
        before.setattr(tables, "STEPS", tables.STEPS[:1])
        State.open(folder).close()
    found = checked(server.url, folder)
    assert (found.exit_code, "state.db can be written" in found.output) == (0, True)
    with closing(sqlite3.connect(folder / "state.db")) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        database.execute("PRAGMA user_version = 99")
    found = checked(server.url, folder)
    assert (found.exit_code, "was written by a newer onrecord" in found.output) == (1, True)


def test_a_memory_on_a_server_is_reached_and_left_as_it_is(
    server: BotApi, library_folder: Path, postgresql: Server
) -> None:
    url = postgresql.new_database()
    found = checked(server.url, library_folder, ONRECORD_BOT_DATABASE=url)
    assert found.exit_code == 0, found.output
    assert "memory: the database onrecord_" in found.output
    schemas = postgresql.execute("SELECT nspname FROM pg_namespace", make_url(url).database or "")
    assert ("onrecord_bot",) not in schemas
    found = checked(server.url, library_folder, ONRECORD_BOT_DATABASE=postgresql.url("nowhere"))
    assert (found.exit_code, "memory: the database nowhere on" in found.output) == (1, True)
    assert PASSWORD not in found.output


def test_a_password_that_others_can_read_is_told(server: BotApi, tmp_path: Path, postgresql: Server) -> None:
    on_server(tmp_path, postgresql.new_database())
    (tmp_path / "database.toml").chmod(0o604)
    assert "chmod 600" in checked(server.url, tmp_path).output
    (tmp_path / "database.toml").chmod(0o600)
    assert "chmod 600" not in checked(server.url, tmp_path).output
