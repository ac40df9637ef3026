from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

import filelock
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import LibraryError, MissingIndex
from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from embeddings.backend import model_in_use
from embeddings.encoder import Encoder, Vectors
from embeddings.generation import current
from embeddings.passage_rows import passage_embedder
from embeddings.quantise import as_bytes
from embeddings.readings import READINGS
from embeddings.regenerate import Regenerated, regenerate
from embeddings.static import load_static
from embeddings.store import EmbeddedPassages, VectorStore
from embeddings.term_index import TermIndex
from embeddings.terms import terms
from tests.embeddings.counting import CountingEncoder

STATIC = load_static()


def record(name: str, *paragraphs: str) -> Record:
    text = "\n".join(paragraphs)
    starts = [sum(len(paragraph) + 1 for paragraph in paragraphs[:number]) for number in range(len(paragraphs))]
    passages = tuple(
        Passage(f"{name}/{number}", name, 1, start, start + len(paragraph))
        for number, (start, paragraph) in enumerate(zip(starts, paragraphs, strict=True), 1)
    )
    speaker = Speaker("Ann", "Ann", ("Анна",))
    return Record(
        name, name, text, speakers=(speaker,), turns=(Turn(1, "Ann", "Chair", None, 0, len(text)),), passages=passages
    )


@pytest.fixture
def library(tmp_path: Path) -> Library:
    opened = Library.open(tmp_path / "library")
    opened.add(record("first", "The pier is long. It is old.", "平和維持。継続する。重要だ。", "Конец"))
    opened.add(record("second", "A new school.", "The budget grows."))
    return opened


def run(library: Library, encoder: CountingEncoder, *, force: bool = False) -> Regenerated:
    return regenerate(library, encoder, lambda done, total: None, force=force)


def stored(library: Library) -> EmbeddedPassages:
    return VectorStore(current(library.folder).vectors).rows


def assert_same(left: EmbeddedPassages, right: EmbeddedPassages) -> None:
    for field in fields(EmbeddedPassages):
        np.testing.assert_array_equal(getattr(left, field.name), getattr(right, field.name))


def test_the_store_holds_what_the_encoder_gives(library: Library) -> None:
    assert run(library, CountingEncoder()).embedded == 5
    rows = stored(library)
    passages = list(library.passages())
    kept, factors = as_bytes(STATIC.encode_passages([passage.text for passage in passages]))
    np.testing.assert_array_equal(rows.passages, kept)
    np.testing.assert_array_equal(rows.factors, factors)
    assert rows.keys.tolist() == [passage.key for passage in passages]
    assert rows.records.tolist() == [1, 1, 1, 4, 4]
    assert rows.sentence_counts.tolist() == [2, 3, 0, 0, 0]
    of_first, _ = as_bytes(STATIC.encode_passages(["The pier is long.", "It is old."]))
    np.testing.assert_array_equal(rows.sentences[:2], of_first)


def test_nothing_changed_embeds_nothing_and_keeps_the_generation(library: Library) -> None:
    encoder = CountingEncoder()
    run(library, encoder)
    before = current(library.folder)
    encoder.embedded.clear()
    assert (run(library, encoder).embedded, encoder.embedded) == (0, [])
    assert current(library.folder) == before


def test_only_what_changed_is_embedded_and_the_result_equals_a_full_build(library: Library) -> None:
    encoder = CountingEncoder()
    run(library, encoder)
    encoder.embedded.clear()
    library.add(record("first", "A first word.", "The pier is long. It is old.", "Конец"))
    library.add(record("third", "The budget grows.", "Something new is said."))
    library.remove("second")
    done = run(library, encoder)
    assert encoder.embedded == ["A first word.", "Something new is said."]
    assert (done.embedded, done.reused) == (2, 3)
    carried = stored(library)
    run(library, encoder, force=True)
    assert_same(carried, stored(library))


@pytest.mark.parametrize("damaged", ["", "{", "[]"])
def test_an_index_whose_readings_are_damaged_may_be_anothers_and_is_made_anew(library: Library, damaged: str) -> None:
    run(library, CountingEncoder())
    (current(library.folder).vectors / READINGS).write_text(damaged)
    library.add(record("third", "The budget grows."))
    assert run(library, CountingEncoder()).embedded == 6
    library.add(record("fourth", "The pier is long."))
    assert run(library, CountingEncoder()).embedded == 1


def test_force_embeds_everything_into_a_generation_of_its_own(library: Library) -> None:
    encoder = CountingEncoder()
    run(library, encoder)
    before = current(library.folder)
    assert run(library, encoder, force=True).embedded == 5
    assert current(library.folder) != before
    assert not before.exists()


def test_another_model_takes_over_when_it_is_whole(library: Library) -> None:
    run(library, CountingEncoder("one"))
    assert model_in_use(library.folder) == "one"
    other = CountingEncoder("two")

    def look(done: int, total: int) -> None:
        assert model_in_use(library.folder) == "one", "readers keep the old index until the new one is whole"

    regenerate(library, other, look)
    assert model_in_use(library.folder) == "two"
    assert len(other.embedded) > 0


def test_words_names_and_roles_are_in_the_term_index(library: Library) -> None:
    run(library, CountingEncoder())
    index = TermIndex(current(library.folder).lexical)
    assert [key for key, _ in index.search(terms("pier"), 5)] == [1]
    assert {key for key, _ in index.search(terms("Анна chair"), 5)} == {1, 2, 3, 4, 5}


def test_terms_indexed_in_a_process_of_their_own_are_the_same(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> list[list[tuple[int, float]]]:
        index = TermIndex(current(library.folder).lexical)
        return [index.search(terms(question), 5) for question in ("pier school", "平和", "Анна")]

    run(library, CountingEncoder())
    here = found()
    monkeypatch.setattr("embeddings.term_build.WORTH_A_PROCESS", 0)
    run(library, CountingEncoder(), force=True)
    assert found() == here
    assert any(here)


def test_a_failing_term_process_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embeddings.term_build.WORTH_A_PROCESS", 0)
    (library.folder / "lexical").write_text("no folder")
    with pytest.raises(LibraryError, match="cannot write the index"):
        run(library, CountingEncoder())


def test_terms_are_indexed_wherever_the_user_is(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("corpus", "embeddings", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a file of the user')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("embeddings.term_build.WORTH_A_PROCESS", 0)
    run(library, CountingEncoder())
    assert TermIndex(current(library.folder).lexical).search(terms("pier"), 5)


def test_what_was_removed_and_added_since_is_no_other_database(library: Library) -> None:
    run(library, CountingEncoder())
    library.remove("second")
    library.add(record("third", "A ferry is late."))
    assert run(library, CountingEncoder()).embedded == 1


@pytest.mark.parametrize("error", [OSError("full"), KeyboardInterrupt()])
def test_an_index_that_was_published_stays(
    library: Library, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def fails(of: Library) -> None:
        raise error

    monkeypatch.setattr(Library, "keep_summaries", fails)
    with suppress(KeyboardInterrupt):
        run(library, CountingEncoder())
    assert len(stored(library)) == 5
    assert run(library, CountingEncoder()).embedded == 0


def test_a_model_chosen_meanwhile_is_kept(library: Library) -> None:
    chosen, former = CountingEncoder(), CountingEncoder("former")
    run(library, chosen)
    library.add(record("late", "Somebody comes late."))
    with pytest.raises(LibraryError, match="run the command again"):
        regenerate(library, former, lambda done, total: None, same_model=True)
    assert model_in_use(library.folder) == chosen.name


def test_two_builders_do_not_meet(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embeddings.generation.PATIENCE", 0.1)
    with filelock.FileLock(library.folder / "index.lock"), pytest.raises(LibraryError, match="another process"):
        run(library, CountingEncoder())


def test_what_is_added_during_a_build_is_indexed_too(library: Library) -> None:
    def add_one(done: int, total: int) -> None:
        library.add(record("late", "Somebody comes late."))

    regenerate(library, CountingEncoder(), add_one)
    assert len(stored(library)) == 6
    assert VectorStore(current(library.folder).vectors).manifest.corpus_fingerprint == library.fingerprint()


def test_an_empty_library_is_left_alone_but_an_emptied_one_is_indexed(tmp_path: Path, library: Library) -> None:
    with Library.open(tmp_path / "empty") as empty:
        assert run(empty, CountingEncoder()).embedded == 0
        with pytest.raises(MissingIndex, match="onrecord embed"):
            current(empty.folder)
    run(library, CountingEncoder())
    library.remove("first")
    library.remove("second")
    run(library, CountingEncoder())
    assert len(stored(library)) == 0


@pytest.mark.parametrize("part", ["vectors", "lexical"])
def test_a_damaged_index_is_built_again(library: Library, part: str) -> None:
    run(library, CountingEncoder())
    folder = getattr(current(library.folder), part)
    for path in folder.glob("*.json"):
        path.unlink()
    assert run(library, CountingEncoder()).embedded == (5 if part == "vectors" else 0)
    assert len(stored(library)) == 5
    assert TermIndex(current(library.folder).lexical).search(terms("pier"), 1)


@pytest.mark.parametrize("name", ["", "..", "a/b", "missing"])
def test_a_pointer_to_nothing_is_no_index(library: Library, name: str) -> None:
    run(library, CountingEncoder())
    (library.folder / "current.json").write_text(f'{{"generation": "{name}"}}')
    with pytest.raises(MissingIndex):
        current(library.folder)


def test_a_failing_encoder_leaves_the_old_index(library: Library) -> None:
    run(library, CountingEncoder("one"))

    class Failing(CountingEncoder):
        def encode_passages(self, texts: Sequence[str]) -> Vectors:
            raise OSError(28, "No space left on device")

    with pytest.raises(LibraryError, match="No space left"):
        run(library, Failing("two"))
    assert model_in_use(library.folder) == "one"
    assert len(list((library.folder / "vectors").iterdir())) == 1, "a failed build leaves nothing"
    assert run(library, CountingEncoder("three")).embedded == 5


@pytest.mark.parametrize("encoder", [STATIC, CountingEncoder()], ids=["bundled", "any"])
def test_rows_of_a_batch_are_independent_of_its_neighbours(library: Library, encoder: Encoder) -> None:
    passages = list(library.passages())
    embed = passage_embedder(encoder)
    together = embed(passages)
    for place, passage in enumerate(passages):
        assert_same(together.take(np.array([place])), embed([passage]))


def test_cutting_once_gives_what_embedding_each_gives(library: Library) -> None:
    passages = list(library.passages())
    once, each = passage_embedder(STATIC)(passages), passage_embedder(CountingEncoder())(passages)
    np.testing.assert_allclose(once.passages, each.passages, atol=1)
    assert once.sentence_counts.tolist() == each.sentence_counts.tolist()
    assert once.pieces.tolist() == each.pieces.tolist()
    # A sentence cut out of its passage lacks only the mark of a beginning.
    alike = (once.sentences.astype(np.float32) * each.sentences).sum(axis=1)
    assert (alike * once.sentence_factors * each.sentence_factors > 0.9).all()


@given(st.lists(st.text(max_size=40), min_size=1, max_size=4))
def test_pieces_are_cut_where_the_spans_start(parts: list[str]) -> None:
    text = "".join(parts)
    ends = np.cumsum([len(part) for part in parts]).tolist()
    spans = [(end - len(part), end) for part, end in zip(parts, ends, strict=True) if part]
    ids, cut = STATIC.cut_piece_ids([text], [spans])
    assert len(cut[0]) == max(1, len(spans))
    assert np.concatenate(cut[0]).tolist() == ids[0].tolist() == STATIC.piece_ids([text])[0].tolist()
