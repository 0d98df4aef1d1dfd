"""The loopback press: invented outlets that behave as real ones do."""
