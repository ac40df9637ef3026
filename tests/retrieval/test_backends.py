"""Questions are answered alike wherever the index is, and what a server does not do is told in one line."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.errors import IndexServerError, MissingIndex, StaleIndex
from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from corpus.read import read_record
from corpus.records import bundled_records
from embeddings.backend import bring_up_to_date, index_name
from embeddings.qdrant_collections import Collections
from embeddings.qdrant_place import QdrantPlace
from embeddings.qdrant_server import API_KEY, connect
from embeddings.static import load_static
from retrieval.answer import answer
from retrieval.search import Searcher
from tests.embeddings.backends import ON_A_SERVER, place_on
from tests.embeddings.qdrant_rest import KEY, Rest, rest_server
from tests.forked import PREPARED, Forked

Command = Callable[..., "subprocess.CompletedProcess[str]"]
QUESTIONS = Path(__file__).parent / "csto-held.jsonl"
SYNTHETIC = 160
QUESTION = "CSTOの憲章はいつ、どこで調印されましたか？"
OVERLAP = 0.98  # of the first ten, on average
SAME_FIRST = 0.99  # of the first quotes
SUBJECTS = ["harbour", "school", "budget", "bridge", "hospital", "forest", "railway", "library", "market", "river"]
VERBS = ["needs", "lost", "gained", "will open", "was closed for", "asks for", "is proud of", "cannot do without"]
OBJECTS = ["repairs", "new rooms", "three million", "its old name", "young people", "a ferry", "clean water", "a roof"]


def nothing(done: int, total: int) -> None:
    pass


def made_up() -> Record:
    """SYNTHETIC passages by twenty speakers, of sentences put together by lot."""
    chance = random.Random(6)
    texts = [
        " ".join(
            f"The {chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(OBJECTS)}."
            for _ in range(chance.randint(1, 5))
        )
        for _ in range(SYNTHETIC)
    ]
    text = "\n".join(texts)
    passages, turns, at = [], [], 0
    for number, one in enumerate(texts, 1):
        turns.append(Turn(number, f"Member {number % 20}", None, None, at, at + len(one)))
        passages.append(Passage(f"made-up/{number}", "made-up", number, at, at + len(one)))
        at += len(one) + 1
    speakers = tuple(Speaker(f"Member {number}", f"Member {number}") for number in range(20))
    return Record(
        "made-up", "Made up", text, date="2021-03-04", speakers=speakers, turns=tuple(turns), passages=tuple(passages)
    )


def library_of(folder: Path, place: QdrantPlace | None) -> Path:
    with Library.open(folder) as library:
        library.add(read_record(bundled_records()[0]))
        library.add(made_up())
        bring_up_to_date(library, load_static(), nothing, place)
    return folder


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    searcher = Searcher.open(library_of(tmp_path_factory.mktemp("embedded") / "library", None))
    yield searcher
    searcher.library.close()


@pytest.fixture(scope="module", params=ON_A_SERVER)
def on_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searcher]:
    folder = tmp_path_factory.mktemp("server")
    with place_on(request.param, folder) as place:
        searcher = Searcher.open(library_of(folder / "library", place))
        yield searcher
        searcher.library.close()


def questions() -> list[str]:
    chance = random.Random(7)
    asked = [json.loads(line)["question"] for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    made = [f"Which {chance.choice(SUBJECTS)} {chance.choice(VERBS)} {chance.choice(OBJECTS)}?" for _ in range(30)]
    return [*asked, *made][:: 1 if os.environ.get("ONRECORD_SEARCH") else 16]


def first_ten(searcher: Searcher, question: str) -> set[int]:
    return set(searcher.index.keys(searcher.rank(question).rows[:10]).tolist())


def test_rankings_agree_with_the_embedded_index(on_server: Searcher, embedded: Searcher) -> None:
    asked = questions()
    shared = [len(first_ten(on_server, one) & first_ten(embedded, one)) / 10 for one in asked]
    assert sum(shared) / len(asked) >= OVERLAP


def test_first_quotes_are_those_of_the_embedded_index(on_server: Searcher, embedded: Searcher) -> None:
    asked = questions()

    def first(searcher: Searcher, question: str) -> str | None:
        quotes = answer(searcher, question).quotes
        return quotes[0].excerpt.id if quotes else None

    found = [(first(on_server, one), first(embedded, one)) for one in asked]
    assert sum(one == other for one, other in found) / len(asked) >= SAME_FIRST
    assert sum(one is not None for one, _ in found) >= len(asked) / 3


@pytest.mark.parametrize(
    "question",
    [
        "What did each speaker say about terrorism?",
        "Who spoke about biological safety?",
        "What did Zas say?",
        "What did Pankin say about model laws?",
        "What was said in March 2021 about the harbour?",
        "「18年前のこの日、2002年、憲章」",
        "What did Member 7 say?",
    ],
)
def test_whole_answers_are_those_of_the_embedded_index(on_server: Searcher, embedded: Searcher, question: str) -> None:
    found, expected = answer(on_server, question), answer(embedded, question)
    assert [quote.excerpt for quote in found.quotes] == [quote.excerpt for quote in expected.quotes]
    assert [quote.highlights for quote in found.quotes] == [quote.highlights for quote in expected.quotes]
    assert (found.reason, found.silent, found.candidates) == (expected.reason, expected.silent, expected.candidates)
    assert [other.name for other in found.others] == [other.name for other in expected.others]


@pytest.fixture
def rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rest]:
    monkeypatch.setenv(API_KEY, KEY)
    with rest_server(tmp_path / "qdrant") as running:
        yield running


@pytest.fixture
def library(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "library") as library:
        library.add(read_record(bundled_records()[0]))
    return tmp_path / "library"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A library of one passage."""
    path = tmp_path / "minutes.txt"
    path.write_text("Anna Keller: The pier of Rostock is longer than any other.\n", encoding="utf-8")
    with Library.open(tmp_path / "library") as library:
        library.add(read_record(path))
    return tmp_path / "library"


@pytest.fixture(scope="module")
def embed() -> Iterator[Command]:
    """Runs `onrecord ARGUMENTS` on the library in a folder."""
    with Forked(
        "retrieval", f"{PREPARED}\nimport qdrant_client, embeddings.qdrant_build, embeddings.qdrant_index"
    ) as program:

        def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
            environment = os.environ | {"ONRECORD_LIBRARY": str(folder)}
            done = program.run(arguments, cwd=folder.parent, environment=environment)
            return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

        yield run


def test_nothing_else_changes_for_the_user(embed: Command, rest: Rest, library: Path) -> None:
    done = embed(library, "embed", "--backend", "qdrant", "--url", rest.url)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("79 passages embedded")
    asked = embed(library, "ask", QUESTION, "--json")
    assert json.loads(asked.stdout)["quotes"][0]["id"] == "csto-2020-10-07/10"
    checked = embed(library, "verify", "18年前のこの日、2002年、憲章と法的地位協定")
    assert (checked.returncode, checked.stderr) == (0, "")
    minutes = library.parent / "minutes.txt"
    minutes.write_text("Anna Keller: The pier of Rostock is longer than any other.\n", encoding="utf-8")
    assert embed(library, "add", str(minutes)).returncode == 0
    asked = embed(library, "ask", "How long is the pier of Rostock?", "--json")
    assert json.loads(asked.stdout)["quotes"][0]["record"] == "minutes"
    assert "up to date" in embed(library, "doctor").stdout
    back = embed(library, "embed", "--backend", "embedded")
    assert back.returncode == 0
    assert "is left on" in back.stderr
    rest.requests.clear()
    assert json.loads(embed(library, "ask", "How long is the pier of Rostock?", "--json").stdout)["answered"]
    assert rest.requests == []


def test_the_key_is_written_nowhere(embed: Command, rest: Rest, small: Path) -> None:
    done = embed(small, "embed", "--backend", "qdrant", "--url", rest.url)
    files = [path.read_bytes() for path in small.parent.rglob("*") if path.is_file()]
    assert KEY not in done.stderr
    assert files
    assert not any(KEY.encode() in content for content in files)


def test_a_question_costs_a_handful_of_requests(embed: Command, rest: Rest, library: Path) -> None:
    embed(library, "embed", "--backend", "qdrant", "--url", rest.url)
    searcher = Searcher.open(library)
    rest.requests.clear()
    searcher.rank(QUESTION)
    assert len(rest.requests) <= 8
    searcher.library.close()


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_server_is_asked_again_and_that_is_told(embed: Command, rest: Rest, small: Path, status: int) -> None:
    rest.failures = [status]
    done = embed(small, "embed", "--backend", "qdrant", "--url", rest.url)
    assert done.returncode == 0
    assert "1 requests had to be made again." in done.stderr


def one_line(done: "subprocess.CompletedProcess[str]") -> str:
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    return done.stderr


def test_what_a_server_refuses_is_told_in_one_line(
    embed: Command, rest: Rest, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert embed(library, "embed", "--backend", "qdrant", "--url", rest.url).returncode == 0
    monkeypatch.setenv(API_KEY, "another")
    assert API_KEY in one_line(embed(library, "ask", QUESTION))
    monkeypatch.setenv(API_KEY, KEY)
    for one in rest.client.get_collections().collections:
        rest.client.delete_collection(one.name)
    assert "onrecord embed" in one_line(embed(library, "ask", QUESTION))
    assert embed(library, "embed").returncode == 0
    assert embed(library, "ask", QUESTION).returncode == 0
    rest.failures = [500] * 9
    assert "too busy" in one_line(embed(library, "ask", QUESTION))


def test_a_server_that_is_not_there_is_told_in_one_line(embed: Command, small: Path) -> None:
    QdrantPlace("http://127.0.0.1:1", "gone").keep(small)
    assert "cannot be reached" in one_line(embed(small, "ask", QUESTION))
    assert "give --model" in one_line(embed(small, "embed", "--backend", "embedded"))
    assert embed(small, "embed", "--backend", "embedded", "--model", "bundled").returncode == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--backend", "qdrant"], "needs --url"),
        (["--backend", "qdrant", "--url", "ftp://host"], "no address of a Qdrant server"),
        (["--backend", "qdrant", "--url", "https://me:secret@host"], "ONRECORD_QDRANT_API_KEY"),
        (["--backend", "qdrant", "--url", "http://host", "--alias", "a/b"], "a/b"),
        (["--url", "http://host"], "--backend qdrant"),
    ],
)
def test_a_wrong_use_is_told_in_one_line(embed: Command, small: Path, options: list[str], said: str) -> None:
    told = one_line(embed(small, "embed", *options))
    assert said in told
    assert "secret" not in told


def test_a_stale_index_is_refused(rest: Rest, library: Path) -> None:
    place = QdrantPlace(rest.url, "stale")
    with Library.open(library) as opened:
        bring_up_to_date(opened, load_static(), nothing, place)
        name = index_name(library)
        opened.add(made_up())
        with pytest.raises(StaleIndex, match="onrecord embed"):
            Searcher.open(library)
        bring_up_to_date(opened, load_static(), nothing, place)
    assert index_name(library) != name
    assert len(Searcher.open(library).index) == 79 + SYNTHETIC


def test_a_build_that_was_killed_is_gone_on_with(rest: Rest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = QdrantPlace(rest.url, "killed")
    with Library.open(tmp_path / "library") as opened:
        opened.add(made_up())
        QdrantPlace(rest.url, "killed").keep(opened.folder)
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "import embeddings.qdrant_build as build\n"
        "build.BATCH = build.UPSERT = 64\n"
        "from corpus.library import Library; from embeddings.static import load_static\n"
        "from embeddings.qdrant_place import QdrantPlace\n"
        "def progress(done, total):\n"
        "    if done >= 128: os.kill(os.getpid(), signal.SIGKILL)\n"
        "folder = Path(sys.argv[1])\n"
        "build.regenerate_on_server(Library.open(folder), load_static(), QdrantPlace.of(folder), progress)\n"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path / "library")], check=False)
    assert killed.returncode == -signal.SIGKILL
    with pytest.raises(MissingIndex):
        Searcher.open(tmp_path / "library")
    with Library.open(tmp_path / "library") as opened:
        done = bring_up_to_date(opened, load_static(), nothing, place)
        assert (done.embedded, done.reused) == (SYNTHETIC - 128, 128)
        assert Searcher.open(opened.folder).index.living().tolist() == opened.keys()
        assert len(rest.client.get_collections().collections) == 1


def test_what_a_server_lost_is_put_again(rest: Rest, library: Path) -> None:
    place = QdrantPlace(rest.url, "lost")
    with Library.open(library) as opened:
        bring_up_to_date(opened, load_static(), nothing, place)
        collection = Collections(connect(rest.url), place).current()
        assert collection
        rest.client.delete(collection, [3, 40])
        done = bring_up_to_date(opened, load_static(), nothing, place)
        assert done.embedded == 2
        assert Searcher.open(library).index.living().tolist() == opened.keys()


def test_an_answer_that_is_no_qdrants_is_told(small: Path, rest: Rest) -> None:
    rest.failures = [418]
    with pytest.raises(IndexServerError, match="is it a Qdrant server"):
        Searcher.open(_kept(small, rest))


def _kept(library: Path, rest: Rest) -> Path:
    QdrantPlace(rest.url, "any").keep(library)
    return library
