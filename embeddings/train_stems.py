"""Trains rows for the stems of words that are cut up: `python -m embeddings.train_stems --pairs DIR --out DIR`.

The bundled model stays as it is. A question's word in small letters that its pieces cut up is taken as a whole, and
the row of its stem is trained so that the question finds its translation, or a passage that holds it. It takes
questions in Russian and English, of the pairs that the model is trained on, and with --dictionary of the database
jamdict.db that jamdict-data 1.5 has of JMdict.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
import numpy as np
from numpy.typing import NDArray

from corpus.errors import OnrecordError
from embeddings.static import load_static
from embeddings.stem_rows import STEM_ROWS, tensors_of
from embeddings.train import Progress, RowAdam, of_dictionary, training_bar, warmed
from embeddings.train_clean import without_gaps
from embeddings.train_export import quantize, write_readable
from embeddings.train_loss import Contrast
from embeddings.train_material import Material, real
from embeddings.train_pairs import LONGEST, Texts, read_pairs, schedule
from embeddings.train_start import Floats
from embeddings.train_stem_material import as_texts, asked, asking, cut_stems, table_of, told, with_stems

if TYPE_CHECKING:
    import torch

_KEPT = (0.1, 0.7)  # of a question's other pieces: with all of them, these would find its partner alone
_WITH_OTHERS = 0.5  # of the passages
_OTHERS = (1, 4)
_SHORT = 3  # pieces of what is learnt as it is: a word with its meaning
_LATE_PAIRS = 64
_LATE_SHARE = 0.5
_BATCH = 1024

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train: `epochs`, Adam's `rate`, and so many `trainings` from `seed` on, whose mean rows are written."""

    epochs: float
    rate: float
    seed: int
    trainings: int


def train(table: Floats, start: Floats, material: Material, settings: Settings, progress: Progress) -> Floats:
    """float32 [stems, d]: the rows after contrastive training; those of `table` stay.

    `material` has the questions and what answers them. `progress` is told the step, of how many, and the loss.
    """
    import torch

    random = np.random.default_rng(settings.seed)
    every = torch.from_numpy(np.concatenate([table, start]))
    adam = RowAdam(every[len(table) :])
    keys = material.b.keys()
    batches = schedule(material.groups, _BATCH, settings.epochs, random)
    for step, batch in enumerate(batches, 1):
        contrast = Contrast(*_varied(material, batch, len(table), random), (batch, keys[batch]))
        loss, gradient = _slope(contrast, every[contrast.numbers])
        own = contrast.numbers >= len(table)
        adam.step(contrast.numbers[own] - len(table), gradient[own], settings.rate * warmed(step, len(batches)))
        progress(step, len(batches), loss)
    trained: Floats = every[len(table) :].numpy()
    return trained


def _slope(contrast: Contrast, rows: "torch.Tensor") -> "tuple[float, torch.Tensor]":
    import torch

    rows = rows.requires_grad_()
    loss = contrast.mean_loss(rows) + _LATE_SHARE * contrast.late_loss(rows, _LATE_PAIRS)
    return loss.item(), torch.autograd.grad(loss, rows)[0]


def _varied(material: Material, batch: Numbers, first: int, random: np.random.Generator) -> tuple[Texts, Texts]:
    """The batch's questions, shortened to their stems (numbered from `first` on) and some of their other pieces, and
    what answers them, in part among others."""
    questions, passages = [], []
    for number in batch:
        question, passage = material.a[number], [material.b[number]]
        if len(question) > _SHORT:
            question = question[(question >= first) | (random.random(len(question)) < random.uniform(*_KEPT))]
            others = random.choice(batch, random.integers(*_OTHERS)) if random.random() < _WITH_OTHERS else ()
            passage += [material.b[one] for one in others]
        questions.append(question)
        passages.append(np.concatenate(passage)[:LONGEST])
    return as_texts(questions), as_texts(passages)


@click.command(help=__doc__)
@click.option("--pairs", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of *.jsonl.gz.")
@click.option("--dictionary", type=click.Path(path_type=Path, exists=True), help="JMdict, as jamdict.db.")
@click.option("--out", type=click.Path(path_type=Path, exists=True), required=True, help="Folder of stems.safetensors.")
@click.option("--epochs", default=8.0, show_default=True)
@click.option("--rate", default=0.01, show_default=True, help="Adam's learning rate.")
@click.option("--seed", default=0, show_default=True)
@click.option("--trainings", default=2, show_default=True, help="How often to train; the mean rows are written.")
def main(
    pairs: Path, dictionary: Path | None, out: Path, epochs: float, rate: float, seed: int, trainings: int
) -> None:
    """Reads, trains, writes."""
    try:
        texts = read_pairs(pairs)
        texts += [] if dictionary is None else of_dictionary(dictionary, texts)
        encoder = load_static()
    except OnrecordError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    questions = list(asking(texts))
    stems = cut_stems((pair.a for pair in questions), encoder)
    questions = list(map(without_gaps, with_stems(questions, stems)))
    click.echo(f"{len(stems.names)} stems, {len(questions)} questions", err=True)
    table = table_of(encoder)
    a, b = asked([pair.a for pair in questions], stems, encoder), told([pair.b for pair in questions], encoder)
    material = real(questions, a, b, np.concatenate([table, stems.rows]))
    rows = _train_with_bar(table, stems.rows, material, Settings(epochs, rate, seed, trainings))
    _write(stems.names, rows, out / STEM_ROWS)


def _train_with_bar(table: Floats, start: Floats, material: Material, settings: Settings) -> Floats:
    with training_bar() as tell:
        seeds = range(settings.seed, settings.seed + settings.trainings)
        rows = [train(table, start, material, replace(settings, seed=seed), tell) for seed in seeds]
    mean: Floats = np.mean(rows, axis=0, dtype=np.float32)
    return mean


def _write(names: Sequence[str], rows: Floats, path: Path) -> None:
    write_readable(tensors_of(names, quantize(rows)), path)
    click.echo(f"{path}: {len(names)} stems")


if __name__ == "__main__":
    main()
