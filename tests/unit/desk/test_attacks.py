"""The attacks on a desk: each is refused, and changes nothing. docs/desk.md lists them."""

from __future__ import annotations

import json
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk.access import MOST_BYTES, MOST_UPLOAD, PROOF_HEADER
from kiosk.desk.draft import DocPath
from kiosk.desk.web_server import entrance, listen
from tests.unit.desk.conftest import HOST, Browser

PAGES = (
    "/",
    "/contents",
    "/pictures",
    "/translation",
    "/audience",
    "/edit/home",
    "/translation.xlsx",
    "/audience.xlsx",
)
CHANGES = ("/save/home", "/items/home", "/undo/abc", "/picture/abc/replace", "/gallery/abc/add", "/translation")


@pytest.fixture(autouse=True)
def _nothing_changes(request: pytest.FixtureRequest) -> Iterator[None]:
    """No attack makes a step."""
    found = [name for name in ("browser", "stranger") if name in request.fixturenames]
    workspace = request.getfixturevalue(found[0]).workspace if found else None
    before = workspace.state() if workspace else ""
    yield
    if workspace:
        assert workspace.state() == before
        assert [step for step in workspace.history.steps() if step.what != "words"] == []


# -- without a session


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_shown_without_a_session(stranger: Browser, path: str) -> None:
    assert stranger.get(path).status_code == 401


@pytest.mark.parametrize("path", CHANGES)
def test_nothing_is_changed_without_a_session(stranger: Browser, path: str) -> None:
    assert stranger.client.post(path, content=b"{}", headers=stranger.headers).status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", "0" * 43, "../../etc/passwd", '"; DROP'])
def test_a_guessed_session_is_none(stranger: Browser, cookie: str) -> None:
    headers = {"cookie": f"yi_desk={cookie}"}
    assert stranger.client.get("/", headers=headers).status_code == 401


# -- the entrance


def test_the_entrance_opens_once(stranger: Browser) -> None:
    token = stranger.access.new_entrance()
    assert stranger.client.get("/enter", params={"token": token}).status_code == 200
    stranger.client.cookies.clear()
    assert stranger.client.get("/enter", params={"token": token}).status_code == 403
    assert stranger.get("/").status_code == 401


@pytest.mark.parametrize("token", ["", "x", "宜", "a" * 100_0])
def test_another_token_opens_nothing(stranger: Browser, token: str) -> None:
    stranger.access.new_entrance()
    assert stranger.client.get("/enter", params={"token": token}).status_code == 403


def test_an_entrance_that_was_not_used_closes(stranger: Browser) -> None:
    token = stranger.access.new_entrance()
    stranger.clock.now += 601
    assert stranger.client.get("/enter", params={"token": token}).status_code == 403


def test_guessing_tokens_is_slow(stranger: Browser) -> None:
    token = stranger.access.new_entrance()
    for _ in range(20):
        assert stranger.client.get("/enter", params={"token": "guess"}).status_code == 403
    assert stranger.client.get("/enter", params={"token": token}).status_code == 403, "the guesses used up the tries"


def test_the_token_is_in_a_file_of_its_owner_alone(stranger: Browser, tmp_path: Path) -> None:
    with entrance(stranger.access, 8753, tmp_path) as address:
        file = Path(address.removeprefix("file://"))
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        assert "token=" not in address
        assert "token=" in file.read_text("utf-8")
    assert not file.exists()


def test_the_session_is_kept_from_scripts_and_other_sites(stranger: Browser) -> None:
    answer = stranger.client.get("/enter", params={"token": stranger.access.new_entrance()})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "domain=" not in cookie


def test_a_session_ends_when_it_is_left_alone(browser: Browser) -> None:
    assert browser.get("/contents").status_code == 200
    browser.clock.now += 12 * 3600 + 1
    assert browser.get("/contents").status_code == 401


# -- other sites


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8753", "127.0.0.1", "127.0.0.1:80", "[::1]:8753", ""])
def test_another_host_name_is_refused(browser: Browser, host: str) -> None:
    """DNS rebinding: a name of the attacker's that leads to this computer."""
    assert browser.client.get("/", headers={"host": host}).status_code == 421


def test_two_host_names_are_refused(browser: Browser) -> None:
    headers = [("host", HOST), ("host", "evil.example")]
    assert browser.client.get("/", headers=headers).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1", "https://127.0.0.1:8753", ""])
@pytest.mark.parametrize("path", CHANGES)
def test_a_form_of_another_site_changes_nothing(browser: Browser, origin: str, path: str) -> None:
    headers = browser.headers | {"origin": origin}
    assert browser.client.post(path, content=b"{}", headers=headers).status_code == 403


def test_a_change_without_an_origin_is_refused(browser: Browser) -> None:
    headers = {name: value for name, value in browser.headers.items() if name != "origin"}
    assert browser.client.post("/save/home", content=b"{}", headers=headers).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_a_change_from_another_site_is_refused(browser: Browser, site: str) -> None:
    headers = browser.headers | {"sec-fetch-site": site}
    assert browser.client.post("/save/home", content=b"{}", headers=headers).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["/", "/translation.xlsx", "/small/abc", "/language/zh"])
def test_another_site_embeds_nothing(browser: Browser, site: str, path: str) -> None:
    assert browser.client.get(path, headers={"sec-fetch-site": site}).status_code == 403


@pytest.mark.parametrize("proof", ["", "x", "0" * 43])
def test_a_change_without_the_pages_own_proof_is_refused(browser: Browser, proof: str) -> None:
    headers = browser.headers | {PROOF_HEADER: proof}
    assert browser.client.post("/undo/abc", content=b"", headers=headers).status_code == 403


def test_no_page_may_be_framed_and_nothing_foreign_runs_in_it(browser: Browser) -> None:
    for path in PAGES:
        headers = browser.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers
        assert headers["cache-control"] == "no-store"


def test_no_page_has_a_script_or_a_style_within_it(browser: Browser) -> None:
    for path in ("/", "/contents", "/edit/home", "/pictures", "/translation", "/audience"):
        html = browser.get(path).text
        assert "<script>" not in html
        assert "<style" not in html
        assert " style=" not in html
        assert " onclick=" not in html


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "\\/evil", "/\r\nset-cookie: a=b"]
)
def test_no_address_leads_to_another_site(browser: Browser, to: str) -> None:
    answer = browser.client.get(
        "/language/zh", params={"to": to}, headers={"sec-fetch-site": "same-origin"}, follow_redirects=False
    )
    assert answer.headers["location"] == "/"


# -- methods, sizes, numbers


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_other_methods_are_refused(browser: Browser, method: str) -> None:
    assert browser.client.request(method, "/save/home", headers=browser.headers).status_code == 405


@pytest.mark.parametrize("path", ["/save/home", "/undo/abc", "/enter", "/contents", "/static/desk.js"])
def test_a_page_is_not_changed_by_looking_at_it(browser: Browser, path: str) -> None:
    if path in {"/save/home", "/undo/abc"}:
        assert browser.get(path).status_code in {404, 405}
    else:
        assert browser.client.post(path, content=b"", headers=browser.headers).status_code == 405


@pytest.mark.parametrize(
    ("path", "size"),
    [("/save/home", MOST_BYTES + 1), ("/items/home", MOST_BYTES + 1), ("/translation", MOST_UPLOAD + 1)],
)
def test_too_large_a_body_is_refused_before_it_is_read(browser: Browser, path: str, size: int) -> None:
    headers = browser.headers | {"content-length": str(size)}
    assert browser.client.post(path, content=b"", headers=headers).status_code == 413


def test_a_body_of_unknown_size_is_refused(browser: Browser) -> None:
    answer = browser.client.post("/save/home", content=iter([b"{}"]), headers=browser.headers)
    assert answer.status_code == 411


@pytest.mark.parametrize("length", ["-1", "1e9", "0x10", "9" * 30])
def test_a_strange_length_is_refused(browser: Browser, length: str) -> None:
    headers = browser.headers | {"content-length": length}
    assert browser.client.post("/save/home", content=b"", headers=headers).status_code == 400


def test_too_many_changes_at_once_are_refused(browser: Browser) -> None:
    answers = [browser.client.post("/undo/abc", content=b"", headers=browser.headers).status_code for _ in range(70)]
    assert 429 in answers
    browser.clock.now += 60
    assert browser.client.post("/undo/abc", content=b"", headers=browser.headers).status_code != 429


def test_too_many_reads_at_once_are_refused(browser: Browser) -> None:
    assert 429 in {browser.get("/small/abc").status_code for _ in range(450)}


# -- what is sent


@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"null", b"{", b'{"place": 1}', b'{"place": ["pack.yaml", ["title"]], "token": "x"}',
        b'{"place": ["pack.yaml", [true]], "token": "", "words": {}}',
        b'{"place": ["pack.yaml", [{}]], "token": "", "words": {}}', b"[" * 50_000, b'\xff\xfe{"a": 1}',
    ],
)  # fmt: skip
def test_a_body_that_is_no_change_is_refused(browser: Browser, body: bytes) -> None:
    assert browser.client.post("/save/home", content=body, headers=browser.headers).status_code in {400, 409, 422}


@pytest.mark.parametrize(
    "file", ["../secret.yaml", "/etc/passwd", "panels/../../secret.yaml", "media/x.svg", ".git/config", "pack.yaml\0"]
)
def test_no_file_outside_of_the_packs_words_is_written(browser: Browser, file: str) -> None:
    body = {"place": [file, ["title"]], "token": "x", "words": {"zh": "x"}}
    assert browser.client.post("/save/home", json=body, headers=browser.headers).status_code in {400, 422}


@pytest.mark.parametrize("key", ["id", "format", "version", "theme", "languages"])
def test_what_has_no_field_is_not_written(browser: Browser, key: str) -> None:
    """An id, the version or the theme: whoever may edit words may not reach them by hand."""
    place = DocPath("pack.yaml", (key,))
    body = {"place": ["pack.yaml", [key]], "token": browser.workspace.draft.token(place), "value": "evil", "words": {}}
    assert browser.client.post("/save/home", json=body, headers=browser.headers).status_code == 422


def test_no_yaml_is_smuggled_in_by_words(browser: Browser) -> None:
    from kiosk.content.yaml import sheet_of

    words = "x\n  - id: evil\n# }\n{]: &a *a !!python/object:os.system \u2028 %TAG \x00"
    place = DocPath("pack.yaml", ("title",))
    before = browser.workspace.draft.plain("pack.yaml")
    language = browser.contents.languages[0]
    assert browser.save("home", place, **{language: words}).status_code == 200
    after = sheet_of("pack.yaml", (browser.workspace.pack / "pack.yaml").read_bytes())
    assert after.problems == []
    changed = {key for key in after.plain if after.plain[key] != before.get(key)}
    assert changed == {"title"}
    browser.workspace.undo(browser.workspace.history.steps()[0].id, "li")


def test_words_are_shown_as_words(browser: Browser, page: str) -> None:
    """A title that is HTML is no HTML on any page."""
    evil = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>{{ 7*7 }}"
    entry = browser.contents.entries[page]
    place = DocPath(entry.place.file, (*entry.place.path, "title"))
    language = browser.contents.languages[0]
    assert browser.save(page, place, **{language: evil}).status_code == 200
    for path in ("/", "/contents", f"/edit/{page}", "/translation", "/pictures"):
        html = browser.get(path).text
        assert "<img src=x" not in html
        assert "<script>alert" not in html
        assert "49" not in html.split("7*7")[0][-5:]
    browser.workspace.undo(browser.workspace.history.steps()[0].id, "li")


@pytest.mark.parametrize("ref", ["..", "%2e%2e%2fpack.yaml", "home%00", "x" * 5000, "%F0%9F%97%BC", "__class__"])
@pytest.mark.parametrize("path", ["/edit/", "/small/", "/picture/", "/drawing/", "/drawn/", "/static/"])
def test_a_strange_address_finds_nothing(browser: Browser, path: str, ref: str) -> None:
    answer = browser.get(path + ref)
    assert answer.status_code in {200, 404, 405, 422}
    assert "format: 1" not in answer.text
    assert "Traceback" not in answer.text
    if answer.status_code == 200:
        assert answer.headers["content-type"] in {"image/svg+xml", "text/html; charset=utf-8"}


def test_static_files_are_all_that_is_served_as_files(browser: Browser) -> None:
    for path in ("/static/../templates/base.html", "/static/%2e%2e/templates/base.html", "/static//etc/passwd"):
        assert browser.client.get(path).status_code == 404


# -- uploads


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("evil.html", b"<html><script>alert(1)</script>"),
        ("evil.jpg", b"<html><script>alert(1)</script>"),
        ("evil.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script'),
        ("evil.php.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 100),
        ("evil.png", b"\x89PNG\r\n\x1a\n" + b"\xff" * 2000),
        ("empty.jpg", b""),
        ("program.exe", b"MZ" + b"\0" * 500),
    ],
)  # fmt: skip
def test_a_file_that_is_no_picture_does_not_come_in(browser: Browser, name: str, data: bytes) -> None:
    ref = next(iter(browser.contents.pictures))
    answer = browser.send(f"/picture/{ref}/replace", data, name)
    assert answer.status_code == 422
    assert "Traceback" not in answer.text


def test_a_bomb_among_drawings_is_refused(browser: Browser) -> None:
    uses = "".join(f"<g id='a{n}'>" + f"<use href='#a{n - 1}'/>" * 10 + "</g>" for n in range(1, 9))
    bomb = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g id="a0"><path d="M0 0"/></g>{uses}</svg>'
    ref = next(iter(browser.contents.pictures))
    assert browser.send(f"/picture/{ref}/replace", bomb.encode(), "bomb.svg").status_code == 422


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04" + b"\0" * 100, b"a,b\n1,2\n", b"\xff" * 1000])
def test_a_file_that_is_no_sheet_does_not_come_in(browser: Browser, data: bytes) -> None:
    assert browser.send("/translation", data, "texts.xlsx").status_code == 422


def test_quarantine_is_closed_to_others_and_empty_afterwards(browser: Browser, tmp_path: Path) -> None:
    with browser.workspace.library.quarantine() as room:
        assert stat.S_IMODE(room.stat().st_mode) == 0o700
        assert stat.S_IMODE(room.parent.stat().st_mode) == 0o700
    browser.send("/translation", b"x", "../../evil.xlsx")
    assert list((tmp_path / "cache" / "desk-quarantine").iterdir()) == []
    assert not (tmp_path / "evil.xlsx").exists()


def test_a_picture_that_is_a_link_is_not_read(browser: Browser, tmp_path: Path) -> None:
    used = next(iter(browser.contents.pictures.values()))
    secret = tmp_path / "secret.png"
    file = browser.workspace.pack / used.file
    secret.write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(secret)
    assert browser.workspace.library.small(used, ("zh",)) is None


# -- what is written down


def test_the_audit_log_names_the_place_and_not_the_words(browser: Browser, page: str) -> None:
    entry = browser.contents.entries[page]
    place = DocPath(entry.place.file, (*entry.place.path, "title"))
    browser.save(page, place, **{browser.contents.languages[0]: "a secret title"})
    log = browser.workspace.history._folder / "audit.jsonl"
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert {key: lines[-1][key] for key in ("who", "what", "answer")} == {"who": "li", "what": "save", "answer": 200}
    assert lines[-1]["place"] == f"{place.file} {'/'.join(map(str, place.path))}"
    assert "secret" not in log.read_text("utf-8")
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    browser.workspace.undo(browser.workspace.history.steps()[0].id, "li")


def test_the_history_is_closed_to_others(browser: Browser) -> None:
    assert stat.S_IMODE(browser.workspace.history._folder.stat().st_mode) == 0o700


def test_only_this_computer_reaches_the_desk() -> None:
    opened = listen(18753)
    try:
        assert opened.getsockname()[0] == "127.0.0.1"
        other = listen(opened.getsockname()[1])
        assert other.getsockname()[1] != opened.getsockname()[1]
        other.close()
    finally:
        opened.close()
