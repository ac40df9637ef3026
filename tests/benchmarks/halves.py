"""A question set in halves: on the first one weights are fitted, on the second they are measured. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from retrieval.question_sets import BeirSet

Item = TypeVar("Item")


def halves(items: Sequence[Item], every: int = 1) -> tuple[Sequence[Item], Sequence[Item]]:
    """The first and the second half of `items` by their order, and of each every `every`-th one."""
    middle = len(items) // 2
    return items[:middle][::every], items[middle:][::every]


def thinned(questions: BeirSet, every: int) -> tuple[BeirSet, int]:
    """The set with every `every`-th query of each half, and how many of these are of the first half."""
    first, second = halves(questions.queries, every)
    return replace(questions, queries=(*first, *second)), len(first)
