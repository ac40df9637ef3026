"""Files into records: which files are records, and which format reads them."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from stat import S_ISDIR
from unicodedata import normalize

from corpus.errors import RecordError
from corpus.formats.docx import read_docx
from corpus.formats.html import read_html
from corpus.formats.json_file import read_json, read_json_lines
from corpus.formats.odt import read_odt
from corpus.formats.pdf import read_pdf
from corpus.formats.subtitles import read_subtitles
from corpus.formats.table import read_table
from corpus.formats.text import read_text
from corpus.formats.xml import read_xml
from corpus.model import Record
from corpus.sidecar import read_sidecar
from corpus.source_file import SourceFile

Reader = Callable[[SourceFile], Iterator[Record]]  # a generator: a large file is never held whole

FORMATS: dict[str, Reader] = {
    ".docx": read_docx,
    ".odt": read_odt,
    ".pdf": read_pdf,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".srt": read_subtitles,
    ".vtt": read_subtitles,
    ".txt": read_text,
    ".csv": read_table,
    ".tsv": read_table,
    ".json": read_json,
    ".jsonl": read_json_lines,
    ".ndjson": read_json_lines,
    ".text": read_text,
    ".md": read_text,
    ".markdown": read_text,
    ".xml": read_xml,
    ".akn": read_xml,
}


def read_record(path: Path, encoding: str | None = None) -> Record:
    """The record in the file `path`, with what its sidecar (`NAME.toml`) says.

    Raises RecordError, in one line that names the file and the way out, where either cannot be read
    or the file holds several records.
    """
    records = list(read_records(path, encoding))
    if len(records) != 1:
        raise RecordError(f"{path} holds {len(records)} records, not one: add it with `onrecord add`")
    return records[0]


def read_records(path: Path, encoding: str | None = None) -> Iterator[Record]:
    """Every record in the file `path`, with what its sidecar says: some formats hold several, and a long one is parted.

    `encoding` is that of a text without a byte order mark; None: it is recognised, or the file
    refused. Raises RecordError, while it is iterated too.
    """
    reader = FORMATS.get(path.suffix.lower())
    if reader is None:
        raise RecordError(f"{path} is not in a format that can be read: give one of {', '.join(sorted(FORMATS))}")
    if str(path) != str(path).encode("utf-8", "replace").decode():
        raise RecordError(f"{str(path)!r} has a name that is not in UTF-8: rename it")
    sidecar = read_sidecar(path)
    encoding = encoding or sidecar.encoding
    yield from reader(SourceFile(path, sidecar, sidecar.id or record_id(path), encoding))


def find_records(paths: Iterable[Path], tell: Callable[[RecordError], None] | None = None) -> Iterator[Path]:
    """The files among `paths`, and those of a known format in its folders, sorted, each once; hidden ones left out.

    A path that does not exist, a folder that holds none or cannot be looked into is a RecordError:
    given to `tell`, and the search goes on; raised where `tell` is None.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        for found in _found(path):
            if isinstance(found, RecordError):
                if tell is None:
                    raise found
                tell(found)
            elif (key := _identity(found)) not in seen:
                seen.add(key)
                yield found


def _found(path: Path) -> Iterator[Path | RecordError]:
    """The files that `path` names, in order, and what is wrong with it or in it."""
    try:
        is_folder = S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        wrong = "is a link that leads nowhere" if path.is_symlink() else "does not exist"
        yield RecordError(f"{path} {wrong}: give a file or a folder")
    except OSError as error:
        yield RecordError(f"{path} cannot be read: {error.strerror or error}")
    else:
        yield from _inside(path) if is_folder else [path]


def _inside(path: Path) -> Iterator[Path | RecordError]:
    """The files in the folder `path` and below, and the folders that cannot be looked into."""
    empty = True
    refused: list[OSError] = []
    for folder, folders, names in os.walk(path, onerror=refused.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if Path(name).suffix.lower() in FORMATS and name[0] != "."):
            empty = False
            yield Path(folder, name)
        while refused:
            empty = False
            yield _refusal(refused.pop())
    yield from map(_refusal, refused)
    if empty and not refused:
        yield RecordError(f"{path} holds no record: give files that end in {', '.join(sorted(FORMATS))}")


def _refusal(error: OSError) -> RecordError:
    return RecordError(
        f"{error.filename} cannot be looked into: {error.strerror or error}; give access, or leave it out"
    )


def _identity(path: Path) -> tuple[int, int]:
    """What two paths to one file have in common; a link that leads nowhere stands for itself."""
    for look in (path.stat, path.lstat):
        try:
            found = look()
        except OSError:
            continue
        return found.st_dev, found.st_ino
    return -1, hash(path)


def record_id(path: Path) -> str:
    """The id of a record without one of its own: its file name, lower case, hyphens for all but letters and digits."""
    name = normalize("NFKC", path.stem).casefold()
    return re.sub(r"[^\w.]+", "-", name).strip("-._") or "record"
