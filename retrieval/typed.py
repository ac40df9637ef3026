"""Japanese as it is typed on a foreign keyboard or by a child, in the script that records are in."""

import re

from embeddings.homophones import Homophones
from embeddings.index import Terms
from embeddings.vocabulary import Vocabulary
from retrieval.conversion import Converter
from retrieval.hiragana import in_kanji
from retrieval.romaji import RomajiReader
from retrieval.romaji_names import Names
from retrieval.telling_romaji import Teller
from retrieval.typed_manner import may_be_hiragana

_SAID = re.compile(r"(?<=と)(?:い(?=いま[しす])|い(?=っ[たて])|ゆ(?=う))")


class TypedReader:
    """Reads Japanese in Latin letters or in hiragana alone, with what `terms` say of the record."""

    def __init__(self, terms: Terms, vocabulary: Vocabulary) -> None:
        """Raises `ModelError` when a bundled file is missing."""
        self._converter = Converter(Homophones(), terms)
        self._romaji = RomajiReader(self._converter, Teller(self._converter, vocabulary))

    def in_script(self, text: str, names: Names) -> str | None:
        """`text` in kanji and kana, but for the names that `names` finds in a text; None where it is not typed so."""
        read = (
            in_kanji(text, names(text), self._converter)
            if may_be_hiragana(text)
            else self._romaji.as_japanese(text, names)
        )
        return None if read is None else _SAID.sub("言", read)
