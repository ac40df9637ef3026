"""What turns text into vectors."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """A model that embeds questions and passages in one space."""

    @property
    def name(self) -> str:
        """How a user asks for this model."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors may."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a vector."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """float32 [len(texts), dimensions], rows L2-normalised (a row of zeros for a text without content)."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """float32 [len(texts), dimensions], rows L2-normalised (a row of zeros for a text without content)."""
        ...
