from collections import Counter
from math import log
from pathlib import Path

import pytest

from corpus.errors import MissingIndex
from embeddings.term_index import TermDocument, TermIndex, TermIndexWriter
from embeddings.terms import terms
from embeddings.within import Within

TEXTS = [
    "平和維持活動の発展を継続することも重要です。",
    "対空防衛システムを統一システムとして統合することです。",
    "The assembly adopted sixty-five model laws.",
    "Парламент принял модельные законы.",
    "感染症対策に関する立法と平和維持部隊の機能。",
]
K1, B = 1.2, 0.75


@pytest.fixture
def index(tmp_path: Path) -> TermIndex:
    writer = TermIndexWriter(tmp_path / "lexical")
    writer.append(
        TermDocument(row, text, f"speaker{row} chairman", record=row // 2, speaker=row)
        for row, text in enumerate(TEXTS)
    )
    writer.finish()
    return TermIndex(tmp_path / "lexical")


def naive_bm25(query: str) -> list[float]:
    """Okapi BM25, straight from the formula, over `TEXTS`."""
    documents = [Counter(terms(text)) for text in TEXTS]
    mean = sum(document.total() for document in documents) / len(documents)
    scores = [0.0] * len(documents)
    for term in terms(query):
        seen = sum(term in document for document in documents)
        idf = log(1 + (len(documents) - seen + 0.5) / (seen + 0.5))
        for row, document in enumerate(documents):
            norm = K1 * (1 - B + B * document.total() / mean)
            scores[row] += idf * document[term] * (K1 + 1) / (document[term] + norm)
    return scores


@pytest.mark.parametrize("query", ["平和維持", "システムの統合", "model laws model", "законы парламента", "2030"])
def test_scores_are_okapi_bm25(index: TermIndex, query: str) -> None:
    found = dict(index.search(terms(query), 10))
    for row, score in enumerate(naive_bm25(query)):
        assert found.get(row, 0.0) == pytest.approx(score, rel=1e-4)


def test_idf_is_highest_for_a_term_unseen(index: TermIndex) -> None:
    assert index.idf("zzz") > index.idf("model") > index.idf("平和")


@pytest.mark.parametrize(
    ("speakers", "records", "found"),
    [({4}, None, [4]), ({2}, None, []), (set(), None, []), (None, {0, 1}, [0]), ({0, 4}, {2}, [4]), ({0}, {2}, [])],
)
def test_a_scope_is_never_left(
    index: TermIndex, speakers: set[int] | None, records: set[int] | None, found: list[int]
) -> None:
    scope = Within(*(None if one is None else frozenset(one) for one in (speakers, records)))
    assert [key for key, _ in index.search(terms("平和維持"), 10, scope)] == found
    assert index.holding(terms("平和維持"), 10, scope) == found


def test_of_equal_passages_the_first_come_first(tmp_path: Path) -> None:
    for first in (100, 0, 50):  # as additions may stand in the index in any order
        writer = TermIndexWriter(tmp_path)
        writer.append(TermDocument(key, "The pier is long.", "") for key in range(first, first + 5))
        writer.finish()
    found = [key for key, _ in TermIndex(tmp_path).search(terms("pier"), 7)]
    assert found == [0, 1, 2, 3, 4, 50, 51]


def test_an_index_that_goes_on_scores_as_one_built_at_once(index: TermIndex, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    for row, text in enumerate(TEXTS):
        writer = TermIndexWriter(parts)
        writer.append([TermDocument(row, text, f"speaker{row} chairman")])
        writer.finish()
    assert len(TermIndex(parts)) == len(index)
    for query in ("平和維持", "model laws", "законы chairman"):
        assert TermIndex(parts).search(terms(query), 10) == index.search(terms(query), 10)


def test_what_is_dropped_is_not_found(index: TermIndex, tmp_path: Path) -> None:
    writer = TermIndexWriter(tmp_path / "lexical")
    assert writer.last_key == 4
    writer.drop("record", [0])
    writer.drop("speaker", [4])
    writer.finish()
    after = TermIndex(tmp_path / "lexical")
    assert (len(after), after.search(terms("平和維持"), 10)) == (2, [])
    assert [key for key, _ in index.search(terms("平和維持"), 10)] == [0, 4], "who has it open keeps it"


def test_a_scope_does_not_change_scores(index: TermIndex) -> None:
    everywhere = dict(index.search(terms("平和維持"), 10))
    assert index.search(terms("平和維持"), 10, Within(frozenset({0})))[0][1] == pytest.approx(everywhere[0])


def test_who_spoke_can_be_searched_for(index: TermIndex) -> None:
    assert [row for row, _ in index.search(["speaker3"], 10)] == [3]


def test_nothing_asked_finds_nothing(index: TermIndex) -> None:
    assert index.search([], 10) == []


def test_a_name_in_another_script_adds_its_idf(index: TermIndex) -> None:
    from embeddings.sounds import sounds_sought

    plain = dict(index.search(terms("парламент systems"), 10))
    heard = dict(index.search(terms("парламент systems"), 10, sounds=sounds_sought("парламент systems")))
    (sound,) = {sound for word in sounds_sought("systems") for sound in word if index.sound_idf(sound)}
    assert heard[1] - plain.get(1, 0.0) == pytest.approx(index.sound_idf(sound), rel=1e-5)
    assert heard[3] == pytest.approx(plain[3])


def test_an_index_without_sounds_is_of_an_earlier_version(tmp_path: Path) -> None:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_text_field("text", tokenizer_name="terms", index_option="freq")
    tantivy.Index(builder.build(), path=str(tmp_path))
    with pytest.raises(MissingIndex, match="onrecord embed"):
        TermIndex(tmp_path)
