"""Labels of Korean minutes: ○의장 김영호　…, ○박서연 의원　…."""

import re
from collections.abc import Collection, Sequence

from corpus.label_shapes import Label, Shape
from corpus.lines import Line

_NAME = "[가-힣]{2,4}"
_OFFICE = (
    "[가-힣]{0,10}(?:의장|위원장|시장|지사|구청장|군수|장관|차관|총리|대통령|국장|실장|과장|교육감|총장|청장|원장"
    "|본부장|처장|단장|사장|이사장|대표|전문위원|참고인|증인|대리|대행)"
)
_MARKED = re.compile(
    rf"[○◯〇◎]\s?(?:(?P<office>{_OFFICE}) (?P<holder>{_NAME})|(?P<member>{_NAME}) (?P<held>{_OFFICE}|의원|위원))"
    r"(?:\s*\u3000\s*|\s{2,}|$)"  # a single blank may part the first words of what is said
)
_MEMBER = re.compile(rf"[○◯〇◎]\s?(?!{_OFFICE} )(?P<member>{_NAME}) (?P<held>의원|위원)\s(?=\S)")
_MARK = re.compile(r"[○◯〇◎]\s?[가-힣]")

_CHAIR = re.compile(r"[○◯〇◎]\s?(?P<chair>(?:부의장|의장|부위원장|위원장|사회자)(?:대리)?)\s+(?=\S)")


def korean_label(text: str) -> tuple[Label, int] | None:
    """The label that `text` opens with, a name and an office after a mark, and how long it is; None where it has none.

    Who presides may stand there by the office alone.
    """
    if member := _MEMBER.match(text):
        return Label(member["member"], member["held"], Shape.NAME_AND_ROLE), member.end()
    match = _MARKED.match(text)
    if not match:
        chair = _CHAIR.match(text)
        return (Label(None, chair["chair"], Shape.FLOOR), chair.end()) if chair else None
    name, role = match["holder"] or match["member"], match["office"] or match["held"]
    return Label(name, role, Shape.NAME_AND_ROLE), match.end()


def not_read(lines: Sequence[Line], headings: Collection[int]) -> set[int]:
    """The lines that open with a mark as Korean labels do, and are none to the reader, beside some that are."""
    marked = {index for index, line in enumerate(lines) if _MARK.match(line.text)}
    return marked - set(headings) if any(korean_label(lines[index].text) for index in marked & set(headings)) else set()
