"""Where a long record is parted, and what is left of its reading."""

from dataclasses import replace

from corpus.model import Record, Turn

_UNSURE = 20_000  # code points at the end that were read without what follows them


def good_cut(record: Record) -> int:
    """The offset in the second half of `record` at which the next part had better begin.

    The last heading that gives somebody the floor; else the last passage after a blank line, after
    a line's end, or any; else the end.
    """
    text, end = record.text, len(record.text)
    low, high = end // 2, max(end // 2 + 1, end - min(_UNSURE, end // 20))
    turns = [turn.start for turn in record.turns if turn.heading and low < turn.start < high]
    if turns:
        return turns[-1]
    passages = [passage.start for passage in record.passages]
    starts = sorted(start for start in (*passages, *(aside.start for aside in record.asides)) if low < start)
    for before in ("\n\n", "\n", ""):
        found = [start for start in starts if start < high and text.endswith(before, 0, start)]
        if found:
            return found[-1]
    return starts[0] if starts else end


def cuts_speech(record: Record, cut: int) -> bool:
    """Whether somebody holds the floor before and after `cut`, as far as `record` tells."""
    return any(turn.speaker and turn.start < cut < turn.end for turn in record.turns)


def up_to(record: Record, cut: int) -> Record:
    """`record` with its text only up to `cut`, a start of one of its passages, asides or turns, and what lies there."""
    passages = tuple(passage for passage in record.passages if passage.end <= cut)
    ends = {passage.turn: passage.end for passage in passages}
    turns = tuple(_ending(turn, min(turn.end, ends[turn.number])) for turn in record.turns if turn.number in ends)
    speaking = {turn.speaker for turn in turns}
    return replace(
        record,
        text=record.text[:cut],
        speakers=tuple(speaker for speaker in record.speakers if speaker.id in speaking),
        turns=turns,
        passages=passages,
        asides=tuple(aside for aside in record.asides if aside.end <= cut),
        doubts=tuple(doubt for doubt in record.doubts if doubt.end <= cut),
    )


def _ending(turn: Turn, end: int) -> Turn:
    return turn if turn.end == end else replace(turn, end=end)
