"""Pages of parliaments that say by their classes who speaks: a name, and the party or the office below it."""

import re
from typing import TYPE_CHECKING

from corpus.formats.blocks import LONGEST_LABEL

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = re.compile(r"(?:^|\s)(?:[\w-]*speaker(?:__|-|_)name|primary-text)(?=\s|$)", re.IGNORECASE)
_SPEAKER = re.compile(r"(?:^|[\s_-])(?:speaker|attributed-to(?:-\w+)?)(?=$|\s)", re.IGNORECASE)
_SAID = re.compile(r"(?:[!?…。！？]|\b(?:[^\W\d_A-ZА-ЯЁ]+|\w{4,})\.)[”»\"]?$")  # no "Jr.", no "M.P."
_NEAR = 4  # elements around a name, the label among them


def set_labels(page: "_Element") -> None:
    """Makes each element that holds a speaker's name and what is told of the speaker, and no more, a label."""
    names = [one for one in page.iter() if isinstance(one.tag, str) and _NAME.search(one.get("class") or "")]
    found = [(label, _printed(label, _words(name))) for name in names if (label := _around(name)) is not None]
    if any(_is_followed_at_once(label) for label, _ in found):
        return
    for label, printed in found:
        if 0 < len(printed) <= LONGEST_LABEL:
            label.clear(keep_tail=True)
            label.tag, label.text = "dt", printed


def _around(name: "_Element") -> "_Element | None":
    near = list(name.iterancestors())[:_NEAR]
    return next((one for one in near if _SPEAKER.search(one.get("class") or "")), None)


def _is_followed_at_once(label: "_Element") -> bool:
    """Whether the next label comes right after this one, which then holds what is said, too."""
    below = label.getnext()
    return below is not None and not (label.tail or "").strip() and bool(_SPEAKER.search(below.get("class") or ""))


def _words(element: "_Element") -> str:
    return " ".join(" ".join(element.itertext()).split())


def _printed(label: "_Element", name: str) -> str:
    """ "Jane Roe (Leeds) (Lab)", "Jane Roe, Minister of Roads".

    Nothing where the name does not come first, or where what is said comes after it.
    """
    before, _, more = _words(label).partition(name)
    if before or not name or (more and name.endswith((":", "："))) or _SAID.search(more):
        return ""
    more = more.strip(" ,")
    return f"{name}{' ' if more.startswith('(') else ', '}{more}" if more else name
