"""NAME.toml or NAME.txt.toml beside NAME.txt: what a text does not say plainly about itself."""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import normalize

from corpus.errors import RecordError
from corpus.model import Speaker

_TEXTS = ("id", "title", "date", "event", "place", "publisher", "language", "url", "encoding")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$")
_ID = re.compile(r"[\w.-]{1,200}$")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What is given beside a file; `roles` are roles by `Speaker.id`, where they are not to be read from the text.

    `encoding` is that of the file, where its bytes do not tell it.
    """

    id: str | None = None
    title: str | None = None
    date: str | None = None
    event: str | None = None
    place: str | None = None
    publisher: str | None = None
    language: str | None = None
    url: str | None = None
    encoding: str | None = None
    speakers: tuple[Speaker, ...] = ()
    roles: dict[str, str] = field(default_factory=dict)


def sidecar_path(path: Path) -> Path:
    """Where the sidecar of the file `path` is looked for: NAME.txt.toml where there is one, else NAME.toml."""
    own = path.with_name(f"{path.name}.toml")
    return own if own.is_file() else path.with_suffix(".toml")


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar of the file `path`; an empty one where there is none.

    Raises RecordError, naming the file and the key, where it cannot be read or a value is not what
    its key asks for.
    """
    beside = sidecar_path(path)
    try:
        if beside.exists() and not beside.is_file():  # to open a pipe is to wait for somebody who writes into it
            raise RecordError(f"{beside} is not a file: move it away")
        table = tomllib.loads(beside.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return Sidecar()
    except (OSError, ValueError, RecursionError) as error:
        raise RecordError(f"{beside} cannot be read as TOML ({_one_line(error)}): mend it or move it away") from error
    unknown = sorted(table.keys() - {*_TEXTS, "speakers"})
    if unknown:
        raise RecordError(f"{beside}: unknown key {unknown[0]!r}: use one of {', '.join(_TEXTS)} or [[speakers]]")
    texts = {key: _text(beside, key, table[key]) for key in _TEXTS if key in table}
    _check(beside, texts)
    speakers, roles = _speakers(beside, table.get("speakers", []))
    return Sidecar(**texts, speakers=speakers, roles=roles)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())


def _text(beside: Path, key: str, value: Any) -> str:
    if key.endswith("date") and hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if not isinstance(value, str) or not value.strip():
        raise RecordError(f"{beside}: {key} is {value!r}: give it as text in quotes")
    return normalize("NFC", value.strip())


def _check(beside: Path, texts: dict[str, str]) -> None:
    date, record_id = texts.get("date"), texts.get("id")
    if date and not _DATE.match(date):
        raise RecordError(f'{beside}: date is {date!r}: write it as "2020-10-07", "2020-10" or "2020"')
    if record_id and not _ID.match(record_id):
        raise RecordError(f"{beside}: id is {record_id!r}: use letters, digits, '.', '_' and '-' only")


def _speakers(beside: Path, tables: Any) -> tuple[tuple[Speaker, ...], dict[str, str]]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise RecordError(f"{beside}: speakers is {tables!r}: write each speaker under a line [[speakers]]")
    speakers: list[Speaker] = []
    roles: dict[str, str] = {}
    for number, table in enumerate(tables, 1):
        speaker = _speaker(beside, f"speakers[{number}]", table)
        if speaker.id in {other.id for other in speakers}:
            raise RecordError(
                f"{beside}: speakers[{number}].id is {speaker.id!r}, which another speaker has: give each their own"
            )
        speakers.append(speaker)
        if "role" in table:
            roles[speaker.id] = _text(beside, f"speakers[{number}].role", table["role"])
    return tuple(speakers), roles


def _speaker(beside: Path, where: str, table: dict[str, Any]) -> Speaker:
    unknown = sorted(table.keys() - {"id", "name", "aliases", "role"})
    if unknown:
        raise RecordError(f"{beside}: unknown key {where}.{unknown[0]}: use name, aliases, role or id")
    if "name" not in table:
        raise RecordError(f"{beside}: {where}.name is missing: give the name as the record prints it")
    name = _text(beside, f"{where}.name", table["name"])
    id_ = _text(beside, f"{where}.id", table["id"]) if "id" in table else normalize("NFKC", name)
    aliases = [alias for alias in _aliases(beside, where, table.get("aliases", [])) if alias != name]
    return Speaker(id_, name, tuple(dict.fromkeys(aliases)))


def _aliases(beside: Path, where: str, given: Any) -> list[str]:
    """A list of spellings, or a table of such lists (or single spellings) by language."""
    values = list(given.values()) if isinstance(given, dict) else [given]
    flat = [alias for value in values for alias in (value if isinstance(value, list) else [value])]
    return [_text(beside, f"{where}.aliases", alias) for alias in flat]
