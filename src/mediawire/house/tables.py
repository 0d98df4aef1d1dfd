"""TOML tables into frozen values, with complaints that name file, line and remedy.

`tomllib` gives positions for broken syntax only. For what is well-formed but wrong, the line is found by walking the
text once and remembering on which line each table and key began.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import enum
import re
import types
import typing
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NoReturn, TypeVar

from mediawire.model.errors import ConfigurationError

T = TypeVar("T")
Path = tuple[str | int, ...]
_TABLE = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\"'.-]+)\s*=")
_SYNTAX = re.compile(r"^(?P<what>.*?) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


class Text:
    """The text of a TOML file and where in it each key stands."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self._lines = _positions(text)
        self._length = text.count("\n") + 1

    def line(self, path: Path) -> int:
        """The line of the key or table at a path, or of the nearest table around it."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def complain(self, path: Path, what: str, remedy: str) -> NoReturn:
        """Raise ConfigurationError about the key at a path."""
        raise ConfigurationError(what, where=f"{self.name}, line {self.line(path)}", remedy=remedy)

    def complain_syntax(self, error: ValueError) -> NoReturn:
        """Raise ConfigurationError for what `tomllib` could not read."""
        found = _SYNTAX.match(str(error))
        what, line = (found["what"], found["line"] or self._length) if found else (str(error), self._length)
        raise ConfigurationError(
            f"this is not TOML: {what[0].lower()}{what[1:]}",
            where=f"{self.name}, line {line}",
            remedy="Text stands in quotation marks, a list in [ ], and every key once; mend the line and try again.",
        ) from error


def _positions(text: str) -> dict[Path, int]:
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if found := _TABLE.match(line):
            table = _resolved(tuple(found[2].split(".")), counts, new=found[1] == "[[")
            lines.setdefault(table, number)
        elif found := _KEY.match(line):
            key = tuple(part.strip("\"'") for part in found[1].split("."))
            lines.setdefault((*table, *key), number)
    return lines


def _resolved(names: tuple[str, ...], counts: dict[Path, int], *, new: bool) -> Path:
    """The path of a table header, with the index of each list of tables that it runs through."""
    path: Path = ()
    for place, name in enumerate(names):
        path = (*path, name.strip().strip("\"'"))
        if new and place == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


@dataclasses.dataclass(frozen=True, slots=True)
class Table:
    """A table of the file with its path, to be read into a dataclass key by key."""

    text: Text
    path: Path
    data: Mapping[str, Any]

    def under(self, key: str) -> Table:
        """The table at a key, empty where there is none."""
        data = self.data.get(key, {})
        if not isinstance(data, Mapping):
            self.complain(key, f"{key} must be a table", f"Write it as [{key}] with its keys below.")
        return Table(self.text, (*self.path, key), data)

    def many(self, key: str) -> list[Table]:
        """The tables of a list of tables."""
        data = self.data.get(key, [])
        if not isinstance(data, list) or not all(isinstance(each, Mapping) for each in data):
            self.complain(key, f"{key} must be a list of tables", f"Begin each with [[{key}]].")
        return [Table(self.text, (*self.path, key, at), each) for at, each in enumerate(data)]

    def complain(self, key: str, what: str, remedy: str) -> NoReturn:
        """Raise ConfigurationError about one key of this table."""
        self.text.complain((*self.path, key), what, remedy)

    def known(self, names: Sequence[str]) -> None:
        """Refuse keys that nobody reads: a mistyped key would otherwise be a rule silently not kept."""
        for key in self.data:
            if key not in names:
                near = difflib.get_close_matches(key, names, 1)
                self.complain(
                    key,
                    f'"{key}" is not a setting of [{self._name()}]',
                    f'Did you mean "{near[0]}"?' if near else f"Known here: {', '.join(sorted(names))}.",
                )

    def _name(self) -> str:
        return ".".join(str(part) for part in self.path if isinstance(part, str)) or "the file"

    def value(self, key: str, kind: Any, default: Any = dataclasses.MISSING) -> Any:
        """The value of a key as `kind`; the default where it is absent, or a complaint where there is none."""
        if key not in self.data:
            if default is dataclasses.MISSING:
                self.complain(key, f'"{key}" is missing in [{self._name()}]', f'Add {key} = "...".')
            return default
        return self._typed(key, kind, self.data[key])

    def _typed(self, key: str, kind: Any, data: Any) -> Any:
        origin = typing.get_origin(kind)
        if origin in (typing.Union, types.UnionType):
            real = next(part for part in typing.get_args(kind) if part is not type(None))
            return self._typed(key, real, data)
        if origin is tuple:
            return self._list(key, typing.get_args(kind)[0], data)
        if isinstance(kind, type) and issubclass(kind, enum.Enum):
            return self._choice(key, kind, data)
        return self._plain(key, kind, data)

    def _list(self, key: str, kind: Any, data: Any) -> tuple[Any, ...]:
        if not isinstance(data, list):
            self.complain(key, f"{key} must be a list", f"Write {key} = [...].")
        return tuple(self._typed(key, kind, each) for each in data)

    def _choice(self, key: str, kind: type[enum.Enum], data: Any) -> Any:
        choices = [str(member.value) for member in kind]
        if data not in choices:
            self.complain(key, f"{key} cannot be {data!r}", f"Choose one of: {', '.join(choices)}.")
        return kind(data)

    def _plain(self, key: str, kind: type, data: Any) -> Any:
        if kind is float and isinstance(data, int) and not isinstance(data, bool):
            return float(data)
        if kind is dt.date and isinstance(data, str):
            try:
                return dt.date.fromisoformat(data)
            except ValueError:
                self.complain(key, f"{key} is not a date: {data!r}", "Write it as 2026-11-25.")
        if not isinstance(data, kind) or (isinstance(data, bool) and kind is not bool):
            self.complain(key, f"{key} must be {_said(kind)}, not {data!r}", f"Write {key} = {_example(kind)}.")
        return data


def _said(kind: type) -> str:
    return {str: "text", int: "a whole number", float: "a number", bool: "true or false", dt.date: "a date"}[kind]


def _example(kind: type) -> str:
    return {str: '"..."', int: "10", float: "1.5", bool: "true", dt.date: "2026-11-25"}[kind]


def into(kind: type[T], table: Table, *, given: Mapping[str, Any] | None = None, also: Collection[str] = ()) -> T:
    """Read a table into the dataclass `kind`. `given` are fields already made; keys in `also` are read elsewhere."""
    hints = typing.get_type_hints(kind)
    made = dict(given or {})
    open_fields = [field for field in dataclasses.fields(typing.cast(Any, kind)) if field.name not in made]
    table.known([field.name for field in open_fields] + list(also))
    for field in open_fields:
        required = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        if required or field.name in table.data:
            made[field.name] = table.value(field.name, hints[field.name])
    return kind(**made)
