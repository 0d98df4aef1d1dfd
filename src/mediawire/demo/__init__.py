"""The loopback press: invented outlets that behave as real ones do.

`Press(clock, speed).start()` serves them over HTTP on free ports of the loopback interface; `sources(press)` and
`wire_toml(press)` say how a wire takes them in; `reports()` is every text with what will become of it, and `planted`
lists what the texts do to one another.
"""

from mediawire.demo.press import DemoOutlet, Press
from mediawire.demo.texts import DemoReport, Part, PartKind, reports
from mediawire.demo.wire import sources, wire_toml

__all__ = ["DemoOutlet", "DemoReport", "Part", "PartKind", "Press", "reports", "sources", "wire_toml"]
