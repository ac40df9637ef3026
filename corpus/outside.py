"""Which lines of a text stand outside the record, as their neighbours show."""

from corpus import asides
from corpus.lines import Line


def fixed_reasons(lines: list[Line]) -> dict[int, str]:
    """The lines that are no part of the record whoever has the floor, by index."""
    reasons: dict[int, str] = {}
    under_link_title = False
    for index, line in enumerate(lines):
        reason = asides.line_reason(line.text)
        if reason is None and _alone(lines, index, reasons):
            reason = asides.appeal_reason(line.text)
        under_link_title = under_link_title and not line.apart
        if reason is None and under_link_title:
            reason = asides.LINK
        if reason:
            reasons[index] = reason
            under_link_title = under_link_title or asides.is_link_title(line.text)
    return reasons


def _alone(lines: list[Line], index: int, reasons: dict[int, str]) -> bool:
    """Whether nothing that is said stands right above, or right below."""
    below = lines[index + 1] if index + 1 < len(lines) else None
    return (
        lines[index].apart
        or index - 1 in reasons
        or below is None
        or below.apart
        or bool(asides.line_reason(below.text))
    )


def back_matter(lines: list[Line], reasons: dict[int, str], last_heading: int) -> dict[int, str]:
    """The lines at the end that are the publisher's, not the record's, by index.

    They are those after the last keyword line or byline below the last heading, when these few
    lines end the file; or a last paragraph that describes the publication.
    """
    found: dict[int, str] = {}
    marks = [
        index for index, why in reasons.items() if why in (asides.KEYWORDS, asides.BYLINE) and index > last_heading
    ]
    first = max(marks, default=-1) + 1
    after = [index for index in range(first, len(lines)) if index not in reasons]
    late = first > len(lines) // 2
    if marks and late and len(after) <= 4:
        found.update(dict.fromkeys(after, asides.PUBLISHER))
    last = next((index for index in range(len(lines) - 1, last_heading, -1) if index not in reasons), None)
    if last and last not in found and lines[last].apart and asides.is_about_publication(lines[last].text):
        found[last] = asides.PUBLISHER
    return found
