"""`python -m embeddings` is `onrecord embed`."""

from embeddings.command import run
from embeddings.embed_command import embed

if __name__ == "__main__":
    run(embed, "python -m embeddings")
