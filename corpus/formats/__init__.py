"""One file a format: each turns a published file into the text and the reading of a record."""
