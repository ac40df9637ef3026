"""The words that our Akoma Ntoso has beside the standard's, so that a record survives exactly.

Attributes and elements of the namespace OWN:

rec:record (in <proprietary>)   the fields of the record; sha256 and length of its text; holds the next two
rec:speaker, rec:alias          an identity, and the other spellings of its name; `refersTo` is its TLCPerson
rec:aside                       an aside that overlaps something else, and so has no element of its own
rec:value on TLCRole            the role, character by character
rec:turn                        the number of the turn that a <speech> or <narrative> belongs to; where the turn
                                begins, with rec:turnStart, rec:turnEnd, rec:heading and rec:url
rec:start, rec:end              on every element whose text is part of the record's: where it stands, in code points
rec:before, rec:after           the blanks between such elements, where they are not new lines only
rec:passage, rec:locator        the id of a passage, and its place in the source
rec:aside on an element         why its text is never quoted

A character that XML cannot hold is a processing instruction <?onrecord-character 001F?> in a text, and
\\u001F in these attributes, in which a backslash is written twice; U+FFFD in the standard's own.
"""

import re

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN = "urn:x-onrecord:record:1"
CHARACTER = "onrecord-character"

UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPED = re.compile(r"\\(\\|u[0-9A-F]{4})")


def escaped(value: str) -> str:
    """`value` as one of our attributes holds it, before XML's own escapes."""
    doubled = value.replace("\\", "\\\\")
    return UNWRITABLE.sub(lambda match: f"\\u{ord(match[0]):04X}", doubled)


def unescaped(value: str) -> str:
    """What `escaped` was given."""
    return _ESCAPED.sub(lambda match: "\\" if match[1] == "\\" else chr(int(match[1][1:], 16)), value)
