"""Whoever does exactly what a fix says reaches the goal: the fixes that a program can carry out are carried out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.content.diagnostics import Diagnostic
from kiosk.content.excerpt import excerpt
from kiosk.content.loader import load_pack
from kiosk.content.yaml import sheet_of
from tests.broken.base import FILES, KNOWLEDGE, PANEL, write
from tests.broken.cases import CASES

# What a fix says → what the line becomes: of the groups of the match, what stands before, what is meant, what follows.
WAYS: list[tuple[str, Callable[[re.Match[str], str, str, str], str | None]]] = [
    (r'(?:.*; )?did you mean "([^"]+)"\?', lambda found, before, _, after: before + found[1] + after),
    (r'write "([^"]+)" in its place', lambda found, before, _, after: before + found[1] + after),
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
        r"(?:write what it says into one of these fields, or )?remove it(; |$)",
        lambda _, before, __, after: "" if not before.strip() and after.startswith(":") else None,
    ),
    (
        r"add (\w+): …; until then visitors read",
        lambda found, before, meant, after: before + re.sub(r"\{", f"{{{found[1]}: X, ", meant + after, count=1),
    ),
]


def follow(folder: Path, problem: Diagnostic) -> bool:
    """Do what a fix says, to the letter; False where only a person can."""
    path = folder / problem.location.file
    if found := re.match(r"rename it to (\S+)$", problem.fix):
        path.rename(path.with_name(found[1]))
        return True
    if problem.fix == "put two spaces in place of each tab":
        path.write_text(path.read_text("utf-8").replace("\t", "  "), "utf-8")
        return True
    if not problem.location.line:
        return False
    lines = path.read_text("utf-8-sig", "replace").split("\n")
    shown = excerpt(lines, problem.location)
    ways = ((way, found) for shape, way in WAYS if (found := re.match(shape, problem.fix)))
    way, found = next(ways, (None, None))
    if shown is None or way is None or found is None:
        return False
    line, column = lines[problem.location.line - 1], problem.location.column - 1
    changed = way(found, line[:column], shown.meant, line[column + len(shown.meant) :])
    if changed is None:
        return False
    lines[problem.location.line - 1] = changed
    path.write_text("\n".join(lines), "utf-8")
    return True


@pytest.mark.parametrize("name", CASES)
def test_what_a_fix_says_leads_to_a_sound_pack_or_to_fewer_problems(name: str, tmp_path: Path) -> None:
    CASES[name](write(tmp_path))
    before = load_pack(tmp_path, KNOWLEDGE).problems
    for problem in before:
        if follow(tmp_path, problem):
            after = load_pack(tmp_path, KNOWLEDGE).problems
            assert len(after) < len(before), (problem.text(), [each.text() for each in after])
            assert problem not in after
            return


def test_many_fixes_are_carried_out(tmp_path: Path) -> None:
    done = set[str]()
    for number, (name, breaking) in enumerate(CASES.items()):
        folder = write(tmp_path / str(number))
        breaking(folder)
        if any(follow(folder, problem) for problem in load_pack(folder, KNOWLEDGE).problems):
            done.add(name)
    assert len(done) >= 36, sorted(done)


# What was typed → what is read once the fix has been carried out to the letter, one after the other.
TYPED: list[tuple[str, object]] = [
    ("t: {zh:甲，en:B}\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t: {zh:甲，en: B}\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t: {zh: 甲、en: B}\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t: {zh: 甲；en: x}\n", {"t": {"zh": "甲", "en": "x"}}),
    ("t: {zh: 甲、乙；en: x；ja: 丙}\n", {"t": {"zh": "甲、乙", "en": "x", "ja": "丙"}}),
    ("p:\n  - text: {zh: 甲;en: x}\n", {"p": [{"text": {"zh": "甲", "en": "x"}}]}),
    ("t: {zh: 甲, en: B\nid: x\n", {"t": {"zh": "甲", "en": "B"}, "id": "x"}),
    ("t: {zh: 甲, en: B\n\nblocks:\n  - text: x\n", {"t": {"zh": "甲", "en": "B"}, "blocks": [{"text": "x"}]}),
    ("p:\n  - {zh: 甲, en: B\n  - {zh: x}\n", {"p": [{"zh": "甲", "en": "B"}, {"zh": "x"}]}),
    ("p:\n  - text: {zh: 甲\n    id: x\n", {"p": [{"text": {"zh": "甲"}, "id": "x"}]}),
    ("t: [a, b\nid: x\n", {"t": ["a", "b"], "id": "x"}),
    ("a: b\n...\nc: d\n", {"a": "b", "c": "d"}),
    ("a: b\n... # end\n# note\nc: d\n", {"a": "b", "c": "d"}),
    ("a: b\n...\n---\nc: d\n", {"a": "b", "c": "d"}),
    ("a: b\n---\nc: d\n", {"a": "b", "c": "d"}),
    ("zh: 一楼\n#3号楼有茶\nen: x\n", {"zh": "一楼 #3号楼有茶", "en": "x"}),
    ("zh: 一楼\n#3号楼有茶\n#5号楼有水\n", {"zh": "一楼 #3号楼有茶 #5号楼有水"}),
    ("t: |\n  一楼\n #3号楼有茶\nen: x\n", {"t": "一楼\n#3号楼有茶\n", "en": "x"}),
    ("t: >-\n    一楼\n   #3号楼有茶\n", {"t": "一楼 #3号楼有茶"}),
    ("- 一\n#2 二\n- 三\n", ["一", "#2 二", "三"]),
    ("a:\n  - 一\n  #2 二\n  #3 三\n", {"a": ["一", "#2 二", "#3 三"]}),
    ("t: {zh：甲；en：B}\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t: {zh：甲、en：B}\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t: {zh：甲、乙；en：B}\n", {"t": {"zh": "甲、乙", "en": "B"}}),
    ("t: {zh: 甲, en: B；ja：丙}\n", {"t": {"zh": "甲", "en": "B", "ja": "丙"}}),
    ("t: {zh：甲; en：B}\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t: {zh：甲 en：B}\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t: {zh: 甲 en: B}\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t: ｛zh：甲；en：B｝\n", {"t": {"zh": "甲", "en": "B"}}),
    ("f: {value：160；label：{zh：甲；en：B}}\n", {"f": {"value": "160", "label": {"zh": "甲", "en": "B"}}}),
    ("t:\n  zh：甲\n  en：B\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t:\n  zh：甲\n    乙\n  en：B\n", {"t": {"zh": "甲 乙", "en": "B"}}),
    ("p:\n  - title：甲\n    text：乙\n", {"p": [{"title": "甲", "text": "乙"}]}),
    ("p:\n  - text：甲\n  - text：乙\n", {"p": [{"text": "甲"}, {"text": "乙"}]}),
    ("t: zh：甲；en：B\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t: zh：甲\n  en：B, C\n", {"t": {"zh": "甲", "en": "B, C"}}),
    ("t: zh:甲，en: B\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t:\n  zh:甲\n  en:B\n", {"t": {"zh": "甲", "en": "B"}}),
    ("p:\n  - text:甲\n  - text:乙\n", {"p": [{"text": "甲"}, {"text": "乙"}]}),
    ("t: {zh=甲, en=B}\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t: {“zh”：“甲”，“en”：“B”}\n", {"t": {"zh": "甲", "en": "B"}}),
    ("title\n  zh: 甲\n  en: B\n", {"title": {"zh": "甲", "en": "B"}}),
    ("t:{zh: 甲, en: B}\n", {"t": {"zh": "甲", "en": "B"}}),
    ('title: "甲\ntext: "乙"\n', {"title": "甲", "text": "乙"}),
    ('title: "甲\ntext: 乙"\n', {"title": "甲", "text": '乙"'}),
    ("title: '甲  # 注\ntext: '乙'\n", {"title": "甲", "text": "乙"}),
    ('title: "甲”\ntext: "乙"\n', {"title": "甲", "text": "乙"}),
    ('t: {zh: "甲, en: B}\ntext: "乙"\n', {"t": {"zh": "甲", "en": "B"}, "text": "乙"}),
    ('t: {zh: 甲, en: "B}\ntext: "乙"\n', {"t": {"zh": "甲", "en": "B"}, "text": "乙"}),
    ('t: {zh: “甲", en: "B”}\ntext: "乙"\n', {"t": {"zh": '“甲"', "en": "B"}, "text": "乙"}),
    ('t: {zh: "甲”, en: "B"}\n', {"t": {"zh": "甲", "en": "B"}}),
    ('p:\n  - "甲\n  - 乙"\n', {"p": ["甲", '乙"']}),
    ('p:\n  - title: "甲\n    text: "乙"\n', {"p": [{"title": "甲", "text": "乙"}]}),
    ("p:\n  - title: 甲\n    // 注：这里\n    text: 乙\n", {"p": [{"title": "甲", "text": "乙"}]}),
    ("t: {zh: 甲, en: B} // 注\n", {"t": {"zh": "甲", "en": "B"}}),
    ("a: 甲\n<!-- 注 -->\nb: 乙\n", {"a": "甲", "b": "乙"}),
    ("a: 甲\n＃ 注\nb: 乙\n", {"a": "甲", "b": "乙"}),
    ("t: {zh: 甲, en: B} ＃注：这里\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t∶ {zh∶ 甲, en﹕ B}\n", {"t": {"zh": "甲", "en": "B"}}),
    ("t: {at: (0.5, 0.42), zh: 甲}\n", {"t": {"at": ["0.5", "0.42"], "zh": "甲"}}),
    (f"title:{'字' * 300}\nid: x\n", {"title": "字" * 300, "id": "x"}),
    (
        f"t: {{zh: 甲, en: {'long words ' * 30}here, and more}}\n",
        {"t": {"zh": "甲", "en": f"{'long words ' * 30}here, and more"}},
    ),
    (f"p:\n  - text: 甲\n  • text: {'字' * 300}\n", {"p": [{"text": "甲"}, {"text": "字" * 300}]}),
]


STRUCTURAL = r"(?<=[{｛]){sign}|{sign}(?=\s*[a-z]+\s*[:：])|(?<=[a-z]){sign}|{sign}(?=\s*(?:$|[,，;；}}｝]))"


def in_english(line: str, problem: Diagnostic) -> str:
    """Return a line with the signs that a message names typed in English, wherever they are no part of the words."""
    typed = {"＃": "#", "∶": ": ", "﹕": ": ", "：": ": ", "，": ", ", "；": ", ", "、": ", ", "｛": "{", "｝": "}"}
    for code in re.findall(r"\(U\+([0-9A-F]{4})\)", problem.message):
        sign = chr(int(code, 16))
        line = line.replace("＃", "  # ", 1)
        line = re.sub(STRUCTURAL.replace("{sign}", sign).replace("}}", "}"), typed[sign], line)
    return line


def in_one_line(line: str, column: int, fix: str) -> str | None:
    """Return a line with what a fix says done to it; None if the fix says something else."""
    if found := re.match(r"close it where the words end: (.*)$", fix):
        behind = line[column + len(found[1]) - 1 :]
        return line[:column] + found[1] + re.sub(r"\A[”“]", "", behind)
    if found := re.match(r"write (# .*|- .*)$", fix):
        return f"{line[:column]}{found[1]}"
    if found := re.match(r"write (\[.*\])$", fix):
        return line[: line.rindex("(", 0, column)] + found[1] + line[line.index(")", column) + 1 :]
    if found := re.match(r"put all of the words in quotation marks: (.*)$", fix):
        return line.replace(found[1][1:-1], found[1])
    return None


def carry_out(text: str, problem: Diagnostic) -> str:
    """Return a file with what a fix says done to it at its place."""
    location, fix = problem.location, problem.fix
    lines = text.split("\n")
    number, column = location.line - 1, location.column - 1
    line = lines[number]
    whole = re.match(r"(?:set the input method to English, and )?write the whole of it as (\{.*?\})(?:;|$)", fix)
    if (changed := in_one_line(line, column, fix)) is not None:
        lines[number] = changed
    elif whole and "{" not in line[: column + 1] and "｛" not in line:
        lines[number:] = [line[:column] + whole[1], *(each for each in lines[number + 1 :] if each[:1] != " ")]
    elif found := whole:
        lines[number] = line[: line.rindex("{", 0, column + 1)] + found[1] + line[line.index("}", column) + 1 :]
    elif found := re.match(r'add ([\]}]) behind "(.*)"$', fix):
        last = next(k for k in range(number, len(lines)) if lines[k].endswith(found[2]))
        lines[last] += found[1]
    elif found := re.match(r"remove the lines? with (\S+)(?: and (---))?, or", fix):
        lines = [each for each in lines if not each.startswith(tuple(filter(None, found.groups())))]
    elif found := re.match(r"where it belongs to the words above, begin the line with (\d+) spaces;", fix):
        lines[number] = " " * int(found[1]) + line.lstrip()
    elif found := re.match(r'where it is an item of the list, write (- ".*");', fix):
        lines[number] = line[:column] + found[1]
    elif found := re.match(r'where it belongs to the words above, write all of them as (".*");', fix):
        first = next(k for k in range(number - 1, -1, -1) if not lines[k].startswith("#"))
        lines[first : number + 1] = [lines[first].split(": ")[0] + ": " + found[1]]
    elif fix.startswith("set the input method to English, and "):
        lines[number] = in_english(line, problem)
    elif (found := re.match(r"write ([a-z]+:(?: .*)?)$", fix)) and "{" not in line[:column]:
        key = found[1].split(":")[0]
        lines[number] = line[: line.index(key)] + found[1]
    elif found := re.match(r"write (\w+: .*)$", fix):
        lines[number] = re.sub(rf"{found[1].split(':')[0]}\s*[=:]?\s*[^,}}]*", found[1], line, count=1)
    else:
        raise AssertionError(fix)
    return "\n".join(lines)


@pytest.mark.parametrize(("typed", "meant"), TYPED)
def test_a_file_in_which_each_fix_is_carried_out_says_what_was_meant(typed: str, meant: object) -> None:
    text = typed
    for _ in range(4):
        sheet = sheet_of("a.yaml", text.encode())
        if not (reported := [*sheet.problems, *sheet.warnings]):
            break
        text = carry_out(text, reported[-1])
    assert (sheet.plain, sheet.problems, sheet.warnings) == (meant, [], [])


@pytest.mark.parametrize(
    "typed",
    [
        "zh: 一楼\n#备注\n",
        "t: |\n  一楼\n #备注\n",
        "t: |\n  一楼\n\n #备注\nid: x\n",
        "- 一\n#备注\n- 三\n",
        "t: {zh: 一}\n#备注\n",
    ],
)
def test_a_line_that_is_a_note_is_quiet_once_it_is_written_as_told(typed: str) -> None:
    sheet = sheet_of("a.yaml", typed.encode())
    (warning,) = sheet.warnings
    assert warning.fix.endswith("where it is a note, write a space behind # and begin the note with a letter")
    fixed = sheet_of("a.yaml", typed.replace("#", "# ").encode())
    assert (fixed.plain, fixed.warnings) == (sheet.plain, [])


@pytest.mark.parametrize(
    "line", ["text：说明", "text： 说明", "text： {zh：说明，en：Words}", "text：｛zh：说明；en：Words｝"]
)
def test_a_block_with_a_full_width_colon_is_read_as_meant(line: str, tmp_path: Path) -> None:
    panel = PANEL.replace("text: {zh: 说明, en: Words}", line)
    loaded = load_pack(write(tmp_path, FILES | {"panels/industry.yaml": panel.encode()}), KNOWLEDGE)
    assert loaded.pack is not None
    assert loaded.pack.panels[0].pages[0].blocks[0].kind == "text"
    (reported,) = loaded.problems
    assert (reported.severity, reported.kind) == ("warning", "confusable")
    assert reported.location.line == panel[: panel.index(line)].count("\n") + 1


def test_a_block_whose_colon_stays_full_width_is_told_as_it_is_to_be_written(tmp_path: Path) -> None:
    panel = PANEL.replace("text: {zh: 说明, en: Words}", '"text：说明"')
    (reported,) = load_pack(write(tmp_path, FILES | {"panels/industry.yaml": panel.encode()}), KNOWLEDGE).problems
    assert reported.fix.startswith("the colon of the key is a full-width one (：): write text: 说明; see ")


@pytest.mark.parametrize(
    "typed",
    [
        "text: 时间：九点\n  地点：大厅\n",
        "text:\n  时间：九点\n  地点：大厅\n",
        "text: {zh: 时间：九点；地点：大厅, en: x}\n",
        "text: {zh: 联系我们；qq：123，wechat：x, en: x}\n",
        "text: id：3\n",
        "text: |\n  zh：甲\n  en：B\n",
        'text: "zh：甲"\n',
        "url: https://example.org/\n",
    ],
)
def test_words_with_full_width_colons_stay_words(typed: str) -> None:
    sheet = sheet_of("a.yaml", typed.encode())
    assert (sheet.problems, sheet.warnings) == ([], [])
    value = next(iter(sheet.plain.values()))
    assert isinstance(value, str) or list(value) == ["zh", "en"]


def test_a_folder_among_the_panels_is_called_one(tmp_path: Path) -> None:
    sub = write(tmp_path) / "panels" / "sub"
    sub.mkdir()
    (tmp_path / "panels" / "industry.yaml").rename(sub / "industry.yaml")
    reported = next(each for each in load_pack(tmp_path, KNOWLEDGE).problems if each.location.file == "panels/sub")
    assert reported.message == "this is a folder, and what is in it is not read"
    assert reported.fix == "move its .yaml files into panels/, and the folder away"
    (sub / "industry.yaml").rename(tmp_path / "panels" / "industry.yaml")
    sub.rmdir()
    assert load_pack(tmp_path, KNOWLEDGE).problems == ()
