"""A record as an Akoma Ntoso 3.0 debate, from which it can be read again, exactly."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.akoma_head import head, people_of, roles_of
from corpus.akoma_leaves import Leaf, leaves_of
from corpus.akoma_markup import marked_text, tag
from corpus.akoma_terms import AKN, OWN
from corpus.asides import HEADING
from corpus.errors import RecordError
from corpus.model import Aside, Passage, Record, Turn

Attributes = dict[str, str | int | None]


def akoma_ntoso(record: Record) -> Iterator[str]:
    """The lines of the document, each with its newline.

    What corpus.akoma_terms tells makes it possible to read all of the record again. Raises
    RecordError for a record whose passages are out of order or whose text UTF-8 cannot hold.
    """
    leaves, apart = leaves_of(record)
    try:
        lines = [*head(record, apart)]
    except UnicodeEncodeError as error:
        raise RecordError(f"{record.id!r} holds half a character, which no file can: add the record again") from error
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<akomaNtoso xmlns="{AKN}" xmlns:rec="{OWN}">\n<debate name="debate">\n'
    yield from (f"{line}\n" for line in lines)
    yield from (f"{line}\n" for line in _Body(record).lines(leaves))
    yield "</debate>\n</akomaNtoso>\n"


@dataclass(slots=True)
class _Body:
    """Writes the elements one after the other; what is open is a section and, in it, perhaps a speech."""

    record: Record
    _roles: dict[str, str] = field(init=False)
    _people: dict[str, str] = field(init=False)
    _turns: dict[int, Turn] = field(init=False)
    _sections: int = 0
    _headed: bool = True  # whether the section has nothing but headings yet
    _speech: int | None = None  # the turn whose <speech> is open
    _begun: int = 0  # how many turns have been written
    _last: int | None = None  # the number of the last of them

    def __post_init__(self) -> None:
        self._roles, self._people = roles_of(self.record), people_of(self.record)
        self._turns = {turn.number: turn for turn in self.record.turns}

    def lines(self, leaves: list[Leaf]) -> Iterator[str]:
        """<debateBody>, line by line."""
        end = leaves[-1].end if leaves else 0
        yield tag("debateBody", {"rec:after": self.record.text[end:] or None})
        yield self._open_section()
        for place, leaf in enumerate(leaves):
            following = leaves[place + 1].source if place + 1 < len(leaves) else None
            yield from self._leaf(leaf, following)
        yield from self._turns_before(None)
        yield from self._close_speech()
        yield "</debateSection>"
        yield "</debateBody>"

    def _leaf(self, leaf: Leaf, following: Passage | Aside | None) -> Iterator[str]:
        source = leaf.source
        if isinstance(source, Passage):
            yield from self._passage(leaf, source)
        elif isinstance(source, Aside) and source.reason == HEADING:
            yield from self._heading(leaf, source, following)
        else:
            reason = source.reason if isinstance(source, Aside) else None
            yield from self._close_speech()
            yield f"<other>{self._written('p', leaf, {'rec:aside': reason})}</other>"
            self._headed = False

    def _passage(self, leaf: Leaf, passage: Passage) -> Iterator[str]:
        own: Attributes = {"rec:passage": passage.id, "rec:locator": passage.locator}
        turn = self._turns[passage.turn]
        yield from self._turns_before(turn)
        if turn.speaker is None:
            yield from self._close_speech()
            yield self._written("narrative", leaf, {**self._of(turn), **own})
        else:
            if self._speech != turn.number:
                yield from self._open_speech(turn)
            yield self._written("p", leaf, own)
        self._headed = False

    def _heading(self, leaf: Leaf, aside: Aside, following: Passage | Aside | None) -> Iterator[str]:
        """A speaker's label becomes the <from> of the speech, any other heading that of a section."""
        turn = self._turns[following.turn] if isinstance(following, Passage) else None
        words = self.record.text[leaf.start : leaf.end]
        if turn and turn.speaker is not None and turn.heading == words and self._is_next(turn):
            yield from self._turns_before(turn)
            yield from self._open_speech(turn, self._written("from", leaf, {"rec:aside": aside.reason}))
            return
        yield from self._close_speech()
        if not self._headed:
            yield "</debateSection>"
            yield self._open_section()
        yield self._written("heading", leaf, {"rec:aside": aside.reason})

    def _is_next(self, turn: Turn) -> bool:
        return self._last is None or turn.number > self._last

    def _turns_before(self, turn: Turn | None) -> Iterator[str]:
        """The turns before `turn` (all, for None) in which nothing is said."""
        turns = self.record.turns
        while self._begun < len(turns) and (turn is None or turns[self._begun].number < turn.number):
            yield from self._silent(turns[self._begun])

    def _silent(self, turn: Turn) -> Iterator[str]:
        yield from self._close_speech()
        self._headed = False
        if turn.speaker is None:
            yield tag("narrative", self._of(turn), empty=True)
        else:
            yield from self._open_speech(turn)
            yield "<p/>"
            yield from self._close_speech()

    def _of(self, turn: Turn) -> Attributes:
        """To which turn an element belongs and, where the turn begins, all about it."""
        about: Attributes = {"rec:turn": turn.number}
        if not self._is_next(turn):
            return about
        self._begun, self._last = self._begun + 1, turn.number
        role = turn.role if turn.speaker is None else None
        place: Attributes = {"rec:turnStart": turn.start, "rec:turnEnd": turn.end}
        return {
            **about,
            "eId": f"turn-{turn.number}",
            **place,
            "rec:heading": turn.heading,
            "rec:url": turn.url,
            "rec:role": role,
        }

    def _open_speech(self, turn: Turn, label: str | None = None) -> Iterator[str]:
        yield from self._close_speech()
        who: Attributes = {"by": f"#{self._people[turn.speaker]}" if turn.speaker is not None else None}
        who["as"] = f"#{self._roles[turn.role]}" if turn.role is not None else None
        begins = self._is_next(turn)
        yield tag("speech", {**who, **self._of(turn)})
        if label:
            yield label
        elif turn.heading and begins:
            yield f"<from>{marked_text(turn.heading)}</from>"
        self._speech = turn.number
        self._headed = False

    def _close_speech(self) -> Iterator[str]:
        if self._speech is not None:
            self._speech = None
            yield "</speech>"

    def _open_section(self) -> str:
        self._sections += 1
        self._headed = True
        return tag("debateSection", {"eId": f"section-{self._sections}", "name": "section"})

    def _written(self, name: str, leaf: Leaf, about: Attributes) -> str:
        """An element that holds a piece of the record's text."""
        blanks = leaf.before if leaf.before.strip("\n") else None
        place: Attributes = {"rec:start": leaf.start, "rec:end": leaf.end, "rec:before": blanks}
        words = marked_text(self.record.text[leaf.start : leaf.end])
        return f"{tag(name, {**about, **place})}{words}</{name}>"
