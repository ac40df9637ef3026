"""Everything onrecord raises on purpose.

OnrecordError
├── RecordError            a file that cannot be read as a record
│   └── CompanionFile      it holds no record, but what the records beside it need
├── LibraryError           the library cannot be opened, read or written
│   ├── ConnectionLost     the server broke off, or is not up at the moment
│   ├── UnknownRecord
│   ├── UnknownPassage
│   ├── UnknownSpeaker
│   └── DriftedPassage     a stored passage no longer equals its slice of the source
├── ModelError             an embedding model that cannot be loaded or does not fit
├── SearchIndexError       the derived indexes cannot be used
│   ├── MissingIndex       none has been built
│   ├── StaleIndex         built from another corpus or another model
│   └── IndexServerError   the server that keeps them cannot be reached, or refuses
├── QuotationError         a text that cannot be verified
│   ├── NothingToVerify    it holds no words
│   └── TooMuchToVerify    it is too long, or holds too many quotations
├── EvaluationError        a question set that cannot be read
└── SettingsError          a missing or wrong setting, named

A message names the value that was wrong and the next step. `str(error)` is one line fit for a user.
"""


class OnrecordError(Exception):
    """Base of every error a user may see; its message is one line: what is wrong, and the way out."""


class RecordError(OnrecordError):
    """A file cannot be read as a record."""


class CompanionFile(RecordError):
    """A file holds no record, but what the records beside it need: their people, their categories."""


class LibraryError(OnrecordError):
    """The library cannot be opened, read or written."""


class ConnectionLost(LibraryError):
    """The database's server broke off, or is not up at the moment: what was asked of it may be asked again."""


class UnknownRecord(LibraryError):
    """No record has this id."""


class UnknownPassage(LibraryError):
    """No passage has this id."""


class UnknownSpeaker(LibraryError):
    """No speaker goes by this name."""


class DriftedPassage(LibraryError):
    """A stored passage no longer equals its slice of the source, and is therefore not shown."""


class ModelError(OnrecordError):
    """An embedding model cannot be loaded, or does not fit what it is asked to do."""


class SearchIndexError(OnrecordError):
    """The derived indexes cannot be used."""


class MissingIndex(SearchIndexError):
    """No index has been built for this library."""


class StaleIndex(SearchIndexError):
    """The index was built from another corpus or with another model."""


class IndexServerError(SearchIndexError):
    """The server that keeps the index cannot be reached, or refuses what was asked of it."""


class QuotationError(OnrecordError):
    """A text cannot be verified."""


class NothingToVerify(QuotationError):
    """A text holds no words."""


class TooMuchToVerify(QuotationError):
    """A text is longer, or holds more quotations, than can be verified at once."""


class EvaluationError(OnrecordError):
    """A question set cannot be read."""


class SettingsError(OnrecordError):
    """A setting is missing or wrong; the message names it."""
