"""The house: wire.toml and the data that ships with mediawire, read once into frozen values."""

from mediawire.house.wire import FILE, Wire, load, parse

__all__ = ["FILE", "Wire", "load", "parse"]
