"""Pages of parliaments that say by their classes who speaks: a name, and the party or the office below it."""

import re
from typing import TYPE_CHECKING

from corpus.formats.blocks import LONGEST_LABEL

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAME = re.compile(r"(?:^|\s)(?:[\w-]*speaker(?:__|-|_)name|primary-text)(?=\s|$)", re.IGNORECASE)
_SPEAKER = re.compile(r"(?:^|[\s_-])(?:speaker|attributed-to(?:-\w+)?)(?=$|\s)", re.IGNORECASE)
_NEAR = 4  # elements around a name, the label among them


def set_labels(page: "_Element") -> None:
    """Makes each element that holds a speaker's name and what is told of the speaker, and no more, a label."""
    for name in [one for one in page.iter() if isinstance(one.tag, str) and _NAME.search(one.get("class") or "")]:
        around = list(name.iterancestors())[:_NEAR]
        label = next((one for one in around if _SPEAKER.search(one.get("class") or "")), None)
        printed = _printed(label, _words(name)) if label is not None else ""
        if label is not None and 0 < len(printed) <= LONGEST_LABEL:
            label.clear(keep_tail=True)
            label.tag, label.text = "dt", printed


def _words(element: "_Element") -> str:
    return " ".join(" ".join(element.itertext()).split())


def _printed(label: "_Element", name: str) -> str:
    """ "Jane Roe (Leeds) (Lab)", "Jane Roe, Minister of Roads"; nothing where the name does not come first."""
    before, _, more = _words(label).partition(name)
    if before or not name:
        return ""
    more = more.strip(" ,")
    return f"{name}{' ' if more.startswith('(') else ', '}{more}" if more else name
