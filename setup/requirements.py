"""`make requirements`: requirements*.txt from requirements*.in, each version with its public files' hashes.

This machine's own pip settings (a mirror, a folder of wheels, a constraint) are ignored, so that the result is the
same everywhere.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
SWITCHES = [
    "--generate-hashes",
    "--allow-unsafe",
    "--strip-extras",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
    "--annotation-style=line",
    "--quiet",
]


def main() -> int:
    """Compile the five lists; return pip-compile's exit code."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    environment |= {"PIP_CONFIG_FILE": os.devnull, "CUSTOM_COMPILE_COMMAND": "make requirements"}
    for name in ("requirements", "requirements-build", "requirements-dev", "requirements-sbom", "requirements-desk"):
        command = [sys.executable, "-m", "piptools", "compile", *SWITCHES, "--output-file", f"{name}.txt", f"{name}.in"]
        done = subprocess.run(command, cwd=TOP, env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
