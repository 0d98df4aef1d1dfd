"""Reads wire.toml and the shipped data once, into frozen values."""
