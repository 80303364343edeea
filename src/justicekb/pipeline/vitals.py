"""Signs of life of a process and of all that it started, as Linux tells them under /proc (proc(5)); elsewhere none."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
KNOWN = (_PROC / "self" / "stat").exists()
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def family(pid: int) -> list[int]:
    """The process and its descendants."""
    found = [pid]
    for one in found:  # grows while it is walked
        with suppress(OSError):
            for thread in (_PROC / str(one) / "task").iterdir():
                found += map(int, (thread / "children").read_text().split())
    return found


def ticks(pids: list[int]) -> int:
    """Processor time that the processes have taken, in ticks of the clock."""
    total = 0
    for pid in pids:
        with suppress(OSError, ValueError, IndexError):
            fields = (_PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()
            total += int(fields[11]) + int(fields[12])
    return total


def memory(pids: list[int]) -> int:
    """Bytes of memory that the largest of the processes holds."""
    most = 0
    for pid in pids:
        with suppress(OSError, ValueError, IndexError):
            most = max(most, int((_PROC / str(pid) / "statm").read_bytes().split()[1]) * _PAGE)
    return most


def peak() -> int:
    """The most bytes of memory that this process has held since it began its program; 0 where nobody says."""
    with suppress(OSError, ValueError, IndexError):
        status = (_PROC / "self" / "status").read_bytes()
        return int(status.split(b"VmHWM:")[1].split()[0]) * 1024
    return 0


def asked_for() -> int:
    """Bytes of memory of its own that this process has asked for, used or not; 0 where nobody says."""
    with suppress(OSError, ValueError, IndexError):
        return int((_PROC / "self" / "statm").read_bytes().split()[5]) * _PAGE
    return 0
