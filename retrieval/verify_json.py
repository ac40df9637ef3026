"""A verified quotation as the JSON that scripts rely on."""

from typing import Any

from retrieval.model import Quote
from retrieval.serialise import quote_json
from retrieval.verify import Finding
from retrieval.verify_match import Difference, Match
from retrieval.verify_report import Report
from retrieval.verify_wording import claimed_name, others_shown


def report_json(report: Report) -> dict[str, Any]:
    """The report: the fields of its worst finding, and under `pieces` those of every quotation in the text."""
    aside = report.aside and {"record": report.aside.record, "reason": report.aside.reason}
    pieces = [finding_json(report.text, finding) for finding in report.findings]
    return {
        "text": report.text,
        "ok": report.ok,
        **finding_json(report.text, report.worst),
        "aside": aside,
        "pieces": pieces,
    }


def finding_json(text: str, finding: Finding) -> dict[str, Any]:
    """One quotation: verdict, exact, who is claimed and who said it, where, and what differs.

    `start` and `end` are code points into the record's stored text, from the first word to the last;
    `pasted` those into the text that was given. `differences` are [op, pasted words, original words]; for
    each, `difference_spans` has its kind and both places (the original's in the record's text). `speakers` are
    all who say these very words, `candidates` all whom the name claimed may mean.
    """
    matches = finding.matches
    quotes = [_quote(match, excerpt_id) for match in matches for excerpt_id in _ids(match)]
    return {
        "verdict": finding.verdict.value,
        "exact": finding.exact,
        "attribution": finding.attribution and finding.attribution.value,
        "claimed": claimed_name(finding) or None,
        "speaker": matches[0].slices[0].excerpt.speaker if matches else None,
        "quote": quotes[0] if quotes else None,
        "quotes": quotes,
        "start": matches[0].start if matches else None,
        "end": matches[-1].end if matches else None,
        "pasted": [finding.piece.start, finding.piece.end],
        "differences": [_difference(text, one) for one in finding.differences],
        "difference_spans": [_spans(one) for one in finding.differences],
        "spliced": finding.spliced,
        "places": finding.count,
        "other_places": [match.slices[0].excerpt.id for match in others_shown(finding)],
        "speakers": list(dict.fromkeys(match.slices[0].excerpt.speaker for match in (*matches[:1], *finding.others))),
        "candidates": [one.name for one in finding.claim.speakers] if finding.claim else [],
    }


def _ids(match: Match) -> list[str]:
    return list(dict.fromkeys(part.excerpt.id for part in match.slices))


def _quote(match: Match, excerpt_id: str) -> dict[str, Any]:
    parts = [part for part in match.slices if part.excerpt.id == excerpt_id]
    return quote_json(Quote(parts[0].excerpt, tuple((part.start, part.end) for part in parts), match.likeness))


def _difference(text: str, one: Difference) -> list[str]:
    return [one.op, text[one.start : one.end], "\n".join(part.text for part in one.original)]


def _spans(one: Difference) -> dict[str, Any]:
    first, last = one.original[0], one.original[-1]
    original = [first.excerpt.start + first.start, last.excerpt.start + last.end]
    return {"kind": one.change.value, "alters": one.change.alters, "pasted": [one.start, one.end], "original": original}
