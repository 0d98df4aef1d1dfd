"""From a capture to a report: article, furniture, learned outlet rules."""
