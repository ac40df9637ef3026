"""Measures of a ranking against judged passages. Pure functions; all lie in 0..1."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log2

CUT = 10


@dataclass(frozen=True, slots=True)
class Measures:
    """Means over queries. `top1` and `top3`: the share with a relevant passage among the first one, three."""

    ndcg: float
    recall: float
    mrr: float
    top1: float
    top3: float

    def as_json(self) -> dict[str, float]:
        """The measures under their usual names, rounded to four places."""
        named = {"ndcg@10": self.ndcg, "recall@10": self.recall, "mrr@10": self.mrr, "top1": self.top1}
        return {name: round(value, 4) for name, value in {**named, "top3": self.top3}.items()}


def measure(rankings: Sequence[Sequence[str]], relevant: Sequence[Collection[str]]) -> Measures:
    """The mean measures of `rankings` (ids, best first), each against its set of relevant ids, all of gain 1."""
    pairs = list(zip(rankings, relevant, strict=True))
    return Measures(
        ndcg=_mean([ndcg(ranking, wanted) for ranking, wanted in pairs]),
        recall=_mean([recall(ranking, wanted) for ranking, wanted in pairs]),
        mrr=_mean([reciprocal_rank(ranking, wanted) for ranking, wanted in pairs]),
        top1=_mean([float(hit(ranking, wanted, 1)) for ranking, wanted in pairs]),
        top3=_mean([float(hit(ranking, wanted, 3)) for ranking, wanted in pairs]),
    )


def ndcg(ranking: Sequence[str], wanted: Collection[str]) -> float:
    """nDCG@10 with binary gains (Järvelin and Kekäläinen, 2002)."""
    gained = sum(1 / log2(2 + place) for place, item in enumerate(ranking[:CUT]) if item in wanted)
    ideal = sum(1 / log2(2 + place) for place in range(min(CUT, len(wanted))))
    return gained / ideal if ideal else 0.0


def recall(ranking: Sequence[str], wanted: Collection[str]) -> float:
    """The share of the relevant passages among the first ten."""
    return sum(item in wanted for item in ranking[:CUT]) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranking: Sequence[str], wanted: Collection[str]) -> float:
    """One over the place of the first relevant passage among the first ten, else 0."""
    return next((1 / place for place, item in enumerate(ranking[:CUT], 1) if item in wanted), 0.0)


def hit(ranking: Sequence[str], wanted: Collection[str], depth: int) -> bool:
    """Whether a relevant passage is among the first `depth`."""
    return any(item in wanted for item in ranking[:depth])


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
