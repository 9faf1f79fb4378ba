"""Sandboxed worker processes, which open untrusted files: limits, seccomp, and the pipes to them."""
