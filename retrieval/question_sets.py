"""Question sets on disk: BEIR folders and gold files."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import EvaluationError
from corpus.model import Passage, Record, Speaker, Turn

_UNNAMED = "corpus"


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query with the passages that are relevant to it; `record` limits it to one record."""

    text: str
    relevant: frozenset[str]
    record: str | None = None


@dataclass(frozen=True, slots=True)
class BeirSet:
    """A BEIR folder as records, with the document id of each passage id, and the judged queries.

    `in_order` is whether its documents follow one another in records, and are no mere collection.
    """

    records: tuple[Record, ...]
    documents: dict[str, str]
    speakers: dict[str, str]
    queries: tuple[JudgedQuery, ...]
    in_order: bool = False


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with substrings of the passages that answer it; none when the record does not answer.

    `speaker` None is narration; `attributed` is whether it is given at all.
    """

    language: str
    question: str
    passages: tuple[str, ...]
    speaker: str | None = None
    attributed: bool = True


@dataclass(slots=True)
class _Draft:
    """A record that is put together from documents."""

    id: str
    texts: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    length: int = 0

    def append(self, text: str, speaker: str | None) -> str:
        number = len(self.passages) + 1
        start, end = self.length, self.length + len(text)
        if speaker:
            self.speakers.setdefault(speaker, Speaker(speaker, speaker))
        self.turns.append(Turn(number, speaker or None, None, None, start, end))
        self.passages.append(Passage(f"{self.id}/{number}", self.id, number, start, end))
        self.texts.append(text)
        self.length = end + 1
        return self.passages[-1].id

    def record(self) -> Record:
        return Record(
            id=self.id,
            title=self.id,
            text="\n".join(self.texts),
            speakers=tuple(self.speakers.values()),
            turns=tuple(self.turns),
            passages=tuple(self.passages),
        )


def read_beir(folder: Path) -> BeirSet:
    """Read corpus.jsonl, queries.jsonl and qrels/test.tsv (Thakur et al., 2021); every document is one passage.

    Raises EvaluationError naming the file and line that cannot be read.
    """
    drafts: dict[str, _Draft] = {}
    documents: dict[str, str] = {}
    speakers: dict[str, str] = {}
    for row in _json_lines(folder / "corpus.jsonl", "_id", "text"):
        text = "\n".join(filter(None, (row.get("title"), row["text"]))).strip()
        if not text:
            continue
        metadata = row.get("metadata") or {}
        record = str(metadata.get("record") or _UNNAMED)
        passage = drafts.setdefault(record, _Draft(record)).append(text, metadata.get("speaker"))
        documents[passage] = str(row["_id"])
        speakers[str(row["_id"])] = metadata.get("speaker") or ""
    queries = tuple(_judged_queries(folder))
    if not documents or not queries:
        missing = "document with text" if not documents else "query with a relevant document"
        raise EvaluationError(f"{folder} holds no {missing}: nothing can be measured")
    records = tuple(draft.record() for draft in drafts.values())
    return BeirSet(records, documents, speakers, queries, in_order=_UNNAMED not in drafts)


def read_gold(path: Path) -> list[GoldQuestion]:
    """Read a gold file, one question a line.

    Raises EvaluationError naming the line that cannot be read, or two that judge the same question differently.
    """
    found = [_gold_question(row) for row in _json_lines(path, "lang", "question", "passages")]
    if not found:
        raise EvaluationError(f"{path} holds no question: nothing can be measured")
    _check_agreed(path, found)
    return found


def _gold_question(row: dict[str, Any]) -> GoldQuestion:
    passages = tuple(map(str, row["passages"] or ()))
    return GoldQuestion(str(row["lang"]), str(row["question"]), passages, row.get("speaker"), "speaker" in row)


def _check_agreed(path: Path, found: Sequence[GoldQuestion]) -> None:
    judged: dict[str, tuple[int, bool]] = {}
    for number, one in enumerate(found, 1):
        line, answered = judged.setdefault("".join(one.question.casefold().split()), (number, bool(one.passages)))
        if answered != bool(one.passages):
            raise EvaluationError(
                f"{path}, lines {line} and {number} ask the same, and only one gives passages: keep one of them"
            )


def not_held(questions: Iterable[GoldQuestion], passages: Iterable[str]) -> list[GoldQuestion]:
    """Those of `questions` that have an answer, of which no words stand in any of the texts `passages`."""
    left = [one for one in questions if one.passages]
    for text in passages:
        left = [one for one in left if not any(words in text for words in one.passages)]
        if not left:
            break
    return left


def told_of(left: Sequence[GoldQuestion], questions: Sequence[GoldQuestion]) -> str:
    """What is to be said of `left`, the questions whose words stand in no passage."""
    first = left[0]
    return (
        f"{len(left)} of {len(questions)} questions name words that stand in no passage here, as "
        f"{first.passages[0]!r} for {first.question!r}: give words of a passage, as `onrecord export` shows it"
    )


def _judged_queries(folder: Path) -> Iterator[JudgedQuery]:
    relevant = _judgements(folder / "qrels" / "test.tsv")
    for row in _json_lines(folder / "queries.jsonl", "_id", "text"):
        if wanted := relevant.get(str(row["_id"])):
            yield JudgedQuery(str(row["text"]), frozenset(wanted), (row.get("metadata") or {}).get("record"))


def _judgements(path: Path) -> dict[str, set[str]]:
    relevant: dict[str, set[str]] = {}
    for number, line in enumerate(_lines(path), 1):
        parts = line.rstrip("\r\n").split("\t")
        if number == 1 and parts[-1].strip() == "score":
            continue
        try:
            query, document, score = parts
            if int(score) > 0:
                relevant.setdefault(query, set()).add(document)
        except ValueError as error:
            raise EvaluationError(f"{path}, line {number}: expected query-id, corpus-id, score by tabs") from error
    return relevant


def _json_lines(path: Path, *required: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(_lines(path), 1):
        try:
            row: dict[str, Any] = json.loads(line)
            missing = [key for key in required if key not in row]
        except (ValueError, TypeError) as error:
            raise EvaluationError(f"{path}, line {number}: not a JSON object") from error
        if missing:
            raise EvaluationError(f"{path}, line {number}: no {missing[0]!r}")
        yield row


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8") as file:
            yield from (line for line in file if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"cannot read {path}: {error}") from error
