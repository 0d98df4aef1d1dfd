"""What prints: item page, front page, feeds."""
