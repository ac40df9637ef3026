"""What a label is made of."""

from dataclasses import dataclass, field
from enum import IntEnum


class Shape(IntEnum):
    """How much a label says by itself, the most telling last."""

    PRINTED = 0  # "Speaker 1", "Marketing": a name only if the file uses it as one, over and over
    ONE_WORD = 1  # "Lavrov", "岸田"
    FULL_NAME = 2  # "Sergey Lavrov", "岸田　文雄"
    FLOOR = 3  # "Moderator", "議長"
    OFFICE = 4  # "外務大臣", "Director"
    NAME_AND_MORE = 5  # "Mr. Smith (Canada)", "Jane Roe, Greenpeace"
    NAME_AND_ROLE = 6


@dataclass(frozen=True, slots=True)
class Label:
    """A label's parts as printed. One of `name` and `role` is always given; `courtesy` is what stands before it."""

    name: str | None
    role: str | None
    shape: Shape
    courtesy: str | None = field(default=None, compare=False)  # "Mrs."
