"""What Linux says of memory: of this process, of the machine, and of what the kernel allows."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.device.memory import group_mb, held_mb, machine_mb


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {
        "proc/self/status": "Name:\tpython\nVmRSS:\t  200000 kB\nVmSwap:\t  100000 kB\nThreads:\t3\n",
        "proc/meminfo": "MemTotal:        4000000 kB\nMemFree:          100000 kB\n",
        "proc/self/cgroup": "0::/system.slice/yi-kiosk.service\n",
        "sys/fs/cgroup/system.slice/yi-kiosk.service/memory.max": "1000000000\n",
    }
    for name, words in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words, "ascii")
    return tmp_path


def test_what_is_swapped_out_is_held_too(root: Path) -> None:
    assert (held_mb(root), machine_mb(root)) == (307, 4096)


@pytest.mark.parametrize(("allowed", "megabytes"), [("1000000000", 800), ("max", 0), ("", 0), ("much", 0)])
def test_what_the_kernel_allows_counts_for_a_good_part(allowed: str, megabytes: int, root: Path) -> None:
    (root / "sys/fs/cgroup/system.slice/yi-kiosk.service/memory.max").write_text(allowed, "ascii")
    assert group_mb(root) == megabytes


def test_a_machine_that_tells_nothing_is_no_fault(tmp_path: Path) -> None:
    assert (held_mb(tmp_path), machine_mb(tmp_path), group_mb(tmp_path)) == (0, 0, 0)


def test_a_group_above_all_is_bounded_by_nothing(root: Path) -> None:
    (root / "proc/self/cgroup").write_text("9:name=systemd:/\n4:memory:/\n0::/\n", "ascii")
    assert group_mb(root) == 0


def test_this_very_process_is_told() -> None:
    assert 10 < held_mb() < machine_mb()
