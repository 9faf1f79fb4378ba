"""Reports of thirty simulated days, in build/report; rendered if Chromium is found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from simulated_days import simulate

OUT = Path("build/report").resolve()
SIZES = {"desktop": "1440,3200", "tablet": "820,4600", "phone": "390,6600"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def draw(browser: str, page: Path) -> None:
    """Render the page on three screens, and on A4 paper."""
    quiet = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    for name, size in SIZES.items():
        picture = page.with_name(f"{page.stem}-{name}.png")
        _run([*quiet, f"--screenshot={picture}", f"--window-size={size}", page.as_uri()])
    _run([*quiet, "--no-pdf-header-footer", f"--print-to-pdf={page.with_suffix('.pdf')}", page.as_uri()])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def main() -> None:
    """Make and render the reports."""
    shutil.rmtree(OUT, ignore_errors=True)
    journal = OUT / "journal.sqlite"
    print(f"{simulate(journal)} visits in {journal}")
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    for language in ("zh", "en"):
        page = OUT / f"report-{language}.html"
        reported = ["--journal", str(journal), "--html", str(page), "--language", language]
        subprocess.run([sys.executable, "-m", "kiosk", "report", *reported], check=True)
        if browser:
            draw(browser, page)
    if not browser:
        print("no Chromium was found: the pages are made, and not drawn")


if __name__ == "__main__":
    main()
