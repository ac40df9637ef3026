"""What a file says about who speaks in it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.headings import Form
from corpus.identities import Identities, fold, fullness, shared_names
from corpus.labels import Label
from corpus.model import Speaker
from corpus.people import is_full_name


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading taken for real: lines first..last (both inclusive), of the last only `length` code points.

    `sure` is False where it is a label, but whether of a speaker cannot be told: nobody gets the floor.
    """

    first: int
    last: int
    length: int
    label: Label
    form: Form
    sure: bool = True


@dataclass(slots=True)
class Evidence:
    """What the file says about who speaks in it.

    `known` are the speakers given beforehand; `roles` are by `Speaker.id`; `named_parts` say who takes a part
    ("moderator" → Jane Roe); `listed` are the names (folded) in rolls and titles; `doubts` are lines (indexes)
    with what is not certain about them.
    """

    known: Sequence[Speaker] = ()
    people: Identities = field(default_factory=lambda: Identities(()))
    roles: dict[str, str] = field(default_factory=dict)
    named_parts: dict[str, str] = field(default_factory=dict)
    listed: frozenset[str] = frozenset()
    doubts: list[tuple[int, str]] = field(default_factory=list)
    _openings: Counter[str] = field(default_factory=Counter)  # the first words of whole names: "Kim", of Kim Jong Un

    def __post_init__(self) -> None:
        """Begin with those who are known beforehand."""
        self.people = Identities(self.known)

    def note(self, label: Label) -> None:
        """Remembers a name, and the role with it."""
        if label.name:
            speaker = self.people.admit(label.name, label.role, label.courtesy)
            if label.role:
                self.roles.setdefault(speaker.id, label.role)

    def knows(self, label: Label) -> bool:
        """Whether the file names this person elsewhere, or one or several for whose name this may be short."""
        if not label.name:
            return False
        if self.people.find(label.name, label.role, label.courtesy):
            return True
        return self.people.bearers(label.name) > 1 or self._openings[fold(label.name)] > 0

    def namesakes(self, name: str) -> int:
        """How many people a label of one word may mean: by a surname, or by the first word of a whole name."""
        return max(self.people.bearers(name), self._openings[fold(name)])

    def start_again(self, labels: Sequence[Label]) -> None:
        """Forgets all but those known beforehand and those in `labels`, whole names first: initials and
        a surname may be short for one of them."""
        self.people = Identities(self.known, shared_names(_printed(labels)))
        self.roles.clear()
        whole = {name.partition(" ") for one in labels if (name := fold(one.name or ""))}
        several = len(whole) > 1  # where one speaks alone, "John:" is what John Smith speaks of
        self._openings = Counter(first for first, _, rest in whole if rest and several)
        for label in sorted(labels, key=_how_full, reverse=True):
            self.note(label)


def _printed(labels: Sequence[Label]) -> Iterator[tuple[str, str | None, str | None]]:
    return ((one.name, one.role, one.courtesy) for one in labels if one.name)


def _how_full(label: Label) -> tuple[int, bool]:
    return fullness(label.name or ""), bool(label.role and label.courtesy)


def is_whole(label: Label) -> bool:
    """Whether the name in `label` is more than a surname."""
    return bool(label.name and is_full_name(label.name))
