"""`kiosk pack import`: a folder of photos or a sheet of words becomes a gallery that `pack check` finds no error in."""

from __future__ import annotations

import io
import os
import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from kiosk.cli import main
from kiosk.content.loader import load_pack
from kiosk.packs.gallery_import import placement
from kiosk.packs.product_catalog import product_catalog
from tests.hostile import make_pictures
from tests.unit.content.test_media_types import RAW
from tests.unit.media.sample_pictures import SVG
from tests.unit.packs.gallery_import import photos

HEIC = Path(__file__).parent / "foreign" / "photo.heic"
Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "river").mkdir()
    return tmp_path / "river"


@pytest.fixture
def say(pack: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """`kiosk pack import` with these words: exit code, what was said, and what was complained of."""

    def run(*words: object) -> tuple[int, str, str]:
        code = main(["pack", "import", *map(str, words), "--into", "hall"])
        output = capsys.readouterr()
        return code, output.out, output.err

    return run


def gallery(pack: Path, name: str = "river") -> dict[str, Any]:
    """The gallery as its file says, once the whole pack is found to be without errors."""
    loaded = load_pack(pack, product_catalog())
    assert [str(problem) for problem in loaded.problems if problem.severity == "error"] == []
    whole: dict[str, Any] = yaml.safe_load((pack / "galleries" / f"{name}.yaml").read_text("utf-8"))
    return whole


def everything(pack: Path) -> dict[str, bytes]:
    return {path.relative_to(pack).as_posix(): path.read_bytes() for path in sorted(pack.rglob("*")) if path.is_file()}


def test_a_folder_of_photos_becomes_a_gallery(pack: Path, source: Path, say: Say) -> None:
    for number, name in enumerate(["10 大桥.JPG", "2 江上.jpg", "IMG_0007.PNG"]):
        photos.save(source / name, number)
    (source / "drawing.svg").write_text(SVG.format(40, 30, '<rect width="20" height="9"/>'))
    code, output, complained = say(source)
    assert (code, complained) == (0, "")
    assert output.splitlines() == [
        "galleries/river.yaml: 4 pictures added",
        "without caption: 4, without alt: 4, without credit: 4",
        "titles taken from the names of files: 4",
        "smaller than the screen: 3",
        "for a tile on Home add river to home.tiles in pack.yaml, or import with --tile",
        "everything that is wrong with it, and how to fix it:",
        "    kiosk pack check hall",
    ]
    assert gallery(pack) == {
        "id": "river",
        "title": "river",
        "pictures": [
            {"file": "media/river/2-江上.jpg", "title": {"zh": "2 江上"}},
            {"file": "media/river/10-大桥.jpg", "title": {"zh": "10 大桥"}},
            {"file": "media/river/drawing.svg", "title": "drawing", "kind": "illustration"},
            {"file": "media/river/img-0007.png", "title": "IMG 0007"},
        ],
    }
    modeline = (pack / "galleries/river.yaml").read_text("utf-8").splitlines()[0]
    assert modeline == (pack / "galleries/places.yaml").read_text("utf-8").splitlines()[0]
    assert sorted(path.name for path in pack.iterdir()) == [".schemas", "galleries", "media", "pack.yaml", "panels"]
    assert stat.S_IMODE((pack / "media/river/drawing.svg").stat().st_mode) == 0o644


def test_a_photo_stands_upright_and_tells_nobody_where_it_was_taken(pack: Path, source: Path, say: Say) -> None:
    photos.photo().save(
        source / "held.jpg", exif=photos.exif(6, artist="张三"), icc_profile=photos.profile(), quality=95
    )
    assert say(source)[0] == 0
    with Image.open(pack / "media/river/held.jpg") as copy:
        assert copy.size == (40, 60)
        top, bottom = copy.getpixel((20, 5)), copy.getpixel((20, 55))
        assert (top[0] > 150, bottom[2] > 150) == (True, True)
        assert copy.info["icc_profile"] == photos.profile()
        assert not copy.getexif()
    assert gallery(pack)["pictures"][0]["credit"] == {"zh": "张三"}


@pytest.mark.parametrize("name", ["upright.jpg", "upright.png", "upright.webp"])
def test_a_photo_that_stands_upright_keeps_its_pixels(name: str, pack: Path, source: Path, say: Say) -> None:
    extra: dict[str, Any] = {"progressive": True} if name.endswith(".jpg") else {}
    words = {"exif": photos.exif(description="Two boats"), "xmp": photos.xmp(attributes='photoshop:Credit="Li"')}
    photos.photo((90, 50)).save(source / name, icc_profile=photos.profile(), **words, **extra)
    if name.endswith(".jpg"):
        with (source / name).open("ab") as file:  # a telephone's short film behind the photo
            file.write(b"\0\0\0\x18ftypmp42" + bytes(5000))
    assert say(source)[0] == 0
    with Image.open(source / name) as before, Image.open(pack / "media/river" / name) as copy:
        assert before.tobytes() == copy.tobytes()
        assert copy.info["icc_profile"] == photos.profile()
        assert {"exif", "xmp", "photoshop"} & copy.info.keys() == set()
    assert b"ftyp" not in (pack / "media/river" / name).read_bytes()
    assert gallery(pack)["pictures"][0]["caption"] == "Two boats"


def test_captions_titles_and_credits_are_taken_from_the_photo(pack: Path, source: Path, say: Say) -> None:
    titles = photos.alternatives("dc:title", x_default="Ferry", zh_CN="渡船", fr="Bac")
    alts = photos.alternatives("iptc:AltTextAccessibility", en="A ferry on a wide river")
    makers = "<dc:creator><rdf:Seq><rdf:li>Li Lei</rdf:li><rdf:li>Han Meimei</rdf:li></rdf:Seq></dc:creator>"
    photos.save(source / "a.jpg", 1)
    with Image.open(source / "a.jpg") as plain:
        plain.load()
        plain.save(source / "a.jpg", xmp=photos.xmp(titles + alts + makers), exif=photos.exif(description="SONY DSC"))
    photos.save(source / "b.jpg", 2)
    photos.with_iptc(
        source / "b.jpg", photos.iptc(title="西津渡".encode("gb2312"), caption="老街".encode(), credit=b"Xinhua")
    )
    photos.save(source / "c.jpg", 3)
    photos.with_iptc(source / "c.jpg", photos.iptc(title="Caf\xe9".encode("cp1252"), byline=b"Zo\xeb"))
    assert say(source)[0] == 0
    assert gallery(pack)["pictures"] == [
        {
            "file": "media/river/a.jpg",
            "title": {"zh": "渡船", "en": "Ferry"},
            "alt": "A ferry on a wide river",
            "credit": "Li Lei, Han Meimei",
        },
        {"file": "media/river/b.jpg", "title": {"zh": "西津渡"}, "caption": {"zh": "老街"}, "credit": "Xinhua"},
        {"file": "media/river/c.jpg", "title": "Café", "credit": "Zoë"},
    ]


def test_a_sheet_names_pictures_and_says_their_words(pack: Path, source: Path, say: Say) -> None:
    for number, name in enumerate(["Hall.JPG", "tower.jpg"]):
        photos.save(source / name, number)
    photos.with_iptc(source / "tower.jpg", photos.iptc(caption=b"of the photo", credit=b"Xinhua"))
    photos.book(
        source / "list.xlsx",
        ("江边的图片", None),
        (" File ", "标题（中文）", "Title_EN", "caption (zh)", "CREDIT", "Tags", "类型", "Focus", "序号"),
        ("hall", "厅堂", "The hall", None, "张三", "水；Old town", "插画", "50% 25%", 1),
        ("TOWER.jpg", "高塔", "The tower", "塔高五层", None, "水", None, "0.5, 0.4", 2.0),
        (None, None, None, None, None, None, None, None, 3),
        more={"old": [("nothing", "here")], "empty": []},
    )
    code, output, complained = say(source / "list.xlsx", "--gallery", "river", "--title", "江边")
    assert code == 0
    assert "without caption: 1, without alt: 2, without credit: 0" in output
    assert "list.xlsx: warning YK-508: only the first sheet was read, not old" in complained
    assert 'list.xlsx:2:9: warning YK-502: the column "序号" is not read' in complained
    assert gallery(pack) == {
        "id": "river",
        "title": {"zh": "江边"},
        "pictures": [
            {
                "file": "media/river/hall.jpg",
                "title": {"zh": "厅堂", "en": "The hall"},
                "credit": {"zh": "张三"},
                "kind": "illustration",
                "tags": ["水", "Old town"],
                "focus": [0.5, 0.25],
            },
            {
                "file": "media/river/tower.jpg",
                "title": {"zh": "高塔", "en": "The tower"},
                "caption": {"zh": "塔高五层"},
                "credit": "Xinhua",
                "tags": ["水"],
                "focus": [0.5, 0.4],
            },
        ],
    }


@pytest.mark.parametrize(
    ("encoding", "between"),
    [("gbk", ","), ("utf-8-sig", ";"), ("utf-8", "\t"), ("utf-16", "\t"), ("gb18030", ";")],
)
def test_a_csv_is_read_as_excel_and_wps_write_it(
    encoding: str, between: str, pack: Path, source: Path, say: Say
) -> None:
    photos.save(source / "塔.jpg")
    rows = [["文件名", "标题", "英文标题", "说明"], ["塔.jpg", "高塔", "The tower", '"七层，\r\n八角, ""旧"""']]
    text = "\r\n".join(between.join(row) for row in rows) + "\r\n"
    (source / "清单.csv").write_bytes(text.encode(encoding))
    code, _, complained = say(source / "清单.csv", "--gallery", "river")
    assert (code, complained) == (0, "")
    picture = gallery(pack)["pictures"][0]
    assert picture["title"] == {"zh": "高塔", "en": "The tower"}
    assert picture["caption"] == {"zh": '七层，八角, "旧"'}


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        (("cp1252", "Windows-1252"), "Müller hall"),
        (("cp950", "Big5"), "長江大橋"),
        (("cp932", "Shift-JIS"), "七層の塔"),
    ],
)
def test_a_csv_of_elsewhere_is_read_and_shows_what_was_read(
    encoding: tuple[str, str], title: str, pack: Path, source: Path, say: Say
) -> None:
    photos.save(source / "a.jpg")
    (source / "list.csv").write_bytes(f"file,title\r\na.jpg,{title}\r\n".encode(encoding[0]))
    code, _, complained = say(source / "list.csv", "--gallery", "river")
    assert code == 0
    reported = "list.csv: warning YK-514: the file does not say in which encoding its words are; as"
    assert f'{reported} {encoding[1]} they begin "a.jpg,{title}"' in complained
    found = gallery(pack)["pictures"][0]["title"]
    assert (found if isinstance(found, str) else found["zh"]) == title


def test_a_csv_of_no_known_encoding_is_refused(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "a.jpg")
    (source / "list.csv").write_bytes("file,title\na.jpg,Зимний дворец\n".encode("cp1251"))
    before = everything(pack)
    code, _, complained = say(source / "list.csv")
    assert code == 1
    assert "the encoding of this file is not known" in complained
    assert "in Excel: File, Save As, CSV UTF-8" in complained
    assert everything(pack) == before


def test_a_quotation_mark_that_is_never_closed_imports_nothing(pack: Path, source: Path, say: Say) -> None:
    for number, name in enumerate("abc"):
        photos.save(source / f"{name}.jpg", number)
    (source / "list.csv").write_text('file,title,caption\na.jpg,Tower,old\nb.jpg,"Bridge,x\nc.jpg,Garden,y\n')
    before = everything(pack)
    code, _, complained = say(source / "list.csv")
    assert code == 1
    assert 'list.csv:3:2: error YK-515: the quotation mark before "Bridge,x" is never closed' in complained
    assert everything(pack) == before


def test_everything_wrong_with_a_sheet_is_told_at_once_and_nothing_is_made(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "tower.jpg")
    photos.save(source / "hall.jpg", 9)
    rows = [
        "file,title-zh,title,captoin-zh,kind,focus,title zh,title-fr",
        "towr.jpg,塔,,x,,,,",
        'tower.jpg,塔,,,painting,"2, 3",二,tour',
        "TOWER.JPG,塔,,,,,,",
        ",塔,,,,,,",
        "hall.jpg,塔,,,,middle,,",
    ]
    (source / "list.csv").write_text("\n".join(rows), encoding="utf-8")
    before = everything(pack)
    code, _, complained = say(source / "list.csv")
    assert code == 1
    reported = [line for line in complained.splitlines() if line.startswith("list.csv")]
    assert reported == [
        'list.csv:1:4: warning YK-502: the column "captoin-zh" is not read',
        'list.csv:1:7: error YK-502: "title zh" says the same as column 2',
        'list.csv:1:8: warning YK-219: "fr" is not a language of this pack',
        'list.csv:2:1: error YK-504: "towr.jpg" is not in the folder of the pictures',
        'list.csv:3:5: error YK-506: a picture\'s kind cannot be "painting"',
        'list.csv:3:6: error YK-506: a picture\'s focus cannot be "2, 3"',
        'list.csv:4:1: error YK-505: "TOWER.JPG" is here for the second time',
        "list.csv:5:1: error YK-503: this row names no picture",
        'list.csv:6:6: error YK-506: a picture\'s focus cannot be "middle"',
    ]
    assert 'did you mean "tower.jpg"?' in complained
    assert 'did you mean "caption-zh"?' in complained
    assert complained.splitlines()[-1] == "nothing was imported; fix the sheet, and import it again [YK-521]"
    assert everything(pack) == before
    code, _, complained = say(source / "list.csv", "--language", "zh")
    assert "list.csv:2:1: 错误 YK-504：图片文件夹里没有“towr.jpg”" in complained
    assert "改法：    是不是想写“tower.jpg”？" in complained
    assert complained.splitlines()[-1] == "没有导入任何内容；请改好表格，再导入一次 [YK-521]"


def test_a_bomb_is_told_and_left_out_and_nothing_else_is_lost(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "good.jpg")
    (source / "bomb.png").write_bytes(make_pictures.make_png_header(60_000, 60_000))
    (source / "entity.svg").write_bytes(make_pictures.make_entity_bomb())
    (source / "letter.jpg").write_text("Dear Sir")
    (source / "phone.heic").write_bytes(b"\0\0\0\x18ftypheic" + bytes(99))
    (source / "empty.jpg").touch()
    (source / "note.txt").write_text("x")
    code, output, complained = say(source)
    assert code == 1
    assert "galleries/river.yaml: 1 picture added" in output
    reported = [line for line in complained.splitlines() if not line.startswith("    ")]
    assert reported[:-1] == [
        "river: warning YK-520: no pictures, and left where they are: note.txt",
        "bomb.png: error YK-309: the picture is 60000 x 60000 px; the most is 65000 a side, 1000 million in all",
        "empty.jpg: error YK-304: the file is empty (0 bytes)",
        "entity.svg: error YK-313: the file is damaged and cannot be opened as SVG: line 1, column 6 of it",
        "letter.jpg: error YK-310: this is not a picture: it is text",
        "phone.heic: error YK-311: this file is damaged, or cannot be converted here (HEIC)",
    ]
    assert [picture["file"] for picture in gallery(pack)["pictures"]] == ["media/river/good.jpg"]


def test_photos_of_telephones_and_scans_come_in_with_their_words_and_without_their_place(
    pack: Path, source: Path, say: Say
) -> None:
    shutil.copyfile(HEIC, source / "IMG_1.HEIC")
    photos.photo((90, 60)).save(source / "scan.tif")
    photos.photo((90, 60), (0, 90, 0)).save(source / "page.pdf")
    code, output, complained = say(source)
    assert (code, complained) == (0, "")
    assert "3 pictures added" in output
    shown = {picture["file"]: picture for picture in gallery(pack)["pictures"]}
    assert list(shown) == ["media/river/img-1.jpg", "media/river/page.png", "media/river/scan.jpg"]
    assert "Two boats" in str(shown["media/river/img-1.jpg"]["caption"])
    with Image.open(pack / "media/river/img-1.jpg") as copy:
        assert (copy.size, dict(copy.getexif())) == ((400, 600), {})


def test_what_of_a_picture_is_not_shown_is_told_and_it_comes_in_all_the_same(
    pack: Path, source: Path, say: Say
) -> None:
    more = [photos.photo(left=(0, 200, 0))]
    photos.photo().save(source / "moves.webp", save_all=True, append_images=more)
    (source / "map.svg").write_text(SVG.format(90, 60, '<image href="photo.jpg" width="9" height="9"/>'))
    code, output, complained = say(source)
    assert code == 0
    assert "2 pictures added" in output
    reported = [line for line in complained.splitlines() if not line.startswith("    ")]
    assert reported[:-1] == [
        'map.svg:1:1: warning YK-331: "photo.jpg" is linked in this drawing and not embedded; it is not drawn',
        'moves.webp: warning YK-321: this picture moves ("WebP"); its first frame is shown, without motion',
    ]


def test_raw_files_beside_their_jpegs_are_named_once_and_left(pack: Path, source: Path, say: Say) -> None:
    for number in range(3):
        photos.save(source / f"IMG_{number}.JPG", number)
        (source / f"IMG_{number}.NEF").write_bytes(RAW["nikon.nef"])
    code, output, complained = say(source)
    assert code == 0
    assert "3 pictures added" in output
    assert "RAW files of a camera, left where they are: IMG_0.NEF, IMG_1.NEF, IMG_2.NEF" in complained
    assert "nothing needs fixing: a picture of the same name is beside each of them" in complained
    (source / "IMG_9.NEF").write_bytes(RAW["nikon.nef"])
    assert "export it as JPEG" in say(source)[2]


def test_a_sheet_finds_the_jpeg_beside_a_raw_file(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "IMG_1.JPG")
    (source / "IMG_1.NEF").write_bytes(RAW["nikon.nef"])
    (source / "list.csv").write_text("file,title\nIMG_1,塔\n", "utf-8")
    assert say(source / "list.csv")[0] == 0


def test_a_sheet_that_names_a_raw_file_alone_is_told_what_that_is(pack: Path, source: Path, say: Say) -> None:
    (source / "IMG_1.NEF").write_bytes(RAW["nikon.nef"])
    (source / "list.csv").write_text("file,title\nIMG_1.NEF,塔\n", "utf-8")
    code, _, complained = say(source / "list.csv")
    assert code == 1
    assert "list.csv:2:1: error YK-311: IMG_1.NEF: this is a RAW file of a camera" in complained


def test_what_systems_leave_in_a_folder_is_no_picture(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "good.jpg")
    (source / "@eaDir" / "good.jpg").mkdir(parents=True)
    photos.save(source / "@eaDir" / "good.jpg" / "SYNOPHOTO_THUMB_XL.jpg", 9)
    (source / "__MACOSX").mkdir()
    photos.save(source / "__MACOSX" / "good.jpg", 8)
    for name in ("Thumbs.db", ".DS_Store", "._good.jpg", "desktop.ini"):
        (source / name).write_bytes(b"x")
    code, output, complained = say(source)
    assert (code, complained) == (0, "")
    assert "1 picture added" in output


@pytest.mark.parametrize("name", ["640", "a.jpg!large", "b.jpg_large", "c.png@!w640", "d.image", "e.jpg-1"])
def test_a_picture_whose_name_does_not_say_so_is_a_picture(name: str, pack: Path, source: Path, say: Say) -> None:
    """As messengers and blogs name them."""
    photos.photo().save(source / name, "jpeg")
    (source / "notes").write_text("no picture")
    code, output, complained = say(source)
    assert (code, "1 picture added" in output) == (0, True)
    assert "no pictures, and left where they are: notes" in complained
    (picture,) = gallery(pack)["pictures"]
    assert picture["file"].endswith(".jpg")


@pytest.mark.parametrize("name", ["Screenshot 10.20\u202fAM.png", "塔\u3000一.jpg", "a\u200bb.jpg", "c\ufeff.jpg"])
def test_a_picture_with_a_space_of_another_kind_in_its_name_is_a_picture(
    name: str, pack: Path, source: Path, say: Say
) -> None:
    photos.photo().save(source / name, "png" if name.endswith("png") else "jpeg")
    photos.save(source / "bell\a.jpg", 3)
    code, output, complained = say(source)
    assert (code, "1 picture added" in output) == (0, True)
    assert "no pictures, and left where they are: bell\ufffd.jpg" in complained
    (picture,) = gallery(pack)["pictures"]
    assert picture["file"].isprintable()


def test_a_sheet_finds_a_picture_whose_name_does_not_say_so(pack: Path, source: Path, say: Say) -> None:
    photos.photo().save(source / "640", "png")
    (source / "list.csv").write_text("file,title-en,title-zh\n640,Tower,塔\n", encoding="utf-8")
    assert say(source / "list.csv")[0] == 0
    assert gallery(pack, "list")["pictures"] == [{"file": "media/list/640.png", "title": {"en": "Tower", "zh": "塔"}}]


def test_a_pack_within_the_folder_of_photos_is_no_photo(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "hall.jpg")
    shutil.copytree(pack, source / "pack")
    photos.save(source / "pack" / "media" / "hall.jpg", 3)
    code, output, complained = say(source)
    assert (code, "1 picture added" in output) == (0, True)
    assert "no pictures, and left where they are: pack/" in complained
    (source / "list.csv").write_text("file,title\nhall,Hall\n", encoding="utf-8")
    assert say(source / "list.csv", "--gallery", "other")[0] == 0


def test_a_web_page_that_bears_the_name_of_a_picture_is_told_as_one(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "a.jpg")
    (source / "b.jpg").write_text("<html><body>404</body></html>")
    complained = say(source)[2]
    assert "b.jpg: error YK-311: this is a web page and no picture" in complained
    assert "open it in a browser, and save the picture itself" in complained


def test_a_picture_of_a_sheet_that_cannot_be_opened_is_told_at_its_row(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "good.jpg")
    (source / "bad.jpg").write_bytes(b"\xff\xd8\xff" + bytes(300))
    (source / "list.csv").write_text("title,file\nA,bad\nB,good\n")
    code, output, complained = say(source / "list.csv", "--gallery", "river")
    assert (code, output.splitlines()[0]) == (1, "galleries/river.yaml: 1 picture added")
    assert "list.csv:2:2: error YK-313: bad.jpg: the file is damaged" in complained
    assert [picture["title"] for picture in gallery(pack)["pictures"]] == ["B"]


def test_nothing_is_imported_where_no_picture_can_be_opened(pack: Path, source: Path, say: Say) -> None:
    (source / "bad.jpg").write_bytes(b"\xff\xd8\xff" + bytes(300))
    before = everything(pack)
    code, output, complained = say(source)
    assert (code, output, complained.splitlines()[-1]) == (1, "", "nothing was imported [YK-521]")
    assert everything(pack) == before


def _zip(name: str, data: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr(name, data)
    return packed.getvalue()


def _entity_bomb(folder: Path) -> bytes:
    photos.book(folder / "x.xlsx", ("file",), ("a.jpg",))
    lines = ['<!ENTITY e0 "lol">'] + [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)]
    packed = io.BytesIO()
    with zipfile.ZipFile(folder / "x.xlsx") as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data = f"<!DOCTYPE x [{''.join(lines)}]>".encode() + data.replace(b"a.jpg", b"&e11;")
            after.writestr(name, data)
    (folder / "x.xlsx").unlink()
    return packed.getvalue()


SHEETS: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "bomb.xlsx": (
        lambda _: _zip("xl/workbook.xml", bytes(250_000_000)),
        "the sheet would unpack to 250 MB, more than any list of pictures has",
    ),
    "entities.xlsx": (_entity_bomb, "the sheet defines entities, which no spreadsheet program writes"),
    "cut.xlsx": (lambda _: b"PK\x03\x04" + bytes(400), "the sheet is damaged and cannot be read"),
    "old.xls": (
        lambda _: b"\xd0\xcf\x11\xe0" + bytes(400),
        "this is an Excel file of the old kind (.xls), or one with",
    ),
    "open.ods": (
        lambda _: _zip("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        "this is an OpenDocument sheet (.ods), which is not read",
    ),
    "text.ods": (lambda _: _zip("mimetype", b"application/vnd.oasis"), "this is neither an .xlsx nor a .csv"),
    "flat.fods": (
        lambda _: b'<?xml version="1.0"?>\n<office:document xmlns:office="x"/>',
        "this is an OpenDocument sheet (.fods), which is not read",
    ),
    "old.xml": (
        lambda _: b'<?xml version="1.0"?>\r\n<?mso-application progid="Excel.Sheet"?>\r\n<Workbook/>',
        "this is an XML sheet of Excel 2003, which is not read",
    ),
    "list.slk": (lambda _: b"ID;PWXL;N;E\r\nC;Y1;X1\r\n", "this is a SYLK sheet (.slk), which is not read"),
    "list.dif": (lambda _: b"TABLE\r\n0,1\r\n", "this is a DIF sheet (.dif), which is not read"),
    "list.numbers": (lambda _: _zip("Index/Document.iwa", b"x"), "this is a Numbers sheet, which is not read"),
    "list.docx": (lambda _: _zip("word/document.xml", b"x"), "this is a Word document, which is not read as a sheet"),
    "list.doc": (
        lambda _: b"\xd0\xcf\x11\xe0" + bytes(600) + "WordDocument".encode("utf-16-le"),
        "this is a Word document, which is not read as a sheet",
    ),
    "list.pptx": (
        lambda _: _zip("ppt/presentation.xml", b"x"),
        "this is a PowerPoint presentation, which is not read as a sheet",
    ),
    "list.pdf": (lambda _: b"%PDF-1.7", "this is a PDF, which is not read as a sheet"),
    "list.rtf": (lambda _: b"{\\rtf1 file}", "this is an RTF document, which is not read as a sheet"),
    "list.json": (lambda _: b'[{"file": "a.jpg"}]', "this is JSON, which is not read as a sheet"),
    "list.zip": (lambda _: _zip("list.csv", b"file,title"), "this is a packed archive, and no sheet"),
    "broken.zip": (lambda _: b"PK\x03\x04 broken", "the sheet is damaged and cannot be read"),
    "photo.csv": (lambda _: b"\xff\xd8\xff\xe0 photo", "this is a picture, and no sheet"),
    "raw.csv": (lambda _: bytes(range(256)), "this is neither an .xlsx nor a .csv"),
    "empty.csv": (lambda _: b"", "the file is empty (0 bytes)"),
    "long.csv": (lambda _: b"file\n" + b"a.jpg\n" * 10_001, "the sheet has more than 10000 rows, or too many words"),
    "far.csv": (lambda _: b"file" + b"\n" * 1_100_000, "the sheet has more than 10000 rows, or too many words"),
    "titles.csv": (lambda _: "图集\n\n".encode(), "no column says which picture is meant"),
    "head.csv": (lambda _: b"file,title\n,\n", "below the headers there is no row"),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_that_cannot_be_read_is_refused_in_words(name: str, pack: Path, source: Path, say: Say) -> None:
    make, words = SHEETS[name]
    (source / name).write_bytes(make(source))
    before = everything(pack)
    code, output, complained = say(source / name, "--gallery", "river")
    assert (code, output) == (1, "")
    assert words in complained
    assert "Traceback" not in complained
    assert everything(pack) == before


def test_a_gallery_that_is_there_grows_and_keeps_what_staff_wrote(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "one.jpg", 1)
    assert say(source)[0] == 0
    file = pack / "galleries/river.yaml"
    fixed = file.read_text("utf-8").replace("title: one", "title: {zh: 一, en: One}  # as the mayor wants it")
    file.write_text(fixed, encoding="utf-8")
    photos.save(source / "two.jpg", 2)
    (source / "again").mkdir()
    photos.save(source / "again" / "one.jpg", 3)
    code, output, _ = say(source)
    assert code == 0
    assert output.splitlines()[0] == "galleries/river.yaml: 2 pictures added"
    assert "galleries/river.yaml: there already, with the words they have: 1" in output
    assert file.read_text("utf-8").startswith(fixed)
    assert [(picture["file"], picture["title"]) for picture in gallery(pack)["pictures"]] == [
        ("media/river/one.jpg", {"zh": "一", "en": "One"}),
        ("media/river/one-2.jpg", "one"),
        ("media/river/two.jpg", "two"),
    ]
    before = everything(pack)
    code, output, _ = say(source)
    assert output.splitlines()[0] == "galleries/river.yaml: there already, with the words they have: 3"
    assert (code, everything(pack)) == (0, before)


def test_the_gallery_of_a_new_pack_gets_pictures_and_tags_at_its_end(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "boat.jpg")
    (source / "list.csv").write_text("file,title,tags\nboat.jpg,Boat,水、船", encoding="utf-8")
    before = (pack / "galleries/places.yaml").read_text("utf-8").splitlines()
    assert say(source / "list.csv", "--gallery", "places")[0] == 0
    after = (pack / "galleries/places.yaml").read_text("utf-8").splitlines()
    assert [line for line in after if line not in before] == [
        "  - file: media/places/boat.jpg",
        "    title: Boat",
        "    tags: [water, 船]",
    ]
    assert [line for line in after if line in before] == before
    assert len(gallery(pack, "places")["pictures"]) == 5


def test_tags_are_written_as_they_were_typed(pack: Path, source: Path, say: Say) -> None:
    """A word that could be an id is given its name, for visitors read no ids."""
    for number, name in enumerate(("a.jpg", "b.jpg", "c.jpg")):
        photos.save(source / name, number)
    rows = [
        "file,tags",
        'a.jpg,"油画; Oil on canvas;oil,2019"',
        'b.jpg,"油画,OIL ON CANVAS, Oil"',
        "c.jpg,水: #1 [x]、" + "长" * 65,
    ]
    (source / "list.csv").write_text("\n".join(rows), encoding="utf-8")
    code, _, complained = say(source / "list.csv", "--gallery", "river")
    assert code == 0
    assert 'list.csv:4:1: warning YK-507: the tag "长长' in complained
    found = load_pack(pack, product_catalog()).pack
    assert found is not None
    places = found.gallery("river")
    assert [picture.tags for picture in places.pictures] == [
        ("油画", "Oil on canvas", "oil", "2019"),
        ("油画", "Oil on canvas", "oil"),
        ("水: #1 [x]",),
    ]
    assert {tag: name.same for tag, name in places.choices().items()} == {
        "oil": "oil", "2019": "2019", "油画": "油画", "Oil on canvas": "Oil on canvas", "水: #1 [x]": "水: #1 [x]",
    }  # fmt: skip


def test_what_was_asked_for_in_vain_is_told(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "a.jpg")
    photos.book(source / "list.xlsx", ("file",), ("a.jpg",))
    left = pack / ".import-of-a-killed-program"
    left.mkdir()
    os.utime(left, (0, 0))
    code, _, complained = say(source, "--gallery", "places", "--title", "Another")
    assert code == 0
    assert "river: warning YK-520: list.xlsx was not read" in complained
    assert "fix:      to take its words, import river/list.xlsx in place of the folder" in complained.replace(
        str(source.parent) + "/", ""
    )
    assert "galleries/places.yaml: warning YK-518: --title was not used: the gallery keeps its own" in complained
    assert not left.exists()


def test_pictures_with_one_name_or_one_content_do_not_fall_on_each_other(pack: Path, source: Path, say: Say) -> None:
    for number, name in enumerate(["a/IMG 1.jpg", "b/img_1.JPG", "c/CON.jpg"]):
        (source / name).parent.mkdir()
        photos.save(source / name, number)
    shutil.copy(source / "a/IMG 1.jpg", source / "z copy.jpg")
    code, _, complained = say(source)
    assert code == 0
    assert 'z copy.jpg: warning YK-505: this is the same picture as "IMG 1.jpg", and was left out' in complained
    files = [picture["file"] for picture in gallery(pack)["pictures"]]
    assert files == ["media/river/img-1.jpg", "media/river/img-1-2.jpg", "media/river/picture-con.jpg"]


def test_a_tile_is_put_on_home_only_where_it_is_asked_for(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "a.jpg")
    front = (pack / "pack.yaml").read_text("utf-8")
    _, output, _ = say(source, "--tile")
    assert "for a tile on Home" not in output
    assert gallery(pack)["id"] == "river"
    after = (pack / "pack.yaml").read_text("utf-8")
    assert after == front.replace("[hall, pages, touch, places]", "[hall, pages, touch, places, river]")


@pytest.mark.parametrize(
    ("words", "reported"),
    [
        (["river", "--gallery", "hall"], '"hall" is the id of a panel (panels/hall.yaml); give another --gallery'),
        (["river", "--gallery", "My Hall"], '"My Hall" cannot be the id of a gallery: small letters'),
        (["river", "--title", "a\nb"], "a title is one line of at most 60 characters"),
        (["nothing"], "nothing does not exist; give a folder of pictures, or an .xlsx or .csv"),
        (["river"], "river has no pictures in it"),
        (["list.csv", "--gallery", "a", "--pictures", "no"], "no is not a folder; give the one with the pictures"),
    ],
)
def test_what_cannot_be_imported_is_said(words: list[str], reported: str, pack: Path, source: Path, say: Say) -> None:
    Path("list.csv").write_text("file\na.jpg")
    before = everything(pack)
    code, output, complained = say(*words)
    assert (code, output) == (1, "")
    assert reported in complained
    assert everything(pack) == before


def test_a_gallery_with_errors_is_told_with_its_lines_and_left_alone(pack: Path, source: Path, say: Say) -> None:
    photos.save(source / "a.jpg")
    file = pack / "galleries/places.yaml"
    file.write_text(file.read_text("utf-8").replace("kind: illustration", "kind: painting", 1), encoding="utf-8")
    before = everything(pack)
    code, _, complained = say(source, "--gallery", "places")
    assert code == 1
    assert "galleries/places.yaml:17:11: error YK-211:" in complained
    assert "    kind: painting" in complained
    assert everything(pack) == before


def test_where_the_disk_fails_nothing_is_left_behind(
    pack: Path, source: Path, say: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    photos.save(source / "a.jpg")
    before = everything(pack)

    def full(file: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(placement, "write_whole", full)
    code, _, complained = say(source)
    assert (code, complained) == (1, "nothing was imported: No space left on device [YK-521]\n")
    assert everything(pack) == before
    assert not (pack / "media/river").exists()
