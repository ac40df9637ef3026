"""Whose each of several quotations is said to be: “…”, said NAME. “…”, replied ANOTHER. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.roles import has_cjk
from corpus.sentences import sentences
from retrieval.verify_claim import SAYING, Claim, Names, claimed, tellers
from retrieval.verify_pasted import Span, outside

_WORD = re.compile(r"\w")
_INTRODUCES = re.compile(r"[:：]\W*$|[はがも]、?[^\w、。]*$")
_COLON = re.compile(r"[:：]\W*$")
_SIGNS = re.compile(r"[^\w\n—–―(（,]*(?:[-—–―(（,]|\n)")


def claims(text: str, spans: Sequence[Span], names: Names) -> list[Claim | None]:
    """For each quotation text[start:end] of `spans` whom the text names as the one who said it; None for nobody.

    The words of its own sentence count, else those of the sentences before; a quotation without any goes on with
    the speaker of the one before. Where several may be meant it is one of them.
    """
    common = claimed(outside(text, spans), names)
    if common is None or len(spans) == 1:
        return [common] * len(spans)
    runs = list(_runs(text, spans))
    found = _of_runs(_gaps(text, runs), names)
    known = [one for one in found if one]
    if not known:
        return [common] * len(spans)
    return [claim or _one_of(known) for claim, run in zip(found, runs, strict=True) for _ in run]


def _one_of(claims: Sequence[Claim]) -> Claim:
    speakers = tuple(dict.fromkeys(speaker for claim in claims for speaker in claim.speakers))
    return Claim(" / ".join(dict.fromkeys(claim.name for claim in claims)), speakers)


def _runs(text: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    """The quotations, those together that follow on each other in one line: 「…」「…」と述べた.

    After one that has its speaker a sentence that is quoted goes on with that: “…,” said NAME. “…” “…,” said ANOTHER.
    """
    run = [spans[0]]
    for before, span in pairwise(spans):
        between = text[before[1] : span[0]]
        goes_on = run[0] != spans[0] and text[before[1] - 1] == "."
        if goes_on or _WORD.search(between) or "\n" in between:
            yield run
            run = []
        run.append(span)
    yield run


class _Gap:
    """The words before, between or after quotations, by sentences.

    `is_shared`: they are one sentence, which may say whose either quotation beside it is.
    """

    def __init__(self, words: str, is_last: bool) -> None:
        self.parts = [words[start:end] for start, end in sentences(words)] or [""]
        self.is_shared = len(self.parts) == 1 and not is_last

    def clause_after(self, names: Names) -> str:
        """What may say whose the quotation before is: where the next one is of the same sentence, the first clause."""
        words = self.parts[0]
        if not self.is_shared:
            return words
        if _COLON.search(words) and not _says_first(words):
            return ""
        verb = SAYING.search(words)
        words = words[: verb.end()] if verb and has_cjk(verb[0]) else words  # the Japanese verb ends its clause
        others = tellers(words, names)[1:]
        return words[: others[0].start] if others else words

    def take(self, name: str) -> None:
        """Keep for the quotation that follows only what stands after `name`, or after its sentence."""
        after = self.parts[0].find(name) + len(name)
        self.parts = [self.parts[0][after:]] if self.is_shared else self.parts[1:] or [""]


def _gaps(text: str, runs: Sequence[Sequence[Span]]) -> list[_Gap]:
    edges = [0, *(edge for run in runs for edge in (run[0][0], run[-1][1])), len(text)]
    pairs = list(zip(edges[::2], edges[1::2], strict=True))
    return [_Gap(text[start:end], place == len(runs)) for place, (start, end) in enumerate(pairs)]


def _of_runs(gaps: Sequence[_Gap], names: Names) -> list[Claim | None]:
    found: list[Claim | None] = []
    for before, after in pairwise(gaps):
        goes_on = found[-1] if found else None
        found.append(_own(before, after, goes_on, names) or _earlier(before, goes_on, names))
    return found


def _own(before: _Gap, after: _Gap, goes_on: Claim | None, names: Names) -> Claim | None:
    """Whom the sentence of a quotation names."""
    lead, tail = before.parts[-1], after.clause_after(names)
    leading, trailing = _teller(lead, names), _teller(tail, names)
    introduced = leading is not None and bool(SAYING.search(lead) or _INTRODUCES.search(lead))
    if trailing and _is_signed(tail):
        follows = not introduced and not after.is_shared and SAYING.search(tail)
        if leading is None or follows or _says_first(tail):
            after.take(trailing.name)
            return trailing
    if leading and goes_on and before.is_shared and not introduced:
        return _one_of((goes_on, leading))
    return leading


def _earlier(before: _Gap, goes_on: Claim | None, names: Names) -> Claim | None:
    """Whom the sentences before that of a quotation name, or else the speaker of the quotation before."""
    words = " ".join(before.parts[:-1])
    named = _teller(words, names)
    if named is None:
        return goes_on
    return named if goes_on is None or SAYING.search(words) else _one_of((goes_on, named))


def _is_signed(tail: str) -> bool:
    """Whether words after a quotation say, or print as a signature, whose it is."""
    return bool(SAYING.search(tail) or _SIGNS.match(tail))


def _teller(words: str, names: Names) -> Claim | None:
    """Whom `words` name, but for those who are spoken to."""
    return claimed(words, names) if tellers(words, names) or not names.mentions(words) else None


def _says_first(words: str) -> bool:
    """Whether `words` begin with a verb of saying: ", said NAME", と述べた."""
    first = _WORD.search(words)
    return bool(first and SAYING.match(words, first.start()))
