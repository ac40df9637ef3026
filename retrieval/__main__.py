"""`python -m retrieval` is `onrecord`."""

from retrieval.cli import main

if __name__ == "__main__":
    main()
