"""What the rows of stems learn from: questions in which a word that is cut up is one, with what answers them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from embeddings.static import Ids, Span, StaticEncoder
from embeddings.stem_rows import may_have_row
from embeddings.terms import folded, stem
from embeddings.train_pairs import LONGEST, Pair, Texts
from embeddings.train_start import Floats

FEWEST = 6  # uses of the words of a stem
_ASKING = ("ru", "en")
_ANSWERING = ("ja", "ru", "en")
_READ_AT_ONCE = 20_000
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Stems:
    """`words` are those that are cut up, each with the number of its stem; `rows` float32 [stems, d] to begin with."""

    names: tuple[str, ...]
    words: Mapping[str, int]
    rows: Floats


def asking(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """The pairs, either way round, whose first text may be a question across languages."""
    for pair in pairs:
        turned = replace(pair, a=pair.b, b=pair.a, a_lang=pair.b_lang, b_lang=pair.a_lang)
        for one in (pair, turned):
            if one.a_lang in _ASKING and one.b_lang in _ANSWERING and one.a_lang != one.b_lang:
                yield one


def cut_stems(texts: Iterable[str], encoder: StaticEncoder) -> Stems:
    """The stems of the words that `encoder` cuts up, of FEWEST uses or more in `texts`.

    Each begins with the mean of the sums of its words' pieces, by how often they are used, no longer than a piece's.
    """
    counts = Counter(word for text in set(texts) for word in _WORD.findall(text) if may_have_row(word))
    words = list(counts)
    cut = {word: ids for word, ids in zip(words, encoder.piece_ids_of_words(words), strict=True) if len(ids) > 1}
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for word in cut:
        forms[stem(folded(word))].append(word)
    names = tuple(sorted(name for name, those in forms.items() if sum(map(counts.__getitem__, those)) >= FEWEST))
    rows = [_mean_sum([(counts[word], cut[word]) for word in forms[name]], encoder) for name in names]
    numbers = {word: number for number, name in enumerate(names) for word in forms[name]}
    table = np.array(rows, np.float32).reshape(len(names), encoder.dimensions)
    return Stems(names, numbers, _no_longer(table, encoder))


def with_stems(pairs: Iterable[Pair], stems: Stems) -> list[Pair]:
    """The pairs whose first text has a word with a stem that is learnt."""
    return [pair for pair in pairs if any(word in stems.words for word in _WORD.findall(pair.a))]


def _mean_sum(words: Sequence[tuple[int, Ids]], encoder: StaticEncoder) -> Floats:
    sums: Floats = sum(count * encoder.rows(ids).sum(axis=0) for count, ids in words) / sum(count for count, _ in words)
    return sums


def _no_longer(rows: Floats, encoder: StaticEncoder) -> Floats:
    longest = np.median(np.linalg.norm(table_of(encoder), axis=1))
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    shorter: Floats = rows * (np.minimum(norms, longest) / np.maximum(norms, 1e-9)).astype(np.float32)
    return shorter


def table_of(encoder: StaticEncoder) -> Floats:
    """float32 [pieces, d]: all rows of the model."""
    return encoder.rows(np.arange(encoder.pieces, dtype=np.int32))


def asked(texts: Sequence[str], stems: Stems, encoder: StaticEncoder) -> Texts:
    """The texts as ids of pieces, with stems numbered after them; none for a text without a stem."""
    parts = []
    for start in range(0, len(texts), _READ_AT_ONCE):
        some = texts[start : start + _READ_AT_ONCE]
        spans = [_words_and_gaps(text) for text in some]
        _, cuts = encoder.cut_piece_ids(some, spans)
        parts += [_with_stems(*one, stems.words, encoder.pieces) for one in zip(some, spans, cuts, strict=True)]
    return as_texts(parts)


def _words_and_gaps(text: str) -> list[Span]:
    ends = [0, *(end for word in _WORD.finditer(text) for end in word.span()), len(text)]
    return [(start, end) for start, end in pairwise(ends) if start < end]


def _with_stems(text: str, spans: Sequence[Span], cut: Sequence[Ids], words: Mapping[str, int], first: int) -> Ids:
    numbers = [words.get(text[start:end]) for start, end in spans]
    whole = [ids if number is None else [first + number] for ids, number in zip(cut, numbers, strict=True)]
    return np.concatenate(whole, dtype=np.int32)[:LONGEST]


def told(texts: Sequence[str], encoder: StaticEncoder) -> Texts:
    """The texts as ids of pieces."""
    starts = range(0, len(texts), _READ_AT_ONCE)
    parts = [ids[:LONGEST] for start in starts for ids in encoder.piece_ids(texts[start : start + _READ_AT_ONCE])]
    return as_texts(parts)


def as_texts(parts: Sequence[Ids]) -> Texts:
    """The ids of pieces of many texts in one row."""
    return Texts(np.concatenate([np.empty(0, np.int32), *parts]), np.cumsum([0, *map(len, parts)]))
