"""What is handed out for running the bot says what the bot reads."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.settings import KEYS, Settings, read_settings

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "bot" / "deploy"
TOKEN = "1:x"


def test_the_example_sets_the_defaults() -> None:
    assert read_settings({"TELEGRAM_BOT_TOKEN": TOKEN}, DEPLOY / "bot.toml") == Settings(TOKEN)


def test_the_example_names_every_key_and_no_other(tmp_path: Path) -> None:
    text = re.sub(r"^# (?=\[?\w+\]? ?(=|  |$))", "", (DEPLOY / "bot.toml").read_text("utf-8"), flags=re.MULTILINE)
    table = tomllib.loads(text)
    named = {key for key in table if key != "webhook"} | {f"webhook.{key}" for key in table["webhook"]}
    assert named == {key.name for key in KEYS} - {"token"}


def test_the_page_names_what_there_is() -> None:
    page = (DEPLOY / "RUNNING.md").read_text("utf-8")
    for name in set(re.findall(r"(?:ONRECORD_BOT|TELEGRAM)_[A-Z_]+", page)) - {"ONRECORD_BOT_CONFIG"}:
        assert name in {key.variable for key in KEYS}, name
    for name in re.findall(r"bot/deploy/[\w.-]+", page):
        assert (ROOT / name).is_file(), name


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is part of systemd")
def test_systemd_finds_no_fault_with_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "onrecord-bot.service"
    unit.write_text((DEPLOY / unit.name).read_text("utf-8").replace("/opt/onrecord/bin/onrecord", sys.executable))
    found = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True)
    assert [line for line in found.stderr.splitlines() if unit.stem in line] == []


@pytest.mark.skipif(not shutil.which("bash"), reason="the image has bash")
def test_the_image_gets_every_dependency_but_those_of_other_models(tmp_path: Path) -> None:
    commands = re.findall(r"^(?:RUN| &&) (sed .*|grep .*)", (DEPLOY / "Dockerfile").read_text("utf-8"), re.MULTILINE)
    script = " && ".join(command.removesuffix("\\").replace("/tmp", str(tmp_path)) for command in commands)
    subprocess.run(["bash", "-c", script], cwd=ROOT, check=True)
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    got = (tmp_path / "bundled.txt").read_text().split()
    assert {one for one in declared if one not in got} == {
        one for one in declared if one.startswith(("torch>", "sentence-transformers>"))
    }
    assert len(declared) - len(got) == 2
