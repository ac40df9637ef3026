"""What every index does, wherever it is kept: the embedded one, and one on a Qdrant server."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import MissingIndex
from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from embeddings.backend import bring_up_to_date, index_name, model_in_use, open_index
from embeddings.encoder import Vectors
from embeddings.index import Index
from embeddings.qdrant_place import QdrantPlace
from embeddings.regenerate import Regenerated
from embeddings.sounds import sounds_sought
from embeddings.static import load_static
from embeddings.terms import terms
from embeddings.within import Within, common
from tests.embeddings.backends import BACKENDS, place_on
from tests.embeddings.counting import CountingEncoder

STATIC = load_static()
HALF = 2e-3  # of a cosine: what half precision and a byte a dimension leave
LENGTHS = 0.03  # of a score: an embedded index knows the length of a long passage to an eighth
FIRST = ["The pier is long. It is old.", "平和維持。継続する。重要だ。", "Конец. Карабах остаётся.", "…"]
SECOND = ["A new school for the pier.", "The budget grows and grows; the budget is long.", "平和維持活動の発展。"]


def record(name: str, speaker: str, paragraphs: Sequence[str], alias: str = "") -> Record:
    text = "\n".join(paragraphs)
    starts = [sum(len(one) + 1 for one in paragraphs[:number]) for number in range(len(paragraphs))]
    passages = tuple(
        Passage(f"{name}/{number}", name, 1, start, start + len(one))
        for number, (start, one) in enumerate(zip(starts, paragraphs, strict=True), 1)
    )
    by = Speaker(speaker, speaker, (alias,) if alias else ())
    turns = (Turn(1, speaker, "Chair", None, 0, len(text)),)
    return Record(name, name, text, speakers=(by,), turns=turns, passages=passages)


class Home:
    """A library whose index is at one place."""

    def __init__(self, folder: Path, place: QdrantPlace | None) -> None:
        self.library = Library.open(folder)
        self.place = place
        self.library.add(record("first", "Ann", FIRST, "Анна"))
        self.library.add(record("second", "Бен", SECOND))

    def build(self, encoder: CountingEncoder | None = None, *, force: bool = False) -> Regenerated:
        return bring_up_to_date(
            self.library, encoder or CountingEncoder(), lambda done, total: None, self.place, force=force
        )

    def index(self) -> Index:
        return open_index(self.library.folder)

    def keys(self, record: str) -> list[int]:
        return self.library.keys(record=record)


@pytest.fixture(params=BACKENDS)
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Home]:
    with place_on(request.param, tmp_path) as place:
        made = Home(tmp_path / "library", place)
        yield made
        made.library.close()


@pytest.fixture(scope="module", params=BACKENDS)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("contract")
    with place_on(request.param, folder) as place:
        made = Home(folder / "library", place)
        made.build()
        made.library.close()
        yield made.index()


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Index:
    made = Home(tmp_path_factory.mktemp("embedded") / "library", None)
    made.build()
    made.library.close()
    return made.index()


def query(text: str) -> Vectors:
    vector: Vectors = STATIC.encode_queries([text])[0]
    return vector


def all_keys(index: Index) -> list[int]:
    return index.keys(index.living()).tolist()


def test_every_passage_has_a_row(index: Index) -> None:
    rows = index.living()
    assert len(rows) == len(index) == index.manifest.rows == 7
    assert (np.diff(rows) > 0).all()
    assert index.rows_of(all_keys(index)).tolist() == rows.tolist()
    assert index.rows_of([999, all_keys(index)[3]]).tolist() == [rows[3]]
    assert index.rows_of([]).tolist() == []


def test_passages_of_a_record_follow_one_another(index: Index) -> None:
    rows = index.living()
    assert index.records(rows).tolist() == [1, 1, 1, 1, 5, 5, 5]
    assert index.records(rows[:4]).tolist() == index.records(rows[0] + np.arange(4)).tolist()
    assert index.records(np.array([rows[0] - 1, rows[-1] + 1])).tolist() == [-1, -1]


@pytest.mark.parametrize(
    ("speakers", "records", "places"),
    [
        (["Ann"], None, [0, 1, 2, 3]),
        (None, [5], [4, 5, 6]),
        (["Ann", "Бен"], [1], [0, 1, 2, 3]),
        (["Ann"], [5], []),
        ([], None, []),
        (None, [], []),
        (["nobody"], None, []),
        (["Бен"], [1, 5], [4, 5, 6]),
    ],
)
def test_a_scope_is_never_left(
    index: Index, speakers: list[str] | None, records: list[int] | None, places: list[int]
) -> None:
    rows = index.living()
    wanted = rows[places]
    scope = index.within(speakers, records)
    assert index.count(scope) == len(places)
    assert rows[index.inside(rows, scope)].tolist() == wanted.tolist()
    assert index.first(scope, 9).tolist() == wanted.tolist()
    assert index.first(scope, 2).tolist() == wanted[:2].tolist()
    assert index.nearest(query("平和維持"), 9, scope).tolist() == wanted.tolist()
    found = index.terms.search(terms("平和維持 pier budget конец"), 9, scope)
    assert {key for key, _ in found} <= set(index.keys(wanted).tolist())
    assert set(index.terms.holding(terms("平和維持"), 9, scope)) <= set(index.keys(wanted).tolist())


def test_two_scopes_have_what_both_have(index: Index) -> None:
    both = common(index.within(["Ann", "Бен"], None), index.within(["Бен"], [1, 5]))
    assert both is not None
    assert index.first(both, 9).tolist() == index.living()[4:].tolist()
    assert index.count(both) == 3


def test_the_first_that_are_long_enough(index: Index) -> None:
    everything = index.within(["Ann", "Бен"], None)
    rows = index.living()
    longest = int(index.piece_counts(rows).max())
    wanted = rows[index.piece_counts(rows) == longest]
    assert index.first(everything, 1, longest).tolist() == wanted[:1].tolist()
    assert index.first(everything, 9, longest + 1).tolist() == []


def test_the_nearest_are_those_of_the_highest_cosine(index: Index) -> None:
    rows = index.living()
    asked = query("a long pier")
    cosines = index.dense_cosines(asked, rows)[0]
    best = np.sort(rows[np.argsort(-cosines, kind="stable")[:3]])
    assert index.nearest(asked, 3, None).tolist() == best.tolist()


def test_cosines_are_those_of_the_embedded_index(index: Index, embedded: Index) -> None:
    rows, others = index.living(), embedded.living()
    for text in ("a long pier", "平和の維持", "конец"):
        of_passages, of_sentences = index.dense_cosines(query(text), rows)
        expected = embedded.dense_cosines(query(text), others)
        np.testing.assert_allclose(of_passages, expected[0], atol=HALF)
        np.testing.assert_allclose(of_sentences, expected[1], atol=HALF)
        each, counts = index.sentence_cosines(query(text), rows[[1, 5]])
        expected_each, expected_counts = embedded.sentence_cosines(query(text), others[[1, 5]])
        np.testing.assert_allclose(each, expected_each, atol=HALF)
        assert counts.tolist() == expected_counts.tolist()
    assert index.likeness(int(rows[0]), int(rows[4])) == pytest.approx(embedded.likeness(0, 4), abs=HALF)
    assert index.dense_cosines(query("pier"), rows[:0])[0].tolist() == []


def test_pieces_are_those_of_the_embedded_index(index: Index, embedded: Index) -> None:
    rows = index.living()[[6, 0, 2]]
    assert index.piece_counts(rows).tolist() == embedded.piece_counts(np.array([6, 0, 2])).tolist()
    assert index.pieces(rows).tolist() == embedded.pieces(np.array([6, 0, 2])).tolist()
    assert index.pieces(rows[:0]).tolist() == []


def test_idfs_are_those_of_the_embedded_index(index: Index, embedded: Index) -> None:
    wanted = {*terms("平和維持 pier long budget the"), "never seen"}
    found = index.terms.idfs(wanted)
    assert found.keys() == wanted
    for term in wanted:
        assert found[term] == index.terms.idf(term) == pytest.approx(embedded.terms.idf(term), rel=1e-4)
    (heard,) = {sound for word in sounds_sought("Karabakh") for sound in word if embedded.terms.sound_idf(sound)}
    assert index.terms.sound_idf(heard) == pytest.approx(embedded.terms.sound_idf(heard), rel=1e-4)
    assert index.terms.sound_idf("kana:unheard") == 0.0


def test_the_words_that_any_passage_has_are_held(index: Index, embedded: Index) -> None:
    wanted = {*terms("平和維持 pier long budget"), "never", "seen", *terms("Анна")}
    held = index.terms.held(wanted)
    assert held == embedded.terms.held(wanted)
    assert {"pier", "平和"} <= held
    assert not held & {"never", "seen"}


@pytest.mark.parametrize(
    "text",
    ["pier", "the long budget budget", "平和維持", "Анна", "Karabakh", "Chair Бен школа", "Conflict in Karabakh"],
)
def test_scores_are_those_of_the_embedded_index(index: Index, embedded: Index, text: str) -> None:
    asked = terms(text)
    found = index.terms.search(asked, 9, None, sounds_sought(text))
    expected = embedded.terms.search(asked, 9, None, sounds_sought(text))
    assert dict(found) == pytest.approx(dict(expected), rel=LENGTHS)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    assert index.terms.search(asked, 1, None, sounds_sought(text)) == found[:1]


@pytest.mark.parametrize("text", ["pier", "the budget is long", "平和維持", "pier budget", "never seen", "Chair", ""])
def test_passages_hold_every_word(index: Index, embedded: Index, text: str) -> None:
    wanted = terms(text)
    assert sorted(index.terms.holding(wanted, 9)) == sorted(embedded.terms.holding(wanted, 9))


def test_nothing_asked_finds_nothing(index: Index) -> None:
    assert index.terms.search([], 9) == []
    assert index.terms.idfs(()) == {}
    assert index.terms.held(()) == frozenset()
    assert index.records(np.empty(0, np.int64)).tolist() == []
    assert index.inside(np.empty(0, np.int64), Within(frozenset({1}))).tolist() == []


def test_nothing_changed_embeds_nothing_and_keeps_its_name(home: Home) -> None:
    encoder = CountingEncoder()
    assert home.build(encoder).embedded == 7
    name = index_name(home.library.folder)
    encoder.embedded.clear()
    assert (home.build(encoder).embedded, encoder.embedded) == (0, [])
    assert index_name(home.library.folder) == name == home.index().name


def test_only_what_changed_is_embedded_and_the_result_equals_a_full_build(home: Home) -> None:
    encoder = CountingEncoder()
    home.build(encoder)
    before = home.index().name
    encoder.embedded.clear()
    home.library.add(record("first", "Ann", [FIRST[0], "A word more.", *FIRST[2:]], "Анна"))
    home.library.add(record("third", "Ann", ["Something new is said.", SECOND[1]], "Анна"))
    home.library.remove("second")
    done = home.build(encoder)
    assert encoder.embedded == ["A word more.", "Something new is said."]
    assert (done.embedded, done.reused) == (2, 4)
    assert home.index().name != before
    assert all_keys(home.index()) == home.library.keys()
    grown = described(home.index())
    home.build(encoder, force=True)
    rebuilt = described(home.index())
    assert grown[:2] == rebuilt[:2]
    for one, other in zip(grown[2:], rebuilt[2:], strict=True):
        np.testing.assert_allclose(one, other, atol=HALF)


def test_another_database_in_the_place_of_the_former_is_indexed_anew(home: Home, tmp_path: Path) -> None:
    home.build()
    home.library.close()
    with Library.open(tmp_path / "other") as other:
        other.add(record("third", "Dan", ["A ferry is late.", *FIRST[1:]]))
    for path in home.library.folder.glob("records.db*"):
        path.unlink()
    shutil.copyfile(tmp_path / "other" / "records.db", home.library.folder / "records.db")
    home.library = Library.open(home.library.folder)
    encoder = CountingEncoder()
    home.build(encoder)
    assert set(encoder.embedded) >= {"A ferry is late.", *FIRST[1:]}
    assert all_keys(home.index()) == home.library.keys()
    assert {key for key, _ in home.index().terms.search(terms("ferry Dan"), 9)} == set(home.library.keys())


def described(index: Index) -> tuple[list[int], list[int], Vectors, Vectors]:
    rows = index.living()
    return index.keys(rows).tolist(), index.pieces(rows).tolist(), *index.dense_cosines(query("a long pier"), rows)


def test_a_speaker_with_another_spelling_is_found_by_it(home: Home) -> None:
    home.build()
    encoder = CountingEncoder()
    home.library.add(record("third", "Ann", ["Something new is said."], "Ханна"))
    home.build(encoder)
    assert encoder.embedded == ["Something new is said."]
    found = {key for key, _ in home.index().terms.search(terms("Ханна"), 9)}
    assert found == set(home.library.keys(speaker_ids=["Ann"]))


def test_another_model_takes_over_when_it_is_whole(home: Home) -> None:
    home.build(CountingEncoder("one"))
    old = home.index()

    def look(done: int, total: int) -> None:
        assert model_in_use(home.library.folder) == "one", "readers keep the old index until the new one is whole"

    bring_up_to_date(home.library, CountingEncoder("two"), look, home.place)
    assert model_in_use(home.library.folder) == "two"
    assert home.index().name != old.name
    assert old.manifest.model == "one"
    assert old.nearest(query("pier"), 9, None).tolist() == old.living().tolist(), "who has it open keeps it"


def test_an_emptied_library_has_an_empty_index(home: Home) -> None:
    home.build()
    home.library.remove("first")
    home.library.remove("second")
    home.build()
    index = home.index()
    assert (len(index), index.living().tolist()) == (0, [])
    assert index.nearest(query("pier"), 9, None).tolist() == []
    assert index.terms.search(terms("pier"), 9) == []
    home.library.add(record("third", "Ann", ["The pier again."]))
    home.build()
    assert all_keys(home.index()) == home.library.keys()


def test_a_library_without_an_index_says_so(home: Home) -> None:
    with pytest.raises(MissingIndex, match="onrecord embed"):
        home.index()
    assert model_in_use(home.library.folder) is None


def test_what_is_added_during_a_build_is_indexed_too(home: Home) -> None:
    def add_one(done: int, total: int) -> None:
        home.library.add(record("late", "Ann", ["Somebody comes late."]))

    bring_up_to_date(home.library, CountingEncoder(), add_one, home.place)
    assert all_keys(home.index()) == home.library.keys()
    assert home.index().manifest.corpus_fingerprint == home.library.fingerprint()
