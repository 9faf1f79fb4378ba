"""Seccomp filter, on Linux, that denies the worker the network and other programs; it needs no privilege.

Numbers are from the kernel's tables (arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h), the
filter's form from linux/filter.h and linux/seccomp.h. io_uring is refused too: it has its own way to open sockets.
"""

from __future__ import annotations

import platform
import struct
import sys

# socket, socketpair, connect, execve, execveat, ptrace, io_uring_setup
_MACHINES = {
    "x86_64": (0xC000003E, (41, 53, 42, 59, 322, 101, 425)),
    "aarch64": (0xC00000B7, (198, 199, 203, 221, 281, 117, 425)),
}
_OTHER_ABI = 0x4000_0000  # x32 calls have this bit, and would bypass the numbers
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _REFUSE = 0x7FFF_0000, 0x0005_0001  # EPERM
_SET_NO_NEW_PRIVS, _SET_SECCOMP, _FILTER = 38, 22, 2


def refuse_sockets() -> bool:
    """Bar this thread, and all it starts, from sockets and programs; return whether that holds. Cannot be undone."""
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    import ctypes

    program = _build_filter(*machine)
    buffer = ctypes.create_string_buffer(program, len(program))
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(buffer))
    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = [ctypes.c_int, ctypes.c_ulong, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_ulong]
    steps = ((_SET_NO_NEW_PRIVS, 1, None), (_SET_SECCOMP, _FILTER, header))
    return all(prctl(*step, 0, 0) == 0 for step in steps)


def _build_filter(architecture: int, numbers: tuple[int, ...]) -> bytes:
    def step(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
        return struct.pack("=HBBI", code, then, otherwise, value)

    to_refusal = len(numbers) + 1  # steps from the first test of the number to the refusal, less one
    steps = [step(_LOAD, 4), step(_IF_EQUAL, architecture, 0, to_refusal + 2), step(_LOAD, 0)]
    steps.append(step(_IF_AT_LEAST, _OTHER_ABI, to_refusal))
    for index, number in enumerate(numbers, start=1):
        steps.append(step(_IF_EQUAL, number, to_refusal - index))
    return b"".join([*steps, step(_RETURN, _ALLOW), step(_RETURN, _REFUSE)])
