"""`make desk`: what staff do on Yi Desk, in a real Chromium, each action counted; barriers by axe; pictures of screens.

It runs in an environment of its own (requirements-desk.txt) and starts the desk of the checkout beside it. `--tasks`
leaves the screens out. A line for
each task, `PASS|FAIL  actions/limit  task`, and for each screen; the exit code is 1 where one fails. Pictures are in
build/desk; those of docs/desk.md are written with `--publish`.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

TOP = Path(__file__).resolve().parents[2]
PYTHON = TOP / ".venv" / "bin" / "python"
OUT = TOP / "build" / "desk"
PICTURES = TOP / "docs" / "pictures"
AXE = TOP / "tests" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
ARTICLE = TOP / "content" / "zhenjiang-new-area"
SIZES = {"1440": (1440, 900), "1024": (1024, 768), "390": (390, 844)}
PATIENCE_MS = 90_000  # for a page to be drawn the first time, with every picture prepared
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""

SIMULATE = """
import sys; sys.path.insert(0, "setup")
from datetime import date, datetime, timedelta
from pathlib import Path
from simulated_days import FIRST, simulate
last = date.today().replace(day=1) - timedelta(days=1)
simulate(Path(sys.argv[1]), first=FIRST.replace(year=last.year, month=last.month, day=1), days=10, visits=30)
"""
TRANSLATE = """
import sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1]); sheet = book.active
column = [cell.value for cell in sheet[1]].index("en") + 1
row = next(n for n in range(2, sheet.max_row) if sheet.cell(n, column).value == "Four new signature industries")
sheet.cell(row, column).value = "Four new flagship industries"
book.save(sys.argv[1])
"""


@dataclass
class Staff:
    """Somebody at a browser, whose actions are counted: a click, a line of typing, a file that is chosen."""

    page: Page
    actions: int = 0

    def click(self, locator: Any) -> None:
        """Click something in view."""
        self.actions += 1
        locator.click()

    def type(self, locator: Any, words: str) -> None:
        """Replace the words of a field."""
        self.actions += 1
        locator.fill(words)

    def leave(self) -> None:
        """Leave a field."""
        self.actions += 1
        self.page.keyboard.press("Tab")

    def choose(self, locator: Any, file: Path) -> None:
        """Choose a file."""
        self.actions += 1
        locator.set_input_files(file)


@dataclass
class Hall:
    """A copy of the article's pack, and the desks that are open at it."""

    room: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def pack(self) -> Path:
        """The pack's folder."""
        return self.room / "pack"

    def open(self, browser: Browser, port: int, language: str = "zh") -> BrowserContext:
        """Start a desk, and come in by its entrance."""
        temporary = self.room / f"tmp{port}"
        temporary.mkdir()
        environment = os.environ | {
            "XDG_DATA_HOME": str(self.room / "data"),
            "XDG_CACHE_HOME": str(TOP / "build" / "desk-cache"),
            "TMPDIR": str(temporary),
        }
        command = [str(PYTHON), "-m", "kiosk", "desk", str(self.pack), "--no-browser", "--port", str(port)]
        command += ["--language", language, "--journal", str(self.room / "journal.sqlite")]
        self.processes.append(subprocess.Popen(command, cwd=TOP, env=environment, stdout=subprocess.DEVNULL))
        entrance = wait_for(lambda: next(temporary.glob("yi-desk-*/open-yi-desk.html"), None))
        context = browser.new_context(locale="zh-CN" if language == "zh" else "en-GB", accept_downloads=True)
        page = context.new_page()
        page.goto(entrance.as_uri())
        page.wait_for_url(f"http://127.0.0.1:{port}/")
        page.close()
        return context

    def close(self) -> None:
        """End the desks."""
        for process in self.processes:
            process.terminate()
            process.wait()


def wait_for(found: Callable[[], Any]) -> Any:
    """Return what is found, once it is there."""
    end = time.monotonic() + 60
    while (value := found()) is None:
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.1)
    return value


class Tasks:
    """The tasks, in the order in which they are done; each begins at the desk's first page."""

    def __init__(self, hall: Hall, browser: Browser) -> None:
        self.hall = hall
        self.context = hall.open(browser, 8761)
        self.other = hall.open(browser, 8763)
        self.done: list[tuple[bool, str]] = []

    def do(self, name: str, most: int, task: Callable[[Staff], None]) -> None:
        """Do one task, count its actions, and print its line."""
        page = self.context.new_page()
        trouble: list[str] = []
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("console", lambda line: trouble.append(line.text) if "Content Security" in line.text else None)
        staff = Staff(page)
        started = time.monotonic()
        why = ""
        try:
            page.goto("http://127.0.0.1:8761/")
            task(staff)
        except Exception as error:  # noqa: BLE001  a task that fails is a line, and the others go on
            why = f": {type(error).__name__} {str(error)[:300]}".replace("\n", " ")
            page.screenshot(path=OUT / f"failed-{len(self.done)}.png")
        passed = not why and not trouble and staff.actions <= most
        self.context.set_offline(False)
        seconds = time.monotonic() - started
        counted = f"{'PASS' if passed else 'FAIL'}  {staff.actions:2}/{most:2} actions  {seconds:5.1f} s"
        line = f"{counted}  {name}{why} {trouble or ''}"
        print(line, flush=True)
        self.done.append((passed, line))
        page.close()

    def typo(self, staff: Staff) -> None:
        """A typo is corrected, from the first page to the words in the pack."""
        before = (self.hall.pack / "panels" / "industry.yaml").read_text("utf-8")
        page = staff.page
        staff.click(page.get_by_role("link", name="去修改"))
        staff.click(page.get_by_role("link", name="优质项目先后落户"))
        field = page.get_by_label("标题，中文", exact=True).first
        staff.click(field)
        staff.type(field, "优质项目接连落户")
        staff.leave()
        expect(page.get_by_text("已保存").first).to_be_visible()
        after = (self.hall.pack / "panels" / "industry.yaml").read_text("utf-8")
        assert after == before.replace("优质项目先后落户", "优质项目接连落户", 1)

    def touched_word(self, staff: Staff) -> None:
        """A word on the drawn page is touched, and its field opens."""
        page = staff.page
        staff.click(page.get_by_role("link", name="去修改"))
        staff.click(page.get_by_role("link", name="四张新的产业名片"))
        word = page.locator(".word[data-words='航空航天']").first
        word.wait_for(state="visible", timeout=PATIENCE_MS)
        staff.click(word)
        value = page.evaluate("document.activeElement.value")
        assert value == "航空航天", value

    def undo(self, staff: Staff) -> None:
        """The last step is undone."""
        before = (self.hall.pack / "panels" / "industry.yaml").read_text("utf-8")
        page = staff.page
        staff.click(page.get_by_role("button", name="撤销").first)
        expect(page.locator(".steps .undone")).not_to_have_count(0)
        after = (self.hall.pack / "panels" / "industry.yaml").read_text("utf-8")
        assert after == before.replace("优质项目接连落户", "优质项目先后落户", 1) != before

    def picture(self, staff: Staff) -> None:
        """A picture is replaced wherever it is used."""
        file = self.hall.room / "新照片.jpg"
        make = (
            "import pyvips,sys; pyvips.Image.black(1600,1000,bands=3).copy(interpretation='srgb').jpegsave(sys.argv[1])"
        )
        subprocess.run([str(PYTHON), "-c", make, str(file)], check=True)
        page = staff.page
        staff.click(page.get_by_role("navigation").get_by_role("link", name="图库"))
        staff.click(page.get_by_role("link", name=re.compile("新材料产业园")).first)
        staff.choose(page.locator("input[type=file]"), file)
        expect(page.get_by_text("内容包里的图片已经换好")).to_be_visible(timeout=PATIENCE_MS)
        named = [each for each in self.hall.pack.rglob("*.yaml") if "materials-park.svg" in each.read_text("utf-8")]
        assert named == []
        assert (self.hall.pack / "media" / "新照片.jpg").is_file()

    def translation(self, staff: Staff) -> None:
        """The texts go to a translator as a sheet, and come back."""
        page = staff.page
        staff.click(page.get_by_role("navigation").get_by_role("link", name="翻译"))
        with page.expect_download() as download:
            staff.click(page.get_by_role("link", name="下载表格"))
        file = self.hall.room / "texts.xlsx"
        download.value.save_as(file)
        subprocess.run([str(PYTHON), "-c", TRANSLATE, str(file)], check=True)
        staff.choose(page.locator("input[type=file]"), file)
        expect(page.get_by_text("改动1处")).to_be_visible(timeout=PATIENCE_MS)
        assert any("Four new flagship industries" in each.read_text("utf-8") for each in self.hall.pack.rglob("*.yaml"))

    def two_editors(self, staff: Staff) -> None:
        """Two people change one field at two desks: the later one sees both, and chooses."""
        page = staff.page
        staff.click(page.get_by_role("link", name="去修改"))
        staff.click(page.get_by_role("link", name="近六十名高层次人才"))
        colleague = self.other.new_page()
        colleague.goto(page.url.replace("8761", "8763"))
        theirs = colleague.get_by_label("标题，中文", exact=True).first
        theirs.fill("同事写的标题")
        colleague.keyboard.press("Tab")
        expect(colleague.get_by_text("已保存").first).to_be_visible()
        colleague.close()
        mine = page.get_by_label("标题，中文", exact=True).first
        staff.type(mine, "我写的标题")
        staff.leave()
        clash = page.get_by_role("group", name="这里刚才被别人改过了")
        expect(clash.get_by_text("同事写的标题")).to_be_visible()
        expect(clash.get_by_text("我写的标题")).to_be_visible()
        assert "同事写的标题" in (self.hall.pack / "panels" / "talent.yaml").read_text("utf-8")
        staff.click(clash.get_by_role("button", name="保存我的"))
        expect(page.get_by_text("已保存").first).to_be_visible()
        assert "我写的标题" in (self.hall.pack / "panels" / "talent.yaml").read_text("utf-8")

    def lost_network(self, staff: Staff) -> None:
        """The network goes while somebody types, the window is closed, and no word is lost."""
        page = staff.page
        staff.click(page.get_by_role("link", name="去修改"))
        staff.click(page.get_by_role("link", name="十分钟的生活圈"))
        address = page.url
        page.wait_for_load_state("load")
        self.context.set_offline(True)
        field = page.get_by_label("标题，中文", exact=True).first
        staff.type(field, "十分钟生活圈")
        staff.leave()
        expect(page.get_by_text("还没有保存").first).to_be_visible()
        assert "十分钟生活圈" not in (self.hall.pack / "panels" / "talent.yaml").read_text("utf-8")
        page.close()
        self.context.set_offline(False)
        staff.page = page = self.context.new_page()
        page.goto(address)
        expect(page.get_by_text("已保存").first).to_be_visible()
        assert "十分钟生活圈" in (self.hall.pack / "panels" / "talent.yaml").read_text("utf-8")

    def ended_session(self, staff: Staff) -> None:
        """The session ends while somebody types: it is said what to do, and after coming in again no word is lost."""
        page = staff.page
        staff.click(page.get_by_role("link", name="去修改"))
        staff.click(page.get_by_role("link", name="十分钟"))
        page.wait_for_load_state("load")
        cookies = self.context.cookies()
        self.context.clear_cookies()
        field = page.get_by_label("标题，中文", exact=True).first
        staff.type(field, "十分钟的生活圈子")
        staff.leave()
        expect(page.get_by_role("status").get_by_text("重新打开“宜展编辑台”").first).to_be_visible()
        staff.click(page.get_by_role("button", name="添加", exact=True))
        expect(page.locator("#status")).to_contain_text("重新打开“宜展编辑台”")
        self.context.add_cookies(cookies)
        page.reload()
        expect(page.get_by_text("已保存").first).to_be_visible()
        assert "十分钟的生活圈子" in (self.hall.pack / "panels" / "talent.yaml").read_text("utf-8")

    def blocks(self, staff: Staff) -> None:
        """A text is added to a page, written, and moved up."""
        page = staff.page
        staff.click(page.get_by_role("link", name="去修改"))
        staff.click(page.get_by_role("link", name="一揽子配套服务"))
        page.locator(".add").wait_for()
        count = page.locator(".block").count()
        staff.click(page.get_by_role("button", name="添加", exact=True))
        expect(page.locator(".block")).to_have_count(count + 1)
        last = page.locator(".block").last
        expect(last.get_by_label("正文，中文")).to_be_focused()
        staff.type(last.get_by_label("正文，中文"), "新写的一段。")
        staff.leave()
        expect(last.get_by_text("已保存")).to_be_visible()
        staff.click(last.get_by_role("button", name="上移"))
        expect(page.locator(".block").nth(count - 1).get_by_label("正文，中文")).to_have_value("新写的一段。")
        expect(page.locator(".block").nth(count - 1).get_by_role("button", name="上移")).to_be_focused()

    def report(self, staff: Staff) -> None:
        """Last month's visits are looked at, and kept as a sheet."""
        page = staff.page
        staff.click(page.get_by_role("navigation").get_by_role("link", name="观众"))
        expect(page.locator(".report svg").first).to_be_visible()
        with page.expect_download() as download:
            staff.click(page.get_by_role("link", name="下载表格"))
        assert download.value.suggested_filename == "report.xlsx"


def screens(hall: Hall, browser: Browser) -> Iterator[tuple[bool, str]]:
    """Look at every screen in both languages and three widths: no barrier, nothing wider than the screen."""
    for language, port in (("zh", 8765), ("en", 8767)):
        context = hall.open(browser, port, language)
        page = context.new_page()
        site = f"http://127.0.0.1:{port}"
        page.goto(f"{site}/contents")
        panel = page.locator(".bay h3 a").first.get_attribute("href")
        first = page.locator(".bay ol a").first.get_attribute("href")
        gallery = page.locator(".bay h3 a").last.get_attribute("href")
        page.goto(f"{site}/pictures")
        picture = page.locator(".grid a").nth(3).get_attribute("href")
        addresses = {
            "today": "/", "contents": "/contents", "page": first, "panel": panel, "gallery": gallery,
            "home": "/edit/home", "pictures": "/pictures", "picture": picture, "translation": "/translation",
            "audience": "/audience", "not-found": "/edit/nothing",
        }  # fmt: skip
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            for name, address in addresses.items():
                page.goto(f"{site}{address}")
                if page.locator("#drawing").count():
                    page.locator("#drawing figure, #drawing .problem").first.wait_for(timeout=PATIENCE_MS)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=OUT / f"{name}-{size}-{language}.png")
                page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
                yield look_at(page, f"{name} {size} {language}", width)
        context.close()


def look_at(page: Page, name: str, width: int) -> tuple[bool, str]:
    """Return whether axe finds no barrier, and nothing is wider than the screen."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    barriers = [f"{each['id']}: {each['nodes'][0]['target']} ({len(each['nodes'])})" for each in found["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        barriers.append(f"{wide} px wide")
    return not barriers, f"{'FAIL' if barriers else 'PASS'}  {len(barriers)} barriers  {name} {'; '.join(barriers)}"


def publish() -> None:
    """Write the pictures of docs/desk.md and docs/desk.zh.md."""
    small = "import sys; from PIL import Image; Image.open(sys.argv[1]).save(sys.argv[2], 'WEBP', quality=80, method=6)"
    for language in ("zh", "en"):
        for name in ("page", "contents"):
            target = PICTURES / f"desk-{name}.{language}.webp"
            subprocess.run(
                [str(PYTHON), "-c", small, str(OUT / f"{name}-1440-{language}.png"), str(target)], check=True
            )


def main() -> int:
    """Do all of it; return the exit code."""
    if not CHROMIUM:
        print("Chromium is missing: apt-get install chromium")
        return 2
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    results: list[tuple[bool, str]] = []
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright, contextlib.ExitStack() as stack:
        hall = Hall(Path(name))
        shutil.copytree(ARTICLE, hall.pack)
        stack.callback(hall.close)
        subprocess.run([str(PYTHON), "-c", SIMULATE, str(hall.room / "journal.sqlite")], cwd=TOP, check=True)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        stack.callback(browser.close)
        for passed, line in screens(hall, browser) if "--tasks" not in sys.argv else ():
            print(line, flush=True)
            results.append((passed, line))
        tasks = Tasks(hall, browser)
        tasks.do("a typo, from the first page to the pack", 6, tasks.typo)
        tasks.do("undo of that", 2, tasks.undo)
        tasks.do("a word is touched on the drawn page, and its field opens", 3, tasks.touched_word)
        tasks.do("a picture is replaced wherever it is used", 4, tasks.picture)
        tasks.do("texts to a translator and back", 3, tasks.translation)
        tasks.do("two people at one field", 6, tasks.two_editors)
        tasks.do("the network goes, the window is closed, no word is lost", 4, tasks.lost_network)
        tasks.do("the session ends, what to do is said, no word is lost", 5, tasks.ended_session)
        tasks.do("a text is added, written and moved", 6, tasks.blocks)
        tasks.do("last month's visits, and as a sheet", 2, tasks.report)
        results += tasks.done
    if "--publish" in sys.argv:
        publish()
    bad = sum(not passed for passed, _ in results)
    (OUT / "results.json").write_text(json.dumps([line for _, line in results], ensure_ascii=False, indent=1), "utf-8")
    print(f"{len(results) - bad} passed, {bad} failed")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
