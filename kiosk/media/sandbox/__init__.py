"""Bounded worker processes, in which files of strangers are opened: limits, seccomp, and the pipes to them."""
