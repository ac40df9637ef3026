"""Memory that stays flat.

Requests leave cycles behind, which only a full collection takes away. Python makes one when the objects that have
lasted have grown by a quarter, and the library's are many: tens of megabytes of old requests would wait for it, and
each collection would look through the whole library.
"""

import gc


def settle() -> None:
    """Take what there is now for lasting: it is no longer looked through, and what comes after is, often. Blocks."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
