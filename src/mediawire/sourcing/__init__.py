"""Who a report leans on, and the chain back to whoever said it first."""
