"""Weights fitted to judged rankings by coordinate search. Pure functions."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from retrieval.fuse import Legs, Weights, size_costs
from retrieval.metrics import CUT
from retrieval.neighbours import dependence, smoothed

Numbers = NDArray[np.float32]
Rows = NDArray[np.int64]

FITTED = tuple(field.name for field in fields(Weights) if field.name != "passage")
"""What is fitted: `passage` is one less `sentence`."""
STEPS = (1.5, 0.67, 1.15, 0.87, 1.05, 0.95)  # times a weight
LEAST_GAIN = 1e-5
_DISCOUNTS = 1 / np.log2(np.arange(2, CUT + 2))


@dataclass(frozen=True, slots=True)
class Taken:
    """What a ranking of n passages adds up: `alone` float32 [n, 9], in the order of `Weights` without `neighbours`,
    `around` the same as its neighbours have it, `relevant` bool [n], and how many are `wanted` in all."""

    alone: Numbers
    around: Numbers
    relevant: NDArray[np.bool_]
    wanted: int


def taken(legs: Legs, pieces: Rows, rows: Rows, record_of: Rows, relevant: NDArray[np.bool_], wanted: int) -> Taken:
    """What the ranking of `rows` adds up, as `final_score` and the search do after it."""
    shorter, longer = size_costs(pieces)
    alone = [*(getattr(legs, leg.name) for leg in fields(Legs)), -shorter, -longer]
    around = [one + dependence(pieces) * (smoothed(one, rows, record_of) - one) for one in alone]
    return Taken(np.stack(alone, axis=1), np.stack(around, axis=1), relevant, wanted)


def scores(one: Taken, weights: Weights) -> Numbers:
    """The score of each passage by `weights`. float32 [n]."""
    *worth, neighbours = (np.float32(worth) for worth in asdict(weights).values())
    total: Numbers = (one.alone + neighbours * one.around) @ np.array(worth, np.float32)
    return total


def mean_ndcg(all_taken: Sequence[Taken], weights: Weights) -> float:
    """The mean nDCG@10 of these rankings by `weights`; as `retrieval.metrics.ndcg` has it."""
    return float(np.mean([_ndcg(one, weights) for one in all_taken])) if all_taken else 0.0


def _ndcg(one: Taken, weights: Weights) -> float:
    first = np.argsort(-scores(one, weights), kind="stable")[:CUT]
    gained = float(one.relevant[first] @ _DISCOUNTS[: len(first)])
    ideal = float(_DISCOUNTS[: one.wanted].sum())
    return gained / ideal if ideal else 0.0


def fitted(worth: Callable[[Weights], float], start: Weights, rounds: int) -> Weights:
    """The weights near `start` that make `worth` highest: one weight at a time is made larger or smaller while that
    helps, at most `rounds` times each."""
    best, most = start, worth(start)
    for _ in range(rounds):
        before = most
        for name in FITTED:
            for step in STEPS:
                changed = changed_by(best, name, step)
                if (now := worth(changed)) > most + LEAST_GAIN:
                    best, most = changed, now
        if most == before:
            break
    return best


def changed_by(weights: Weights, name: str, step: float) -> Weights:
    """`weights` with that of `name` times `step`; those of passage and sentence sum to one."""
    value = getattr(weights, name) * step
    if name == "sentence":
        value = min(value, 1.0)
        return replace(weights, sentence=value, passage=1 - value)
    return replace(weights, **{name: value})
