"""What a tree of processes uses: processor time and memory, as the kernel counts them (Linux)."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import threading
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


@dataclasses.dataclass(frozen=True, slots=True)
class Usage:
    """Processor seconds so far (ended children included), proportional memory now in bytes, number of processes."""

    cpu: float
    memory: int
    processes: int


def tree(pid: int) -> list[int]:
    """A process and its living descendants."""
    found = [pid]
    for each in found:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            for task in Path(f"/proc/{each}/task").iterdir():
                found += [int(child) for child in (task / "children").read_text().split()]
    return found


def usage(pid: int) -> Usage:
    """What a process tree has used up to now. Memory is the sum of proportional set sizes: shared pages count once."""
    cpu, memory, alive = 0.0, 0, 0
    for each in tree(pid):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, PermissionError):
            fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
            cpu += sum(int(field) for field in fields[11:15]) / TICK
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
            memory += next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
            alive += 1
    return Usage(cpu, memory, alive)


class Watch:
    """Samples a tree in the background and remembers the peaks. Processor time of vanished processes is kept."""

    def __init__(self, pid: int, every: float = 0.5) -> None:
        self._pid = pid
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.peak_memory = 0
        self.cpu = 0.0
        self._thread.start()

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            self.sample()

    def sample(self) -> Usage:
        """Look now."""
        seen = usage(self._pid)
        self.peak_memory = max(self.peak_memory, seen.memory)
        self.cpu = max(self.cpu, seen.cpu)
        return seen

    def stop(self) -> None:
        """Look a last time and end."""
        self.sample()
        self._stop.set()
        self._thread.join()
