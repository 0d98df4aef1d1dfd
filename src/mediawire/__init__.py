"""mediawire: reports from other newsrooms, word for word, sourced, and checkable by any reader."""

__version__ = "0.1.0"
