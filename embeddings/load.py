"""The encoder that a user names."""

from pathlib import Path

from embeddings.encoder import Encoder

BUNDLED = "bundled"


def load_encoder(name: str | None = None) -> Encoder:
    """The bundled model for None or "bundled", else the sentence-transformers model of that name or at that path.

    Raises `ModelError`, saying what to do, when the model cannot be loaded.
    """
    if name is None or name == BUNDLED:
        from embeddings.static import load_static

        return load_static()
    from embeddings.transformer import load_transformer

    folder = Path(name).expanduser()  # kept as an absolute path: the next question may be asked from elsewhere
    return load_transformer(str(folder.resolve()) if folder.is_dir() else name)
