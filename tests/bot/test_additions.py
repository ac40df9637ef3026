import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import additions
from bot.additions import Outcome, outcome, safe_name
from bot.pieces import units
from bot.reading import reading_text
from bot.wording import LANGUAGES
from corpus.read import record_id
from retrieval.language import Language


async def read(path: Path) -> Outcome:
    return await additions.read(path, asyncio.Event())


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = Path("/srv/incoming/token")
    path = folder / safe_name(name)
    assert path.parent == folder
    assert path.name not in ("", ".", "..")
    assert "\0" not in path.name
    assert len(path.name.encode("utf-8", "surrogatepass")) <= 255


@given(st.text(max_size=300), st.sampled_from(additions.formats()))
def test_a_name_of_a_known_format_stays_one(stem: str, ending: str) -> None:
    name = safe_name(f"a{stem}{ending}")
    assert additions.can_be_read(name)
    assert record_id(Path(name))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("minutes.txt", "minutes.txt"),
        ("第百二十回国会.PDF", "第百二十回国会.pdf"),
        ("/etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Anna\\minutes.docx", "minutes.docx"),
    ],
)
def test_a_plain_name_is_kept(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_the_process_is_told_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TELEGRAM_BOT_TOKEN", "ONRECORD_BOT_WEBHOOK_SECRET"):
        monkeypatch.setenv(name, "hush-hush")
    monkeypatch.setattr(additions.sys, "executable", str(tmp_path / "printenv"))
    (tmp_path / "printenv").write_text("#!/bin/sh\necho \"onrecord: $(env | tr '\\n' ' ')\" >&2\nexit 2\n")
    (tmp_path / "printenv").chmod(0o755)
    found = asyncio.run(read(tmp_path / "x.txt"))
    assert "PATH=" in found.why
    assert "hush-hush" not in found.why


def test_what_does_not_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(additions.sys, "executable", str(tmp_path / "sleeper"))
    monkeypatch.setattr(additions, "PATIENCE", 0.2)
    (tmp_path / "sleeper").write_text("#!/bin/sh\nexec sleep 60\n")
    (tmp_path / "sleeper").chmod(0o755)
    assert asyncio.run(read(tmp_path / "x.txt")) == Outcome((), "not done after 0.2 seconds")


def test_a_bot_that_stops_soon_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(additions.sys, "executable", str(tmp_path / "sleeper"))
    monkeypatch.setattr(additions, "PATIENCE_AT_THE_END", 0.2)
    (tmp_path / "sleeper").write_text("#!/bin/sh\ntouch began\nexec sleep 60\n")
    (tmp_path / "sleeper").chmod(0o755)
    monkeypatch.chdir(tmp_path)

    async def stopped() -> tuple[Outcome, Outcome]:
        stopping = asyncio.Event()
        reading = asyncio.create_task(additions.read(tmp_path / "x.txt", stopping))
        while not (tmp_path / "began").exists():
            await asyncio.sleep(0.01)
        (tmp_path / "began").unlink()
        stopping.set()
        return await reading, await additions.read(tmp_path / "x.txt", stopping)

    assert asyncio.run(asyncio.wait_for(stopped(), 30)) == (Outcome((), additions.STOPPED),) * 2
    assert not (tmp_path / "began").exists()


def test_an_error_names_the_file_alone() -> None:
    path = Path("/srv/incoming/token/a.txt")
    found = outcome("", "notice\nonrecord: /srv/incoming/token/a.txt.toml: date is 'x'\n", path, failed=True)
    assert found == Outcome((), "a.txt.toml: date is 'x'")
    assert outcome("", "", path, failed=True).why
    assert not outcome('{"outcome": "unchanged"}\n', "", path, failed=False).changed
    assert outcome('{"outcome": "added"}\n1 records\n', "", path, failed=False).changed


def report(record: str = "water", speakers: int = 2, title: str = "Round table") -> additions.Report:
    return {
        "record": record,
        "outcome": "can be added",
        "title": title,
        "speakers": [
            {"name": f"Speaker {number}", "role": "Minister" if number % 2 else None} for number in range(speakers)
        ],
        "turns": 5,
        "passages": 9,
        "set_aside": {"count": 2, "examples": {"an advertisement": ["Buy now", "And more"]}},
        "not_sure_of": {"count": 1, "examples": {"a heading?": ["Mr. X"]}},
    }


def test_what_was_read_is_told() -> None:
    assert reading_text([report()], ["water"], "en").splitlines() == [
        "Round table · water",
        "speakers: 2, turns: 5, passages: 9",
        "— Speaker 0",
        "— Speaker 1, Minister",
        "set aside, never quoted: 2",
        "    an advertisement: Buy now",
        "    an advertisement: And more",
        "not sure of: 1",
        "    a heading?: Mr. X",
        "There is a record of this id already: adding replaces it.",
    ]


def test_nobody_recognised_is_said() -> None:
    assert "No speaker was recognised." in reading_text([report(speakers=0)], [], "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_however_much_was_read_one_message_holds_it(language: Language) -> None:
    many = [report(f"r{number}", 500, "🙂" * 4000) for number in range(50)]
    many[0]["set_aside"]["examples"] = {"x" * 3000: ["🙂" * 4000] * 40}
    text = reading_text(many, [], language)
    assert units(text) <= 4096 - 200
