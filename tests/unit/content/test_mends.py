"""Whoever does exactly what a fix says reaches the goal: the fixes that a program can carry out are carried out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.content.excerpt import excerpt
from kiosk.content.loader import load_pack
from kiosk.content.problems import Problem
from tests.broken.base import KNOWLEDGE, write
from tests.broken.cases import CASES

# What a fix says → what the line becomes: of the groups of the match, what stands before, what is meant, what follows.
WAYS: list[tuple[str, Callable[[re.Match[str], str, str, str], str | None]]] = [
    (r'(?:.*; )?did you mean "([^"]+)"\?', lambda found, before, _, after: before + found[1] + after),
    (r"write format: (1)$", lambda found, before, _, after: before + found[1] + after),
    (r".*: write ([0-9.-]+)$", lambda found, before, _, after: before + found[1] + after),
    (r"write ([a-z]+: \S+)$", lambda found, *_: str(found[1])),
    (
        r'put the colour in quotation marks: ("#\w+")$',
        lambda found, before, meant, after: f"{before} {meant}{after}".replace(found[1].strip('"'), found[1]),
    ),
    (r'write ("#[^"]+"), or a value', lambda found, before, *_: f"{before} {found[1]}"),
    (r".*in its place type a colon and a space$", lambda _, before, meant, after: before + ": " + (meant + after)[1:]),
    (r".*in its place type a space$", lambda _, before, meant, after: before + " " + (meant + after)[1:]),
    (r'remove "opens"', lambda _, before, meant, after: re.sub(r", opens: [^,}]+", "", before + meant + after)),
    (
        r"remove it(; |$)",
        lambda _, before, __, after: "" if not before.strip() and after.startswith(":") else None,
    ),
    (
        r"add (\w+): …; until then visitors read",
        lambda found, before, meant, after: before + re.sub(r"\{", f"{{{found[1]}: X, ", meant + after, count=1),
    ),
]


def follow(folder: Path, problem: Problem) -> bool:
    """Do what a fix says, to the letter; False where only a person can."""
    path = folder / problem.mark.file
    if found := re.match(r"rename it to (\S+)$", problem.mend):
        path.rename(path.with_name(found[1]))
        return True
    if problem.mend == "put two spaces in place of each tab":
        path.write_text(path.read_text("utf-8").replace("\t", "  "), "utf-8")
        return True
    if not problem.mark.line:
        return False
    lines = path.read_text("utf-8-sig", "replace").split("\n")
    shown = excerpt(lines, problem.mark)
    ways = ((way, found) for shape, way in WAYS if (found := re.match(shape, problem.mend)))
    way, found = next(ways, (None, None))
    if shown is None or way is None or found is None:
        return False
    line, column = lines[problem.mark.line - 1], problem.mark.column - 1
    changed = way(found, line[:column], shown.meant, line[column + len(shown.meant) :])
    if changed is None:
        return False
    lines[problem.mark.line - 1] = changed
    path.write_text("\n".join(lines), "utf-8")
    return True


DONE: set[str] = set()


@pytest.mark.parametrize("name", CASES)
def test_what_a_fix_says_leads_to_a_sound_pack_or_to_fewer_problems(name: str, tmp_path: Path) -> None:
    CASES[name](write(tmp_path))
    before = load_pack(tmp_path, KNOWLEDGE).problems
    for problem in before:
        if follow(tmp_path, problem):
            DONE.add(name)
            after = load_pack(tmp_path, KNOWLEDGE).problems
            assert len(after) < len(before), (problem.text(), [each.text() for each in after])
            assert problem not in after
            return


def test_many_fixes_are_carried_out() -> None:
    assert len(DONE) >= 36, sorted(DONE)
