"""The archive on a real database: whichever MEDIAWIRE_DATABASE names, else a SQLite file in WAL mode."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from pathlib import Path

import django
import pytest
from django.db import connection

django.setup()  # tables can be imported only then, and pytest-django comes later

from mediawire.archive import packing, sources  # noqa: E402
from mediawire.archive.captures import CaptureStore  # noqa: E402
from tests.contract.samples import NOW, OTHER, SOURCE  # noqa: E402


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite tests run on a file: threads share it, WAL works, and locks are those of production."""
    on_file = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    connection.settings_dict["TEST"]["NAME"] = (
        on_file if connection.vendor == "sqlite" else f"test_mediawire_{os.getpid()}"
    )


@pytest.fixture(autouse=True)
def _from_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is loaded comes out of the tables, not out of what was packed just before."""
    monkeypatch.setattr(packing, "_LATELY", packing._Lately(0))


@pytest.fixture
def database(db: None) -> None:
    """A database with two sources; what the test does is rolled back."""
    sources.know([SOURCE, OTHER], NOW)


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """A database with two sources on which several connections may work."""
    sources.know([SOURCE, OTHER], NOW)
    yield
    _emptied()


def _emptied() -> None:
    """Tables that refuse DELETE, emptied behind their triggers' back: pytest-django could not."""
    guards = importlib.import_module("mediawire.archive.migrations._database")
    with connection.schema_editor() as editor:
        guards.mutable(None, editor)
        for table in ("archive_notice_key", *guards.APPEND_ONLY):
            editor.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        guards.append_only(None, editor)


@pytest.fixture
def store(database: None, tmp_path: Path) -> Iterator[CaptureStore]:
    """A capture store in a folder of its own."""
    kept = CaptureStore(tmp_path / "captures", "tests")
    yield kept
    kept.close()
