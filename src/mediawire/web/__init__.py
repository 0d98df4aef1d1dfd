"""Django's settings and addresses, the built-in server of the public folder, and search."""
