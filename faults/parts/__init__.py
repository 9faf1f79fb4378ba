"""Parts shared by the programs of faults/, which are run as files, so that this package is beside them."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2]))  # tests/hostile and tests/broken
