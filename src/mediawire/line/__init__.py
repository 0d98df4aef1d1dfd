"""The whole flow, and what makes it durable."""
