"""What was read in a file that an owner sent → words. Pure."""

from collections.abc import Iterable, Iterator

from telegram.constants import MessageLimit

from bot.additions import Report
from bot.notices import NOTICES
from bot.pieces import units
from bot.render import one_line
from bot.wording import clipped
from retrieval.language import Language

RECORDS_SHOWN = 3
SPEAKERS_SHOWN = 15
EXAMPLES_SHOWN = 4
SHOWN_OF_A_LINE = 150
ROOM = MessageLimit.MAX_TEXT_LENGTH - 300  # UTF-16 units, with some to spare for what is said below


def reading_text(reports: Iterable[Report], held: Iterable[str], language: Language) -> str:
    """Who speaks in each record, how much, what was set aside and what is in doubt; `held` are the ids known before."""
    reports, held = list(reports), set(held)
    lines = [line for report in reports[:RECORDS_SHOWN] for line in _record_lines(report, held, language)]
    if len(reports) > RECORDS_SHOWN:
        lines.append(NOTICES[language].more.format(count=len(reports) - RECORDS_SHOWN))
    return _fitting(lines)


def _record_lines(report: Report, held: set[str], language: Language) -> Iterator[str]:
    words = NOTICES[language]
    speakers = report["speakers"]
    persons = len({speaker["name"] for speaker in speakers})
    yield f"{one_line(report['title'], SHOWN_OF_A_LINE)} · {report['record']}"
    yield words.counts.format(speakers=persons, turns=report["turns"], passages=report["passages"])
    yield from (_speaker_line(speaker) for speaker in speakers[:SPEAKERS_SHOWN])
    if len(speakers) > SPEAKERS_SHOWN:
        yield words.more.format(count=len(speakers) - SPEAKERS_SHOWN)
    if not speakers:
        yield words.unattributed
    for said, found in ((words.set_aside, report["set_aside"]), (words.doubts, report["not_sure_of"])):
        if found["count"]:
            yield said.format(count=found["count"])
            yield from _examples(found["examples"])
    if report["record"] in held:
        yield words.replaces


def _speaker_line(speaker: Report) -> str:
    return one_line("— " + ", ".join(filter(None, (speaker["name"], speaker["role"]))), SHOWN_OF_A_LINE)


def _examples(by_reason: dict[str, list[str]]) -> Iterator[str]:
    examples = [f"    {reason}: {text}" for reason, texts in by_reason.items() for text in texts]
    yield from (clipped(line, SHOWN_OF_A_LINE) for line in examples[:EXAMPLES_SHOWN])


def _fitting(lines: list[str]) -> str:
    """As many of the lines as a message has room for."""
    text = ""
    for line in lines:
        if units(f"{text}\n{line}") > ROOM:
            return f"{text}\n…"
        text = f"{text}\n{line}" if text else line
    return text
