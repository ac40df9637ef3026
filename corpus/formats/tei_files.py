"""The files beside a TEI file: the list of people that a corpus keeps once for all its sittings."""

from functools import lru_cache
from pathlib import Path

from corpus.errors import RecordError
from corpus.formats.tei_people import People, Person
from corpus.xml_events import Start, read_events

_DEEPEST = 3  # files that include each other


def people_beside(path: Path) -> dict[str, Person]:
    """The people of the corpus to which the file `path` belongs: "ParlaMint-SI" for "ParlaMint-SI_2020-01-01.xml".

    They are looked for in its folder and the one above, where a corpus keeps a folder a year. Raises RecordError.
    """
    corpus = path.stem.partition("_")[0].removesuffix(".ana")
    names = [f"{some}{end}" for some in _stems(corpus) for end in ("-listPerson.xml", ".xml", ".ana.xml")]
    for folder in (path.parent, path.absolute().parent.parent):
        for name in names:
            beside = folder / name
            if beside.is_file() and beside != path and (known := people_in(beside)):
                return known
    return {}


def _stems(corpus: str) -> list[str]:
    """The corpus, and the one of which it is the translation: "ParlaMint-SI-en"."""
    return [corpus, corpus.rpartition("-")[0]] if corpus.count("-") > 1 else [corpus]


def included(path: Path, address: str | None) -> Path:
    """The file `address` that `path` includes. Raises RecordError where it is not in the same folder."""
    name = (address or "").strip()
    beside = path.parent / name if name and name == Path(name).name and ":" not in name else None
    if beside is None or not beside.is_file() or beside.resolve().parent != path.parent.resolve():
        raise RecordError(f"{path} includes {name[:200]!r}, which is no file in its own folder: it is not opened")
    return beside


def lists_people(include: Start) -> bool:
    """Whether an element is an <xi:include> of what is, by its name, a list of people."""
    return include.name == "include" and "person" in (include.get("href") or "").casefold()


def people_in(path: Path, depth: int = 1) -> dict[str, Person]:
    """The people in the TEI file `path` and in the files of its folder that it includes. Raises RecordError."""
    try:
        about = path.stat()
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror or error}") from error
    return _people_in(path, about.st_mtime_ns, about.st_size, depth)


@lru_cache(maxsize=8)  # every sitting of a corpus asks for the same
def _people_in(path: Path, _changed: int, _size: int, depth: int) -> dict[str, Person]:
    people = People()
    found: dict[str, Person] = {}
    try:
        with path.open("rb") as file:
            for event in read_events(file, str(path)):
                if isinstance(event, Start) and lists_people(event) and depth < _DEEPEST:
                    found |= people_in(included(path, event.get("href")), depth + 1)
                people.read(event)
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror or error}") from error
    return found | people.known
