"""Which Japanese words sound like some letters, and how often each is used, as sorted hashes in a mapped file."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from embeddings.kana import goes_on
from embeddings.tensors import map_tensors
from embeddings.unigram import BASE

HOMOPHONES = "homophones.safetensors"
LONGEST = 28  # letters
DIGIT = "0"  # stands for every number
STRANGERS = -2.0
FEWEST_PAIRS = 8  # times that two words met with this end and this beginning
_STEPS = 16.0  # to an e-fold, in which frequencies are kept
_MASK = 2**64 - 1
_POWERS = [pow(BASE, place, 2**64) for place in range(LONGEST)]


class Homophone(NamedTuple):
    """A word as it is written, the natural logarithm of how often, and whether its long vowels are where they were."""

    written: str
    used: float
    exact: bool


class Stretch(NamedTuple):
    """Letters from `start` to `end` that sound like words, the most used of them `used`; for `Homophones.words`."""

    start: int
    end: int
    used: float
    place: int
    check: int


class Homophones:
    """The words that a dictionary has and the training texts use, by how they sound."""

    def __init__(self, folder: Path | None = None) -> None:
        """Those in `folder`, by default the bundled ones. Raises `ModelError` when the file is missing or cut short."""
        tensors = map_tensors((folder or Path(str(files("embeddings")))) / HOMOPHONES)
        self._sounds = tensors["sounds"]
        self._pairs, self._together = tensors["pairs"], tensors["together"]
        # Bytes and lists: single items of an array are slow.
        self._checks, self._used = tensors["checks"].tobytes(), tensors["used"].tobytes()
        self._words, self._characters = _bounds(tensors["words"]), _bounds(tensors["characters"])
        self._text = tensors["text"].tobytes().decode("utf-16-le")

    def within(self, letters: str, ends: Mapping[int, Collection[int]]) -> list[Stretch]:
        """The stretches of `letters` that sound like words, rising; `ends` has where each may end."""
        spans = [
            (start, end, sound, check)
            for start, last in ends.items()
            for end, (sound, check) in enumerate(_sounds_from(letters[start : max(last, default=0)]), start + 1)
            if end in last
        ]
        if not spans:
            return []
        wanted = np.array([sound for _, _, sound, _ in spans], np.uint64)
        places = np.searchsorted(self._sounds, wanted).clip(max=len(self._sounds) - 1)
        found = np.flatnonzero(self._sounds[places] == wanted)
        return [
            Stretch(*spans[number][:2], self._used[self._words[place]] / _STEPS, place, spans[number][3])
            for number, place in zip(found.tolist(), places[found].tolist(), strict=True)
        ]

    def words(self, stretch: Stretch) -> list[Homophone]:
        """The words that `stretch` sounds like, the most used first."""
        text, bounds, used, checks = self._text, self._characters, self._used, self._checks
        return [
            Homophone(text[bounds[number] : bounds[number + 1]], used[number] / _STEPS, checks[number] == stretch.check)
            for number in range(self._words[stretch.place], self._words[stretch.place + 1])
        ]

    def affinities(self, pairs: Sequence[str]) -> dict[str, float]:
        """How much oftener than by chance each pair of characters is the end of a word and the beginning of the next.

        In e-folds; of pairs that seldom are, STRANGERS.
        """
        wanted = np.array([_code(pair) for pair in pairs], np.uint32)
        places = np.searchsorted(self._pairs, wanted).clip(max=len(self._pairs) - 1)
        found = np.where(self._pairs[places] == wanted, self._together[places] / np.float32(_STEPS), STRANGERS)
        return dict(zip(pairs, found.tolist(), strict=True))


def tensors_of(words: Mapping[tuple[str, str], float], pairs: Mapping[str, int]) -> dict[str, NDArray[Any]]:
    """What `Homophones` reads of how often each word is used: by how it is written, and the letters of its sound.

    Of `pairs` it reads how often each is the last character of a word and the first one of the next.
    """
    sounds: dict[int, list[tuple[str, int, float]]] = {}
    for (written, letters), used in words.items():
        *_, (sound, check) = _sounds_from(letters)
        sounds.setdefault(sound, []).append((written, check, used))
    rows = [one for sound in sorted(sounds) for one in sorted(sounds[sound], key=lambda one: -one[2])]
    steps = np.rint(np.log([max(used, 1.0) for _, _, used in rows]) * _STEPS)
    return {
        "sounds": np.array(sorted(sounds), np.uint64),
        "words": np.array([len(sounds[sound]) for sound in sorted(sounds)], np.uint8),
        "checks": np.array([check for _, check, _ in rows], np.uint8),
        "used": steps.clip(max=255).astype(np.uint8),
        "characters": np.array([len(written) for written, _, _ in rows], np.uint8),
        "text": np.frombuffer("".join(written for written, _, _ in rows).encode("utf-16-le"), np.uint8),
        **_affinities(pairs),
    }


def _affinities(pairs: Mapping[str, int]) -> dict[str, NDArray[Any]]:
    """Pointwise mutual information (Church and Hanks 1990) of the pairs that are not seldom."""
    codes = np.array([_code(pair) for pair in pairs], np.uint32)
    counts = np.fromiter(pairs.values(), np.float64, len(pairs))
    lasts, firsts = np.bincount(codes >> 16, counts), np.bincount(codes & 0xFFFF, counts)
    found = np.log(counts * counts.sum() / (lasts[codes >> 16] * firsts[codes & 0xFFFF]))
    kept = np.flatnonzero(counts >= FEWEST_PAIRS)
    order = kept[np.argsort(codes[kept])]
    together = np.rint(found[order] * _STEPS).clip(-127, 127).astype(np.int8)
    return {"pairs": codes[order], "together": together}


def _code(pair: str) -> int:
    return ord(pair[0]) << 16 | ord(pair[1])


def fits(letters: str) -> bool:
    """Whether a word of these letters can be kept."""
    return 0 < len(letters) <= LONGEST


def _sounds_from(letters: str) -> Iterator[tuple[int, int]]:
    """For each stretch from the first of `letters` a hash of its sound, vowels short, and one byte of it in full."""
    sound = full = place = 0
    vowel = ""
    for letter in letters[:LONGEST].replace("v", "b"):
        if goes_on(vowel, letter):
            full, vowel = full * 31 + ord(vowel), ""
        else:
            sound += (ord(letter) + 1) * _POWERS[place]
            full, vowel, place = full * 31 + ord(letter), letter, place + 1
        yield sound & _MASK, full & 0xFF


def _bounds(counts: NDArray[np.uint8]) -> list[int]:
    bounds: list[int] = [0, *np.cumsum(counts, dtype=np.int64).tolist()]
    return bounds
