"""What the clerk writes into a speech: "Question put and agreed to." is nobody's words."""

import re

_MOTION = re.compile(r"[\W_]*That\b")
_QUOTED = re.compile(r"[\"“”„«‘'(\[]*[\"“„«‘']")
_OWN = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")  # a clerk never says so
_NOTED = re.compile(
    r"It being\b.{0,80}(?:o.clock|[ap]\.?m\.?|midnight|hours?|minutes?|moment of interruption|allotted)\b.{0,200}"
    r"\b(?:lapsed|interrupted|adjourned|suspended|stood over|put|concluded|deferred)\b.*"
    r"|(?:(?:Main |Original )?Question )?(?:accordingly )?(?:put and )?(?:agreed to|negatived)\W*"
    r"|(?:Main |Original )?Question (?:accordingly )?(?:again )?(?:put|proposed)\W*"
    r"|(?:Amendment|Motion|New clause|Clause|Schedule)s?(?: \w{1,6})?,? by leave,? withdrawn\W*"
    r"|(?:Amendment|Clause|Schedule|Motion)s? [\w, ]{1,40}(?:withdrawn|not moved|agreed(?: to)?|negatived|disagreed)\W*"
    r"|On Question, .{1,80}(?:agreed to|negatived|disagreed to)\W*"
    r"|The (?:House|Committee|Assembly|Chamber) (?:having )?divided: ?Ayes.*"
    r"|(?:The )?(?:[Ss]itting|[Mm]eeting) (?:was )?(?:suspended|adjourned) (?:at|until|from|for)\b.{0,80}"
    r"|(?:The )?(?:House |Committee |Assembly )?[Aa]djourned (?:at|accordingly)\b.{0,80}|House adjourned\W*"
    r"|On resuming\b.{0,120}|Bill read (?:a|the) (?:First|Second|Third|first|second|third) time\b.{0,120}"
    r"|Meeting (?:closed|suspended|continued)\b.{0,60}|(?:indicated )?(?:assent|dissent)ed\W*|rose\s*(?:—|–|-)*",
    re.DOTALL,
)
_LONGEST = 300  # code points of such a note that is not set apart by italics


def is_procedure(text: str, *, italic: bool, after: bool) -> bool:
    """Whether a paragraph of a speech is a note on the proceedings, not the speaker's words.

    What is set in italics is, but for a motion or a quotation that the speaker reads out, or what
    can only be the speaker's own; what is not, only where it can be nothing else. A motion `after`
    such a note ("Resolved:") belongs to it.
    """
    if italic and _MOTION.match(text):
        return after
    if italic:
        return not (_QUOTED.match(text) or _OWN.search(text))
    return len(text) <= _LONGEST and bool(_NOTED.fullmatch(text))
