"""What `kiosk pack check` says of a pack, as data: `python -m …remarking FOLDER CACHE LANGUAGE`.

But for the parts of its pages: the preview shows those of the page that is written.

A process of its own beside the preview, at a low priority, so that no save waits for it. It prints one line of JSON:
{"problems": […]}, each as `Problem.as_dict` gives it, told in that language.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kiosk.content.problems import Problem
from kiosk.services.examination import examine
from kiosk.services.problem_words import catalogue


def main(folder: str, cache: str, language: str) -> int:
    """Examine, print, and return 0; 1 where the folder is gone."""
    if hasattr(os, "nice"):
        os.nice(10)
    words = catalogue(language)
    try:
        problems = examine(Path(folder), Path(cache)).problems
    except OSError:
        return 1
    sys.stdout.write(json.dumps({"problems": [problem.told(words).as_dict() for problem in problems]}) + "\n")
    return 0


def read_remarks(line: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Return the problems of such a line."""
    return tuple(map(Problem.of, line["problems"]))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:4]))
