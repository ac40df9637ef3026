"""What minutes tell between those who speak: motions, votes and what was decided, in nobody's words."""

import re

from corpus.asides import SPEAKS
from corpus.wordlist import wordlist

_LONGEST = 600  # characters of a paragraph that tells of a vote
_BEFORE_COLON = wordlist(
    """
    resolved resolution decided decision decisions agreed action actions motion vote votes voting result outcome moved
    seconded carried noted
    решили решение постановили постановление слушали выступили голосовали голосование
    beschluss beschlüsse abstimmung abstimmungsergebnis beschlussfassung
    décision délibération vote résultat
    acuerdo acuerdos votación
    決定事項 決定 決議 議決 採決 採決結果 表決 表決結果 投票結果 採択
    决议 决定 表决结果 의결 결정사항
    """
)
_ROLL = wordlist("参加者 出席者 出席委員 欠席者 欠席委員 登壇者 パネリスト 発言者 傍聴者")
_SENTENCE = re.compile(r"[。！？!?]$|(?:です|ます|した)$")
_TOLD_BEFORE = re.compile(  # of several words
    r"action (?:items?|points?)|result of (?:the )?vote|roll[- ]call vote|результаты? голосования"
    r"|ergebnis der abstimmung|résultats? du vote|resultado de la votación"
)
_LABEL = re.compile(r"(?![*_#]*[\"“”„«「『'‘])[*_#\W]*(?P<label>[^\W\d_][^:：]{1,30}?)[*_\s]*[:：]")
_BY_SOMEBODY = r"(?:by )?(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr|Councill?or)\.? )?[A-Z]"
_SOMEBODY = r"(?:[A-Z][\w.]+ ){1,3}[A-Z][\w’'-]+(?: and (?:[A-Z][\w.]+ )?[A-Z][\w’'-]+)?"
_TOLD = re.compile(
    rf"(?:It was (?:then )?)?(?i:moved|proposed|motion) {_BY_SOMEBODY}.{{2,80}}\bseconded\b"
    rf"|(?:On|Upon) (?:a |the )?motion (?:of|{_BY_SOMEBODY}).{{2,80}}(?:,|seconded)"
    r"|(?i:resolved)[,:]? (?:unanimously )?that\b"
    r"|The (?:substantive |original )?(?:motion|amendment|resolution)(?:, as amended,)? (?:was|were) (?:then |duly )?"
    r"(?:put|carried|lost|defeated|passed|agreed|adopted|approved|rejected|withdrawn|tabled|seconded)\b"
    r"|(?:Motion|Amendment) (?:was )?(?:carried|lost|defeated|passed|agreed|adopted|approved|rejected|withdrawn)\b"
    r"|The (?:[A-Z]\w+ )?(?:Council|Committee|Board|Commission|Assembly|House|[Mm]eeting)\b.{0,30}"
    r"\b(?:resolved|voted|divided|agreed|approved|adopted|rejected)\b.{0,80}"
    r"\b(?:by \w+ votes?|votes? to|unanimously|\d+ to \d+|nem\.? con)\b"
    rf"|{_SOMEBODY} (?:left|re-?entered|returned to|rejoined|joined|entered) the (?:meeting|room|chamber|table)\b"
    r".{0,40}$"
    rf"|{_SOMEBODY} (?:left|returned|arrived|departed|joined) at \d.{{0,20}}$"
    r"|(?:Motion )?(?:[Cc]arried|[Dd]efeated|[Pp]assed)(?:,? (?:unanimously|\d+ ?[-–to]+ ?\d+|nem\.? con))?\W*$"
    r"|A (?:roll[- ]call |recorded )?vote was (?:then )?taken\b"
    r"|(?:採決|投票|表決)の結果.{0,80}(?<!まし)(?<!でし)た。?$"
    r"|(?:挙手|起立|賛成)(?:多数|少数|全員)(?:により|で).{0,60}(?<!まし)(?<!でし)た。?$"
    r"|(?:全会|満場)一致(?:により|で).{0,60}(?:可決|承認|決定|採択|否決)(?:された|した)。?$"
    r"|(?:Der|Die) (?:Antrag|Vorlage|Beschluss|Satzung)\b.{0,60}\b(?:wird|wurde) .{0,60}(?:angenommen|abgelehnt"
    r"|beschlossen)"
)
_OF_MOTION = re.compile(r"(?:it was|moved|proposed|motion|on|upon|resolved)\b", re.IGNORECASE)
_FIRST_PERSON = re.compile(rf"{SPEAKS.pattern}|\b(?:ich|wir|uns|je|nous|nosotros)\b", re.IGNORECASE)


def is_minuted(text: str) -> bool:
    """Whether the paragraph `text` tells what was moved, voted or decided: "RESOLVED: …", "The motion was lost."."""
    if opens_with_outcome(text):
        return True
    bare = text.lstrip("*_ ")
    if len(text) > _LONGEST or not _TOLD.match(bare):
        return False
    return _OF_MOTION.match(bare) is not None or not _FIRST_PERSON.search(bare)  # minutes do not say "we"


def opens_with_outcome(text: str) -> bool:
    """Whether what stands before a colon in `text` heads a decision or a roll, and is no speaker: "ACTION: …"."""
    match = _LABEL.match(text)
    label = " ".join(match["label"].casefold().split()) if match and not match["label"][0].islower() else ""
    if label in _ROLL:
        return not _SENTENCE.search(text)
    return label in _BEFORE_COLON or _TOLD_BEFORE.fullmatch(label) is not None
