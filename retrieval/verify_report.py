"""A pasted text verified: which of its words are quoted, by whom they are said to be, and what is found of each."""

from dataclasses import dataclass

from corpus.errors import NothingToVerify, TooMuchToVerify, UnknownSpeaker
from corpus.library import Library
from retrieval.verify import Finding, Verdict, Verifier
from retrieval.verify_claim import Claim, Names, is_attribution
from retrieval.verify_claims import claims
from retrieval.verify_pasted import Span, check_length, check_omissions, literal, outside, quoted, shortened
from retrieval.verify_places import Places
from retrieval.verify_text import tokens, words_of
from retrieval.verify_unmarked import unmarked

SPOKEN_TOO = 0.6  # of the words around the marks: with so many of them in the record the marks are the speaker's own
MOST_PIECES = 20  # quotations in one text
ASIDE_RECORDS = 20  # records whose asides are looked through
_BADNESS = list(Verdict)


@dataclass(frozen=True, slots=True)
class Aside:
    """Where words stand that nobody said: the record's id, and why they were set aside."""

    record: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What is found of each quotation in `text`, in its order; never empty."""

    text: str
    findings: tuple[Finding, ...]
    aside: Aside | None = None

    @property
    def ok(self) -> bool:
        """Whether every quotation may be printed as it is."""
        return all(finding.ok for finding in self.findings)

    @property
    def worst(self) -> Finding:
        """The finding to be told first."""
        return max(self.findings, key=lambda one: (not one.ok, _BADNESS.index(one.verdict)))


def verified(places: Places, text: str, speaker: str | None = None) -> Report:
    """What the library of `places` knows of the quotations in `text`, said to be by `speaker` (as the user writes it).

    Without `speaker` the one counts whom the text itself names around the quotation. Raises TooMuchToVerify and
    NothingToVerify for `text`; UnknownSpeaker for a `speaker` whom nobody is. One whom several may be is right where
    one of them said it: the finding names that one in full.
    """
    check_length(text)
    whole = literal(text)
    if whole is None:
        raise NothingToVerify("there are no words to verify: give the quotation itself")
    given = asked_for(places.names, speaker) if speaker else None
    as_it_stands = Verifier(places, text, given)
    found = as_it_stands.exact(whole)
    if found:
        return Report(text, (found,))
    check_omissions(text)
    found = _exact(as_it_stands, text, (0, len(text)))
    if found:
        return Report(text, (found,))
    reading = _reading(text, places.names)
    spans, claimants = reading or ([], [])
    by_claim = {claim: Verifier(places, text, claim) for claim in {given or one for one in claimants}}
    verifiers = [by_claim[given or one] for one in claimants]
    exact = [_exact(verifier, text, span) for verifier, span in zip(verifiers, spans, strict=True)]
    if exact and all(one and one.ok and one.attribution for one in exact):
        return Report(text, tuple(one for one in exact if one))
    all_of_it = Verifier(places, text, given).near(shortened(text) or whole)
    if not spans or _speaks_around(text, spans, all_of_it):
        return _report(places, text, (all_of_it,))
    pieces = (shortened(text, *span) or literal(text, *span) for span in spans)
    looked_up = zip(exact, verifiers, pieces, strict=True)
    findings = (one or verifier.near(piece) for one, verifier, piece in looked_up if piece)
    return _report(places, text, tuple(findings))


def asked_for(names: Names, name: str) -> Claim:
    """The claim that the speaker `name`, perhaps one of several, said it. Raises UnknownSpeaker for nobody."""
    found = names.called(name)
    if not found:
        raise UnknownSpeaker(f"no speaker goes by {name!r}: `onrecord speakers` lists them")
    return Claim(found[0].name if len(found) == 1 else name, found)


def _exact(verifier: Verifier, text: str, span: Span) -> Finding | None:
    """The finding for text[start:end] as it stands or, where that is nowhere, as one that was shortened."""
    as_it_stands = literal(text, *span)
    found = verifier.exact(as_it_stands) if as_it_stands else None
    if found:
        return found
    piece = shortened(text, *span)
    return verifier.exact(piece) if piece and piece != as_it_stands else None


def _reading(text: str, names: Names) -> tuple[list[Span], list[Claim | None]] | None:
    """What in `text` is quoted and who is said to have said each; None where all of it is the quotation."""
    spans = [span for span in quoted(text) if literal(text, *span)]
    if not spans:
        found = [(span, claim) for span, claim in unmarked(text, names) if literal(text, *span)]
        return (_few([span for span, _ in found]), [claim for _, claim in found]) if found else None
    around = outside(text, spans)
    unquoted = len(words_of(tokens(around)))
    quotes = len(spans) > 1 if not unquoted else is_attribution(around, names) or unquoted <= _length(text, spans)
    if not quotes:
        return None
    return _few(spans), claims(text, spans, names)


def _few(spans: list[Span]) -> list[Span]:
    if len(spans) > MOST_PIECES:
        raise TooMuchToVerify(f"the text holds {len(spans)} quotations: verify at most {MOST_PIECES} at a time")
    return spans


def _length(text: str, spans: list[Span]) -> int:
    """The words in all `spans`."""
    return sum(len(words_of(tokens(text[start:end]))) for start, end in spans)


def _speaks_around(text: str, spans: list[Span], whole: Finding) -> bool:
    """Whether the record has the words around the marks too: then the speaker quoted somebody."""
    if whole.verdict is Verdict.NOT_FOUND:
        return False
    around = words_of(tokens(outside(text, spans)))
    changed = [(one.start, one.end) for one in whole.differences]
    same = [token for token in around if not any(start < token.end and end > token.start for start, end in changed)]
    return bool(around) and len(same) >= SPOKEN_TOO * len(around)


def _report(places: Places, text: str, findings: tuple[Finding, ...]) -> Report:
    lost = [finding for finding in findings if finding.verdict is Verdict.NOT_FOUND]
    aside = _aside(places.library.whole, [text[one.piece.start : one.piece.end] for one in lost]) if lost else None
    return Report(text, findings, aside)


def _aside(library: Library, lost: list[str]) -> Aside | None:
    """Where the words stand among what the record holds of nobody's words."""
    wanted = [" ".join(token.key for token in words_of(tokens(text))) for text in lost]
    holding = [summary.id for summary in library.records() if summary.asides][:ASIDE_RECORDS]
    for record in map(library.record, holding):
        for aside in record.asides:
            words = " ".join(token.key for token in words_of(tokens(record.text[aside.start : aside.end])))
            if any(f" {text} " in f" {words} " for text in wanted):
                return Aside(record.id, aside.reason)
    return None
