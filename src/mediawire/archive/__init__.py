"""The one writer: tables and migrations, captures (WARC), log storage, search, outbox."""
