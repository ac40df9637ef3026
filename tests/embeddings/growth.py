"""Small libraries that change at random, and what must hold of their index: for tests, and for processes they kill.

python -m tests.embeddings.growth FOLDER SEED     changes and indexes the library in FOLDER until it is killed
"""

import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from corpus.stock import Stock
from embeddings import regenerate as regenerating
from embeddings import term_build
from embeddings.embedded_index import EmbeddedIndex
from embeddings.generation import current
from embeddings.passage_rows import passage_embedder
from embeddings.regenerate import regenerate
from embeddings.static import load_static
from embeddings.store import EmbeddedPassages
from embeddings.term_build import update_term_index
from embeddings.term_index import TermIndex
from embeddings.terms import terms

STATIC = load_static()
SMALL = {
    (regenerating, "BATCH"): 2,
    (regenerating, "CHECKPOINTED"): 1,
    (regenerating, "FEW"): 4,
    (regenerating, "MANY_DEAD"): 0.3,
    (regenerating, "MOST_DEAD"): 0.6,
    (term_build, "CHUNK"): 2,
    (term_build, "CHUNKS_KEPT"): 1,
}
"""Bounds so low that a few passages cross each of them."""

TEXTS = (
    "The pier is long. It is old.",
    "平和維持。継続する。重要だ。",
    "Конец прений.",
    "A new school is built.",
    "The budget of the pier grows.",
    "学校の予算を増やします。",
    "Школа и бюджет.",
)
SPELLINGS: tuple[tuple[str, ...], ...] = ((), ("Анна",), ("アンナ",), ("Анна", "アンナ"))
SPEAKERS = ("Ann", "Bert", "Chiyo")
NAMES = tuple(f"record{number}" for number in range(5))
QUESTIONS = ("pier", "平和", "школа", "budget school", "学校の予算", "Анна", "アンナ", "Ann", "Bert chair")
EVERY = 1000


def record(name: str, texts: Sequence[str], speaker: str, aliases: Sequence[str]) -> Record:
    """One turn of `speaker`, a passage each of `texts`."""
    text, slices = "\n".join(texts), []
    for number, said in enumerate(texts, 1):
        start = slices[-1].end + 1 if slices else 0
        slices.append(Passage(f"{name}/{number}", name, 1, start, start + len(said)))
    turn = Turn(1, speaker, "Chair", None, 0, len(text))
    return Record(
        name,
        name,
        text,
        speakers=(Speaker(speaker, speaker, tuple(aliases)),),
        turns=(turn,),
        passages=tuple(slices),
    )


def embed(library: Library, *, thorough: bool = False) -> None:
    """Bring the index up to date."""
    regenerate(library, STATIC, lambda done, total: None, thorough=thorough)


def opened_now(library: Library) -> EmbeddedIndex:
    """The current index."""
    return EmbeddedIndex.open(current(library.folder))


def living(index: EmbeddedIndex) -> EmbeddedPassages:
    """All rows that can be found."""
    return index.store.take(index.store.living())


def assert_as_rebuilt(library: Library, fresh: Path) -> None:
    """The living rows are, byte for byte, those of the library's passages; words find what a new term index finds.

    Scores are the same where the term index carries nothing that was removed or spelled otherwise; else the
    statistics of words (how many passages have one, and how long they are) count that too.
    """
    index = opened_now(library)
    passages = list(library.passages())
    if passages:
        assert_same(living(index), passage_embedder(STATIC)(passages))
    assert len(index) == len(index.terms) == len(passages)
    update_term_index(library, fresh, Stock.of(library))
    rebuilt = TermIndex(fresh)
    exact = not index.terms.dropped
    for question in QUESTIONS:
        found, expected = (one.search(terms(question), EVERY) for one in (index.terms, rebuilt))
        assert (found == expected) if exact else ({key for key, _ in found} == {key for key, _ in expected}), question
        assert all(index.terms.idf(term) >= 0 for term in terms(question))


def assert_same(left: EmbeddedPassages, right: EmbeddedPassages) -> None:
    """Equal in every byte."""
    for field in EmbeddedPassages.__slots__:
        np.testing.assert_array_equal(getattr(left, field), getattr(right, field), strict=True)


def change(library: Library, chance: random.Random) -> None:
    """Add, replace or remove a record."""
    name = chance.choice(NAMES)
    if chance.random() < 0.3 and name in {known.id for known in library.records()}:
        library.remove(name)
        return
    texts = chance.choices(TEXTS, k=chance.randint(0, 6))
    library.add(record(name, texts, chance.choice(SPEAKERS), chance.choice(SPELLINGS)))


def shrink_bounds() -> None:
    """Set SMALL in this process."""
    for (module, name), value in SMALL.items():
        setattr(module, name, value)


def _main(folder: str, seed: str) -> None:
    shrink_bounds()
    chance = random.Random(int(seed))
    term_build.WORTH_A_PROCESS = chance.choice((0, 1000))
    with Library.open(Path(folder)) as library:
        while True:
            change(library, chance)
            embed(library, thorough=chance.random() < 0.3)


if __name__ == "__main__":
    _main(*sys.argv[1:])
