"""A library as large as an archive: the Tokyo minutes, recombined into new meetings of invented speakers.

    python -m tests.benchmarks.archive ../shared/records/tokyo FOLDER --passages 1000000

Sentences stay as they were said; which of them stand together, and who says them, is drawn at random
(`--seed`), so that no two passages are alike and words are as frequent as in real minutes.
"""

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import click

from corpus.library import Library
from corpus.model import Passage, Record, Speaker, Turn
from corpus.passages import sentences
from corpus.read import read_records
from embeddings.command import progress_bar

SPEAKERS = 4000
PASSAGES_OF_A_RECORD = 200
SPEAKERS_OF_A_RECORD = 12
TURN = (1, 6)  # passages
SWAPPED = 0.5  # of the sentences of a passage, for others from anywhere
RECORDS_AT_ONCE = 20
_FAMILY = (
    "青赤朝安飯池石泉磯市井今岩上江大岡奥小尾甲片金神川北木草熊倉黒古近坂桜佐沢塩篠島白杉鈴関高滝武竹谷田"
    "千塚辻寺土遠中永長成西沼野橋長浜早原春東平深福藤古星細堀前牧松丸三水南宮村望森矢山横吉和渡"
)
_GROUND = "田川山村本井原野崎島沢木口谷岡橋葉森浜瀬塚内尾場部"
_GIVEN = "明昭一雄子美恵和弘幸夫正義信之郎介太香織里奈"


@dataclass(frozen=True, slots=True)
class Source:
    """The passages to recombine, each as its sentences, and all sentences."""

    passages: list[list[str]]
    sentences: list[str]

    @classmethod
    def read(cls, folder: Path) -> "Source":
        """From the records in `folder`."""
        passages = []
        for path in sorted(folder.glob("*.json")):
            for record in read_records(path):
                texts = [record.text[one.start : one.end] for one in record.passages]
                passages += [[text[start:end] for start, end in sentences(text)] for text in texts]
        return cls(passages, [one for passage in passages for one in passage])


def people(count: int, seed: int = 0) -> list[Speaker]:
    """`count` invented speakers of different names."""
    chance = random.Random(seed)
    names: dict[str, None] = {}
    while len(names) < count:
        family = chance.choice(_FAMILY) + chance.choice(_GROUND)
        names[family + "".join(chance.sample(_GIVEN, 2))] = None
    return [Speaker(name, name) for name in names]


def meetings(
    source: Source, speakers: Sequence[Speaker], passages: int, seed: int = 0, prefix: str = "meeting"
) -> Iterator[Record]:
    """Records of PASSAGES_OF_A_RECORD passages each, `passages` in all; the same for the same arguments."""
    chance = random.Random(seed)
    for number, first in enumerate(range(0, passages, PASSAGES_OF_A_RECORD)):
        count = min(PASSAGES_OF_A_RECORD, passages - first)
        yield _meeting(f"{prefix}-{number:05}", source, speakers, count, chance)


def _meeting(id_: str, source: Source, speakers: Sequence[Speaker], passages: int, chance: random.Random) -> Record:
    present = chance.sample(speakers, SPEAKERS_OF_A_RECORD)
    text, slices, turns, at = [], [], [], 0
    while len(slices) < passages:
        first, turn = at, len(turns) + 1
        for _ in range(min(chance.randint(*TURN), passages - len(slices))):
            said = _said(source, chance)
            slices.append(Passage(f"{id_}/{len(slices) + 1}", id_, turn, at, at + len(said)))
            text.append(said)
            at += len(said) + 1
        turns.append(Turn(turn, chance.choice(present).id, None, None, first, at - 1))
    heard = {turn.speaker for turn in turns}
    return Record(
        id=id_,
        title=f"委員会速記録 {id_}",
        text="\n".join(text),
        date=str(date(1965, 1, 1) + timedelta(days=chance.randrange(22_000))),
        language="ja",
        speakers=tuple(one for one in present if one.id in heard),
        turns=tuple(turns),
        passages=tuple(slices),
    )


def _said(source: Source, chance: random.Random) -> str:
    kept = chance.choice(source.passages)
    return "".join(chance.choice(source.sentences) if chance.random() < SWAPPED else one for one in kept).strip()


def fill(library: Library, records: Iterator[Record], total: int) -> float:
    """Add `records` of `total` passages, some in one transaction each; the seconds that it took."""
    started, done = time.monotonic(), 0
    with progress_bar("adding") as progress:
        while some := [record for _, record in zip(range(RECORDS_AT_ONCE), records, strict=False)]:
            for record in some:
                library.add(record)
            done += sum(len(record.passages) for record in some)
            progress(done, total)
    return time.monotonic() - started


@click.command()
@click.argument("minutes", type=click.Path(path_type=Path, exists=True))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--passages", default=1_000_000, show_default=True)
@click.option("--speakers", default=SPEAKERS, show_default=True)
@click.option("--seed", default=0, show_default=True)
def main(minutes: Path, folder: Path, passages: int, speakers: int, seed: int) -> None:
    """Fill the library in FOLDER with records made from MINUTES; it is not indexed."""
    source = Source.read(minutes)
    with Library.open(folder) as library:
        seconds = fill(library, meetings(source, people(speakers, seed), passages, seed), passages)
        click.echo(f"{len(library):,} passages, {seconds:.0f} s")


if __name__ == "__main__":
    main()
