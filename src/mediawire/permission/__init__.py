"""What a report's terms let us do, at a moment."""
