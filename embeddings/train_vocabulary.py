"""Counts which words there are: `python -m embeddings.train_vocabulary --pairs DIR --out DIR`.

A word of a question that is none of them, nor of the record, may be misspelt. Of the pairs that the model is trained
on, and with --dictionary of the database jamdict.db that jamdict-data 1.5 has of JMdict, it takes Latin and Cyrillic
words.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

import click

from corpus.errors import OnrecordError
from embeddings.terms import folded, stem
from embeddings.train_dictionary import dictionary_pairs
from embeddings.train_export import write_readable
from embeddings.train_pairs import Pair, read_pairs
from embeddings.vocabulary import FEWEST, VOCABULARY, tensors_of

LONGEST = 40  # letters
# Latin letters with their marks, and Cyrillic ones.
_WORD = re.compile(r"[a-z\u00df-\u00f6\u00f8-\u024f]+|[\u0430-\u045f]+")


def word_counts(pairs: Iterable[Pair]) -> Counter[str]:
    """How often the texts of the pairs use each word, in small letters."""
    texts = chain.from_iterable((pair.a, pair.b) for pair in pairs)
    words = chain.from_iterable(_WORD.findall(folded(text)) for text in texts)
    return Counter(word for word in words if len(word) <= LONGEST)


def stem_counts(used: Mapping[str, int], in_dictionary: Iterable[str] = ()) -> Counter[str]:
    """How often words of each stem are used; what a dictionary has counts as often as is needed to be known."""
    found = Counter[str]()
    for word, count in chain(used.items(), ((word, FEWEST) for word in in_dictionary)):
        found[stem(word)] += count
    return found


@click.command(help=__doc__)
@click.option("--pairs", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of *.jsonl.gz.")
@click.option("--dictionary", type=click.Path(path_type=Path, exists=True), help="JMdict, as jamdict.db.")
@click.option("--out", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of words.safetensors.")
def main(pairs: Path, dictionary: Path | None, out: Path) -> None:
    """Reads, counts, writes."""
    try:
        words = word_counts(read_pairs(pairs))
        stems = stem_counts(words, word_counts(() if dictionary is None else dictionary_pairs(dictionary)))
    except OnrecordError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    _write(stems, words, out / VOCABULARY)


def _write(stems: Mapping[str, int], words: Mapping[str, int], path: Path) -> None:
    tensors = tensors_of(stems, words)
    write_readable(tensors, path)
    click.echo(f"{path}: {len(tensors['stems'])} stems, {len(tensors['words'])} words")


if __name__ == "__main__":
    main()
