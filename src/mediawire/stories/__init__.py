"""Copies, stories and changes."""
