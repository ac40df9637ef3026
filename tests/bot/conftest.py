"""The shipped record, and a Bot API server to talk about it over."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from retrieval.answer import answer
from retrieval.language import Language
from retrieval.prepare import ensure_ready
from retrieval.search import Searcher
from tests.forked import PREPARED, Forked

HERE = Path(__file__).parent
QUESTIONS: dict[Language, list[str]] = {
    "ja": [
        "「集団安全保障条約機構に関する規約」はいつ署名されましたか",
        "CSTO空軍の発展には何が必要ですか",
        "CSTO平和維持部隊と国連の協力",
        "CSTOは新型コロナウイルスにどう対応しましたか",
    ],
    "en": [
        "What is needed to develop CSTO air forces?",
        "peacekeeping forces of the CSTO and the United Nations",
        "How did the CSTO respond to the coronavirus pandemic?",
    ],
    "ru": [
        "пандемия коронавируса COVID-19 в государствах ОДКБ",
        "развитие авиационных сил ОДКБ",
        "Что необходимо для развития военно-воздушных сил ОДКБ?",
        "Сколько модельных законов приняла Парламентская ассамблея?",
    ],
}


@pytest.fixture(scope="session")
def library_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bot") / "library"
    ensure_ready(folder, lambda message: None)
    return folder


@pytest.fixture(scope="session")
def library(library_folder: Path) -> Iterator[Library]:
    with Library.open(library_folder, create=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def searcher(library_folder: Path) -> Iterator[Searcher]:
    opened = Searcher.open(library_folder)
    yield opened
    opened.library.close()


@pytest.fixture(scope="session")
def questions(searcher: Searcher) -> dict[Language, str]:
    """In each language the first of the questions above that the record answers: how many it must is not for here."""
    return {
        language: next(question for question in asked if answer(searcher, question).quotes)
        for language, asked in QUESTIONS.items()
    }


@pytest.fixture(scope="session")
def program() -> Iterator[Forked]:
    """`python -m bot`, ready to run."""
    with Forked("bot", f"{PREPARED}\nimport bot.app") as found:
        yield found


@pytest.fixture(scope="session")
def bot_api(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of telemelya, running."""
    with subprocess.Popen(
        [sys.executable, str(HERE / "telemelya_server.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=tmp_path_factory.mktemp("telemelya"),
        text=True,
    ) as server:
        assert server.stdin
        assert server.stdout
        port = server.stdout.readline().strip()
        assert port, "telemelya did not start: run telemelya_server.py by itself to see why"
        yield f"http://127.0.0.1:{port}"
        server.stdin.close()
