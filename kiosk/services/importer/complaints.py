"""Failures of the importer as problems of the pack."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.content.loader import MediaUse
    from kiosk.content.problems import Problem
    from kiosk.services.importer.results import Failure


def failures_as_problems(
    failures: Mapping[Path, Failure], media: Sequence[MediaUse], folder: Path
) -> tuple[Problem, ...]:
    """Give an error at every place in the pack at `folder` that names a file which failed, in the order of `media`.

    A failed file that no place names is reported once, at the file itself.
    """
    from kiosk.content.problems import Mark, Problem

    problems: list[Problem] = []
    left = {file: failure for file, failure in failures.items()}
    for use in media:
        failure = failures.get(folder / use.file)
        if failure is not None:
            left.pop(folder / use.file, None)
            problems.append(
                Problem(
                    mark=use.mark,
                    message=f"{use.file}: {failure.reason}",
                    expected=_EXPECTED,
                    mend=failure.mend,
                    code="media-refused",
                )
            )
    for file, failure in left.items():
        name = file.relative_to(folder).as_posix() if file.is_relative_to(folder) else file.name
        problems.append(
            Problem(
                mark=Mark(name), message=failure.reason, expected=_EXPECTED, mend=failure.mend, code="media-refused"
            )
        )
    return tuple(problems)


_EXPECTED = "a JPEG, PNG, WebP or SVG picture that can be opened"
