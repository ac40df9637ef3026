"""Meaning as numbers: encoders, the bundled model, and the indexes that are computed from a library."""
