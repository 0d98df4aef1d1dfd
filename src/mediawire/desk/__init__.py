"""The queue, decisions, and the editors' pages."""
