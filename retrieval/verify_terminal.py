"""A verified quotation in a terminal: the verdict, the record's own words, and what differs on both sides."""

from collections.abc import Iterable, Iterator

from corpus.model import Excerpt
from retrieval.language import Language, language_of
from retrieval.terminal import NARRATION, READ_ON, Line, source_line
from retrieval.verify import Finding, Verdict
from retrieval.verify_match import Difference
from retrieval.verify_report import Report
from retrieval.verify_wording import NOTHING, PASTED, RECORDED, change_text, remarks, verdict_text

_STYLES = {
    Verdict.EXACT: "bold green",
    Verdict.DIFFERENT: "bold yellow",
    Verdict.MISATTRIBUTED: "bold red",
    Verdict.ALTERED: "bold red",
    Verdict.NOT_FOUND: "bold red",
}
Styled = tuple[str, int, int]


def report_lines(report: Report) -> Iterator[Line]:
    """The lines of `report`, quotation by quotation; where there are several, each under its own words."""
    language = language_of(report.text)
    for finding in report.findings:
        if len(report.findings) > 1:
            words = " ".join(report.text[finding.piece.start : finding.piece.end].split())
            yield _styled(f"> {words}", "italic")
        yield from finding_lines(report, finding, language)


def finding_lines(report: Report, finding: Finding, language: Language) -> Iterator[Line]:
    """One quotation: verdict, remarks, differences, and the passages in which the words, or the nearest ones, stand."""
    yield _styled(verdict_text(finding, language), _STYLES[finding.verdict])
    for remark in remarks(finding, report.aside, language):
        yield _styled(remark, "yellow")
    if finding.verdict is not Verdict.NOT_FOUND and finding.differences:
        yield from _pasted_lines(report.text, finding, language)
        for difference in finding.differences:
            yield _difference_line(report.text, difference, language)
    for excerpt, styles in _passages(finding):
        yield from _excerpt_lines(excerpt, styles, language)
        yield _styled(f"  {READ_ON[language]}: onrecord show {excerpt.id} --context 2", "dim")
    yield Line("")


def _pasted_lines(text: str, finding: Finding, language: Language) -> Iterator[Line]:
    """What was pasted, with what the record has not struck out."""
    start, end = finding.piece.start, finding.piece.end
    yield _styled(f"{PASTED[language]}:", "dim")
    styles = [("strike red" if one.change.alters else "yellow", one.start, one.end) for one in finding.differences]
    yield from _quoted(text[start:end], [(style, first - start, last - start) for style, first, last in styles])


def _difference_line(text: str, difference: Difference, language: Language) -> Line:
    """`number: "8" — record: "7"`."""
    pasted = " ".join(text[difference.start : difference.end].split()) or NOTHING[language]
    original = " … ".join(part.text for part in difference.original if part.text) or NOTHING[language]
    head = f"  {change_text(difference.change, language)}: {PASTED[language]} "
    middle = f" → {RECORDED[language]} "
    at, then = len(head), len(head) + len(pasted) + len(middle)
    styles = (("red", at, at + len(pasted)), ("green", then, then + len(original)))
    return Line(" ".join((head + pasted + middle + original).splitlines()), styles)


def _passages(finding: Finding) -> Iterator[tuple[Excerpt, list[Styled]]]:
    """Each passage that the words touch, in order, with the words and what differs in them marked."""
    found: dict[str, tuple[Excerpt, list[Styled]]] = {}
    parts = [("bold", part) for match in finding.matches for part in match.slices]
    parts += [("bold green", part) for difference in finding.differences for part in difference.original]
    for style, part in parts:
        if style == "bold" or part.excerpt.id in found:
            found.setdefault(part.excerpt.id, (part.excerpt, []))[1].append((style, part.start, part.end))
    yield from found.values()


def _excerpt_lines(excerpt: Excerpt, styles: Iterable[Styled], language: Language) -> Iterator[Line]:
    if excerpt.speaker is None:
        yield _styled(NARRATION[language], "italic")
    else:
        yield Line("  ".join(filter(None, (excerpt.speaker, excerpt.role))), (("bold", 0, len(excerpt.speaker)),))
    yield from _quoted(excerpt.text, list(styles))
    yield _styled("  " + source_line(excerpt), "dim")


def _quoted(text: str, styles: list[Styled]) -> Iterator[Line]:
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        inside = ((style, max(first, start) - start, min(last, end) - start) for style, first, last in styles)
        yield Line(paragraph, tuple(one for one in inside if one[1] < one[2]), quoted=True)
        start = end + 1


def _styled(text: str, style: str) -> Line:
    return Line(text, ((style, 0, len(text)),))
