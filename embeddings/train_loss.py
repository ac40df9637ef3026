"""What training makes small: how badly texts find their partners, by mean vector and piece by piece."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from embeddings.train_pairs import Texts

if TYPE_CHECKING:
    import torch

_MEAN_TEMPERATURE = 1 / 20
_LATE_TEMPERATURE = 1 / 30
_IMPOSSIBLE = -1e4


class Contrast:
    """The texts of a batch of pairs as places in a small table of the pieces that they use.

    `numbers` int64 [pieces used]: which rows of the whole table the losses need, in order.
    """

    def __init__(self, a: Texts, b: Texts, keys: tuple[NDArray[np.int64], NDArray[np.int64]]) -> None:
        import torch

        numbers, places = np.unique(np.concatenate([a.ids, b.ids]), return_inverse=True)
        self.numbers = torch.from_numpy(numbers.astype(np.int64))
        self._places = torch.from_numpy(places)
        self._starts = torch.from_numpy(np.concatenate([a.starts[:-1], b.starts[:-1] + len(a.ids)]))
        self._a, self._b = a, b
        self._shared = torch.from_numpy(shared_texts(*keys))

    def mean_loss(self, rows: "torch.Tensor") -> "torch.Tensor":
        """InfoNCE (van den Oord et al. 2018) over cosines of mean vectors, both ways."""
        from torch.nn import functional

        means = functional.embedding_bag(self._places, rows, self._starts, mode="mean")
        a, b = functional.normalize(means, dim=1).chunk(2)
        scores = a @ b.T / _MEAN_TEMPERATURE
        return (self._cross_entropy(scores) + self._cross_entropy(scores.T)) / 2

    def late_loss(self, rows: "torch.Tensor", pairs: int) -> "torch.Tensor":
        """InfoNCE over late interaction (MaxSim, Khattab and Zaharia 2020) within the first `pairs` pairs."""
        import torch
        from torch.nn import functional

        pairs = min(pairs, len(self._shared))
        queries = self._places[: int(self._a.starts[pairs])]
        passages = self._places[len(self._a.ids) :][: int(self._b.starts[pairs])]
        unit = functional.normalize(rows, dim=1)
        seen, place = torch.unique(passages, return_inverse=True)
        cosines = unit[seen] @ unit[queries].T
        lengths = np.diff(self._b.starts[: pairs + 1]).tolist()
        best = cosines.gather(0, _best_pieces(cosines.detach(), place.split(lengths))).T
        weights = rows.norm(dim=1)[queries][:, None]
        owner = torch.from_numpy(np.repeat(np.arange(pairs), np.diff(self._a.starts[: pairs + 1])))
        total = torch.zeros(pairs, pairs).index_add(0, owner, best * weights)
        scores = total / torch.zeros(pairs, 1).index_add(0, owner, weights)
        return self._cross_entropy(scores / _LATE_TEMPERATURE)

    def _cross_entropy(self, scores: "torch.Tensor") -> "torch.Tensor":
        import torch
        from torch.nn import functional

        shared = self._shared[: len(scores), : len(scores)]
        return functional.cross_entropy(scores.masked_fill(shared, _IMPOSSIBLE), torch.arange(len(scores)))


def _best_pieces(cosines: "torch.Tensor", passages: "Sequence[torch.Tensor]") -> "torch.Tensor":
    """int64 [passages, pieces of questions]: which of the different pieces is the best match in each passage.

    `cosines` is [different pieces, pieces of questions], a passage the numbers of its pieces there. Found apart
    from the scores, so that the gradient goes to that piece alone, not through every place of every text.
    """
    import torch

    return torch.stack([passage[cosines[passage].argmax(dim=0)] for passage in passages])


def shared_texts(a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.bool_]:
    """bool [n, n]: pairs that share a text, other than with themselves, and so do not count as wrong answers."""
    shared: NDArray[np.bool_] = (a[:, None] == a) | (b[:, None] == b) | (a[:, None] == b) | (b[:, None] == a)
    np.fill_diagonal(shared, False)
    return shared
