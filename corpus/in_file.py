"""A library that is a file of SQLite's: what it is like, and what its errors mean. Needs nothing but Python."""

FILE = "records.db"  # in the library's folder
VERSION = 2
PATIENCE = 10.0  # seconds that a process waits for another's write
BLOCK = 8_192  # code points of source text in a row: a slice costs the same in a long record as in a short one
MAPPED = 1 << 30  # bytes of the file that are read where they lie: a third less time for passages of a large library

_CAUSES = (
    ("readonly", "is read-only: make it writable, or choose another folder with --library"),
    ("disk is full", "cannot be written, the disk is full: free some space and run the command again"),
    ("disk i/o error", "cannot be read or written (disk full or failing): free some space and run the command again"),
    ("locked", "is being written by another process: wait for it to end and try again"),
    ("unable to open", "cannot be opened: check the folder's permissions, or choose another with --library"),
    ("not a database", "is not a library: choose another folder with --library, or move the file away"),
    ("malformed", "is damaged: move the file away and add the records again"),
)


def cause(said: str) -> str:
    """What an error that SQLite told as `said` means for the file, with the way out."""
    return next((cause for sign, cause in _CAUSES if sign in said.lower()), f"cannot be used: {said}")
