# Everything a developer, a hall or a CI does with Yi Kiosk. `make run` and `make test` need nothing but Debian 12, Python and make.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PACK ?= content/zhenjiang-new-area
SIZES := 1920x1080 1080x1920
LANGUAGES := zh en
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard resources/locale/*.po resources/locale/visitors/*.po))

.PHONY: help run test check coverage reach keys accessibility parts screens sheets beside golden locales film home-picture report desk bench faults soak soak-night editor schemas codes catalogue article sbom wheel deb clean setup debian requirements
.DEFAULT_GOAL := help

help:
	@echo "make run      set up what is missing, then run the kiosk (without a screen: draw what a visitor would see)"
	@echo "make test     set up what is missing, then run every test on a virtual screen"
	@echo "make check    ruff, mypy, qmllint, qmlformat, import-linter, pack check"
	@echo "make coverage which lines and branches of content/ and session/ no test of theirs has seen: none"
	@echo "make reach    page through every kind of block in every size of text and orientation: nothing may be out of reach"
	@echo "make keys     walk by keyboard alone through every screen: each control reached once, in order, framed"
	@echo "make accessibility  walk by a real AT-SPI client, as a screen reader is one, through every screen; a table of what it finds"
	@echo "make parts    does pack check foretell the parts of every page? Both packs on a running kiosk, in sixty settings"
	@echo "make screens  draw every screen in every language and size into build/screens"
	@echo "make sheets   every screen of every pack, small, on contact sheets in build/sheets"
	@echo "make beside   STANDARD=DIR: the designed screens beside the kiosk's own, in build/beside"
	@echo "make golden   draw the pictures again that tests/golden compares the screens with"
	@echo "make locales  the same screens under nine languages of the system: the same pixels, each language in its own forms"
	@echo "make film     film a short visit: docs/film.mp4, and small as docs/pictures/film.webp"
	@echo "make home-picture  draw docs/pictures/home.png, with which the README begins"
	@echo "make report   thirty simulated days, and the reports made of them, drawn by Chromium where there is one"
	@echo "make desk     (needs npm and Chromium) do what staff do on Yi Desk in a real browser, and draw its screens; DESK='--tasks', '--publish'"
	@echo "make staff-pictures  draw the pictures of docs/staff.md and docs/staff.zh.md"
	@echo "make bench    measure speed and memory, also against Chromium, and write docs/figures.md; BENCH='start touch'"
	@echo "make faults   (as root, with strace, libfaketime, xdotool and Xorg's dummy driver) make the faults that the kiosk must survive, a line for each"
	@echo "make soak     thousands of visits, scenes, minutes of film: does memory stay flat? SOAK=scenes|visits|resets|film; docs/soak.md"
	@echo "make soak-night  the same for eight hours at the pace of people"
	@echo "make editor   (needs node and npm) prove those schemas in the language server of real editors"
	@echo "make schemas  write resources/schemas, by which editors complete and check a pack's files"
	@echo "make codes    write docs/codes.md and docs/codes.zh.md: the codes of messages, with cause and fix"
	@echo "make catalogue INTO=de  write resources/locale/de.po to be filled in, or add what is new to it; INTO=visitors/it: visitors' words"
	@echo "make article  write docs/article.md: where the pack tells each sentence of its article"
	@echo "make sbom     what Yi Kiosk installs besides itself: THIRD_PARTY.md, and build/yi-kiosk.cdx.json (CycloneDX)"
	@echo "make wheel    build dist/yi_kiosk-*.whl"
	@echo "make deb      build dist/yi-kiosk_*.deb, all of it in one file; SIGN=KEY, DEB='--arch arm64' or --without-films"
	@echo "make clean    remove what was built (not .venv)"

setup: .venv/stamp-kiosk $(CATALOGUES)

# Not a stamp of its own: asking dpkg takes milliseconds, and a package may be removed behind our back.
debian:
	@sh setup/debian_packages.sh

# Two steps: pyvips is published as source, and is built by the tools of the first one, whose hashes are known.
.venv/stamp-libraries: requirements-build.txt requirements-dev.txt setup/pyside_sources.py | debian
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --only-binary :all: --require-hashes -r requirements-build.txt
	$(PIP) --no-build-isolation --require-hashes -r requirements-dev.txt
	@$(BIN)/python setup/pyside_sources.py
	@touch $@

.venv/stamp-kiosk: .venv/stamp-libraries pyproject.toml kiosk/__init__.py setup/wheel_data.py
	$(PIP) --no-deps --no-build-isolation --no-index -e .
	@touch $@

# Each .po that is changed is compiled; the build of the wheel does so with all.
resources/locale/%.mo: resources/locale/%.po setup/catalogues.py | .venv/stamp-kiosk
	@$(BIN)/python setup/catalogues.py

# INTO: the language whose .po is written, or brought up to date.
catalogue: setup
	@$(BIN)/python setup/catalogues.py $(INTO)

run: setup
	@$(BIN)/python setup/run.py --pack $(PACK)

# Two processes for each processor: many tests wait for something. `worksteal`, for with `loadfile` of pytest-xdist 3.8
# a run never ends after one of its processes did (its issues 1323 and 1327). Bytecode is kept: a thousand processes
# start, and each would compile the whole program.
test: setup
	@PYTHONDONTWRITEBYTECODE= $(BIN)/python setup/virtual_screen.py $(BIN)/python -m pytest --numprocesses $$(($$(nproc) * 2)) --dist worksteal $(TESTS)

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python setup/qml_lint.py
	$(BIN)/lint-imports
	@for pack in content/*/; do echo "$(BIN)/kiosk pack check $$pack --strict"; $(BIN)/kiosk pack check "$$pack" --strict || exit 1; done

# What is pure is covered whole; the rest is tested by what is seen of it.
coverage: setup
	@$(BIN)/coverage run -m pytest -q tests/unit/content tests/unit/session tests/property tests/broken tests/article tests/unit/packs/test_pack_folder.py tests/unit/packs/store/test_build.py
	@$(BIN)/coverage report --include 'kiosk/content/*,kiosk/session/*' --fail-under 100

keys: setup
	@$(BIN)/python setup/virtual_screen.py $(BIN)/python -m tests.screens.keyboard_walk

# PACKS: some folders of packs, where it should not be those that ship.
accessibility: setup
	@$(BIN)/python setup/virtual_screen.py --size 1920x1920 $(BIN)/python -m tests.screens.accessibility_walk $(PACKS)

# Each item of every kind of block, in all sizes of text, orientations, screens and languages, and every test of the
# screens in both orientations; more examples of random packs and sessions. `make test` runs some of each.
reach: setup
	@REACH=all $(BIN)/python setup/virtual_screen.py $(BIN)/python -m pytest tests/screens tests/property tests/unit/content/test_redaction.py tests/unit/content/test_json_schema.py tests/unit/packs/gallery_import/test_spreadsheets.py --numprocesses $$(nproc)

# SCREENS: some of them, as `SCREENS="24in 55in-portrait"`.
parts: setup
	@QT_QUICK_BACKEND=software $(BIN)/python setup/virtual_screen.py --size 1920x1920 $(BIN)/python -m tests.screens.pagination $(SCREENS)

screens: setup
	@$(BIN)/python setup/screens.py --pack $(PACK) --sizes $(SIZES) --languages $(LANGUAGES)

sheets: setup
	@$(BIN)/python setup/contact_sheets.py

beside: setup
	@$(BIN)/python setup/beside.py $(STANDARD)

# Look at what has changed (git diff --stat, build/golden) before it is kept.
golden: setup
	@$(BIN)/python -m tests.golden.redraw

locales: setup
	@$(BIN)/python setup/locales.py

film: setup
	@$(BIN)/python setup/film.py

home-picture: setup
	@$(BIN)/python setup/home_picture.py

report: setup
	@$(BIN)/python setup/report.py

# In an environment of its own, since it drives a browser; the lock of npm names axe by its hash.
desk: setup
	@test -x build/desk-tools/bin/playwright || { $(PYTHON) -m venv build/desk-tools && build/desk-tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-desk.txt; }
	@npm ci --prefix tests/browser --ignore-scripts --no-audit --no-fund
	@build/desk-tools/bin/python tests/browser/desk_tasks.py $(DESK)

staff-pictures: setup
	@$(BIN)/python setup/staff_pictures.py
	@$(BIN)/python setup/stick_pictures.py

# BENCH: parts and options, as `BENCH="start touch"` or `BENCH="--no-publish packs"`.
bench: setup
	@$(BIN)/python -m bench $(BENCH)

# The lock names every package by its hash; their own install scripts are not run.
editor: setup
	@npm ci --prefix tests/editor --ignore-scripts --no-audit --no-fund
	@$(BIN)/python -m pytest tests/editor

schemas: setup
	@$(BIN)/python setup/schemas.py

codes: setup
	@$(BIN)/python setup/codes.py

article: setup
	@$(BIN)/python setup/article.py

# Each program of faults/ prints "row N  PASS|FAIL|NOT RUN  figure  what"; all of them run, whatever one finds.
faults: setup
	@bad=0; for program in faults/*.py; do $(BIN)/python "$$program" || bad=1; done; exit $$bad

# SOAK: parts and options, as `SOAK="visits --count 2000"`.
soak: setup
	@$(BIN)/python -m soak $(SOAK)

soak-night: setup
	@$(BIN)/python -m soak visits --real-time --every 5 $(SOAK)

# The tool has an environment of its own, since it lists the libraries of the other one.
sbom: setup
	@test -x build/sbom/bin/cyclonedx-py || { $(PYTHON) -m venv build/sbom && build/sbom/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-sbom.txt; }
	@$(BIN)/python setup/sbom.py

wheel: setup
	$(BIN)/python -m build --wheel --no-isolation

requirements: setup
	$(BIN)/python setup/requirements.py

# SIGN: a key of GnuPG. DEB: options of setup/deb/build_deb.py.
deb: setup
	@$(BIN)/python setup/deb/build_deb.py $(if $(SIGN),--sign $(SIGN)) $(DEB)

clean:
	rm -rf build dist .coverage .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find kiosk setup tests -name __pycache__ -prune -exec rm -rf {} +
