"""Documents that are ZIP archives, opened so that none of them can fill the memory."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus.errors import RecordError
from corpus.source_file import SourceFile

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_PART = 64_000_000  # bytes of one part, uncompressed
_MOST_PARTS = 20_000
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Archive:
    """A document's parts by name."""

    def __init__(self, source: SourceFile, file: zipfile.ZipFile) -> None:
        """Use `opened_archive`."""
        self._source = source
        self._file = file
        self.names = frozenset(file.namelist())

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is no such part.

        Raises RecordError where it is damaged, protected, or has more than LARGEST_PART bytes: these
        are counted while they are read, whatever the archive says of itself.
        """
        if name not in self.names:
            return None
        path = self._source.path
        try:
            with self._file.open(name) as part:
                data = part.read(LARGEST_PART + 1)
        except RuntimeError as error:
            raise RecordError(f"{path} is protected by a password: save it without one") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise RecordError(f"{path} is damaged ({name} cannot be unpacked): save it again") from error
        if len(data) > LARGEST_PART:
            size = f"{LARGEST_PART // 1_000_000} MB"
            raise RecordError(f"{path} unpacks to more than {size}: split it, or save it as plain text")
        return data

    def xml(self, name: str) -> "_Element | None":
        """The root of an XML part, or None where there is no such part. Entities are not expanded, nothing is fetched.

        Raises RecordError as `part` does, and for what is no XML.
        """
        from lxml.etree import XMLParser, XMLSyntaxError, fromstring

        data = self.part(name)
        if data is None:
            return None
        if b"<!DOCTYPE" in data[:4096]:
            raise RecordError(f"{self._source.path} declares entities in {name}, as no office does: save it again")
        parser = XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, recover=False)
        try:
            root = fromstring(data, parser)
        except (XMLSyntaxError, ValueError) as error:
            raise RecordError(f"{self._source.path} is damaged ({name} is not XML): save it again") from error
        return root


@contextmanager
def opened_archive(source: SourceFile, what: str) -> Iterator[Archive]:
    """The archive in `source`, a document of the kind `what`: "DOCX". Raises RecordError, with the way out."""
    data = source.whole()
    if data.startswith(_COMPOUND_FILE):
        if _ENCRYPTED in data:
            raise RecordError(f"{source.path} is protected by a password: save it without one")
        raise RecordError(f"{source.path} is in an older format of Word, not {what}: save it as {what}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            if len(file.filelist) > _MOST_PARTS:
                raise RecordError(f"{source.path} has more than {_MOST_PARTS} parts: save it as plain text")
            yield Archive(source, file)
    except (zipfile.BadZipFile, struct.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise RecordError(f"{source.path} is not a {what} file, or is cut off: save it again") from error
