"""What Django's migrations do not say: append-only tables and the full-text index, for each database.

Django rebuilds a table of SQLite for some changes, and its triggers go with the old one: a migration that alters one of
these tables must run `append_only` or `full_text` again.
"""

APPEND_ONLY = ("archive_decision", "archive_notice", "archive_log_entry", "archive_checkpoint")


# What may be made empty in a row that stays: words of a report that is erased.
ERASABLE = {"archive_decision": ("why", "headline"), "archive_notice": ("target", "wording")}
FIXED = {
    "archive_decision": ("id", "item_id", "kind", "by", "at"),
    "archive_notice": ("id", "source_id", "kind", "digest", "heard_at"),
}


def append_only(apps, schema_editor):
    """Rows of these tables are neither changed nor deleted; erasing makes words empty."""
    if schema_editor.connection.vendor == "sqlite":
        for table in APPEND_ONLY:
            refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            schema_editor.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}")
            schema_editor.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {_unless(table)} {refuse}")
        return
    schema_editor.execute(
        "CREATE FUNCTION archive_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF TG_OP = 'UPDATE' AND TG_NARGS > 0 AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV "
        "AND NOT EXISTS (SELECT 1 FROM unnest(TG_ARGV) AS each WHERE to_jsonb(NEW) ->> each <> '') "
        "THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$",
        params=None,
    )
    for table in APPEND_ONLY:
        schema_editor.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION archive_append_only({', '.join(ERASABLE.get(table, ()))})"
        )


def _unless(table):
    """The condition of SQLite's trigger: always, but for an update that empties what may be erased and nothing else."""
    if table not in ERASABLE:
        return ""
    empty = [f"coalesce(NEW.{each}, '') = ''" for each in ERASABLE[table]]
    same = [f'NEW."{each}" IS OLD."{each}"' for each in FIXED[table]]
    return f"WHEN NOT ({' AND '.join(empty + same)})"


def mutable(apps, schema_editor):
    """The way back."""
    if schema_editor.connection.vendor == "sqlite":
        for table in APPEND_ONLY:
            for verb in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}")
        return
    schema_editor.execute("DROP FUNCTION archive_append_only() CASCADE")


COLUMNS = "headline, body, source_name"
OLD = "old.item_id, old.headline, old.body, old.source_name"
NEW = "new.item_id, new.headline, new.body, new.source_name"
FORGET = f"INSERT INTO archive_search(archive_search, rowid, {COLUMNS}) VALUES ('delete', {OLD});"
LEARN = f"INSERT INTO archive_search(rowid, {COLUMNS}) VALUES ({NEW});"


def full_text(apps, schema_editor):
    """The index over archive_search_text: FTS5 kept by triggers, or a column of tsvector that the archive fills."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in (
            f"CREATE VIRTUAL TABLE archive_search USING fts5({COLUMNS}, content='archive_search_text', "
            "content_rowid='item_id', tokenize='unicode61 remove_diacritics 2')",
            f"CREATE TRIGGER archive_search_insert AFTER INSERT ON archive_search_text BEGIN {LEARN} END",
            f"CREATE TRIGGER archive_search_delete AFTER DELETE ON archive_search_text BEGIN {FORGET} END",
            f"CREATE TRIGGER archive_search_update AFTER UPDATE ON archive_search_text BEGIN {FORGET} {LEARN} END",
        ):
            schema_editor.execute(statement)
        return
    schema_editor.execute("ALTER TABLE archive_search_text ADD COLUMN vector tsvector NOT NULL DEFAULT ''")
    schema_editor.execute("CREATE INDEX archive_search_vector ON archive_search_text USING gin (vector)")


def no_full_text(apps, schema_editor):
    """The way back."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("insert", "delete", "update"):
            schema_editor.execute(f"DROP TRIGGER archive_search_{name}")
        schema_editor.execute("DROP TABLE archive_search")
        return
    schema_editor.execute("ALTER TABLE archive_search_text DROP COLUMN vector")
