"""Header names of a sheet in Chinese and English, with a language before or after them. Pure."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kiosk.content.messages import Message, together

_FIELDS = {
    "file": "file filename files picture pictures image images photo photos path primaryimage imagefile imageurl "
    "thumbnailurl "
    "档案 档案名 档案名称 档名 图档 图档名称 图片档名 图片档案 照片档名 照片档案 影像档 影像档名 影像档案 "
    "文件 文件名称 文件名 图片 图片文件 图片文件名 图片名称 照片 照片文件 照片文件名 照片名称 照片名 图像 影像 "
    "图片路径 照片路径 文件路径 图片地址 图片链接 "
    "图片文件名称 photofilename imagefilename picturefilename photofile picturefile "
    "图片编号 图片号 照片编号 照片号 图号 "
    "ファイル ファイル名 画像 画像ファイル 画像ファイル名 写真 파일 파일명 이미지 사진 "
    "datei dateiname bild bilddatei foto fichier nomdufichier archivo fichero imagen nomefile",
    "title": "title titles name worktitle 标题 题名 题目 名称 名字 名 图名 作品名称 作品名 作品 品名 藏品名称 "
    "作品标题 作品题目 图片标题 图片题目 照片标题 照片题目 "
    "藏品名 文物名称 文物名 器物名称 器物名 展品名称 展品名 展品 资料名 "
    "タイトル 題名 作品名 제목 작품명 titel titre título titulo titolo",
    "caption": "caption captions description text 说明 图说 图注 图片说明 文字说明 说明文字 描述 简介 介绍 作品介绍 "
    "图片简介 图片介绍 图片描述 照片说明 照片介绍 照片描述 "
    "作品说明 展品说明 展品介绍 文物说明 文物介绍 藏品说明 藏品介绍 详细介绍 详细说明 解说 解说词 讲解 讲解词 展签 "
    "展签文字 展签说明 正文 内容 内容说明 内容描述 内容简介 展品简介 "
    "キャプション 解説 설명 beschreibung bildunterschrift légende legende "
    "descripción descripcion leyenda didascalia descrizione",
    "alt": "alt alts alttext alttexts alternativetext 替代文字 替代文本 无障碍文字 画面描述 画面内容 读屏文字",
    "credit": "credit credits creditline photographer photocredit photoby photographby imagecredit picturecredit "
    "source copyright courtesy 署名 摄影 摄影者 摄影师 拍摄 拍摄者 供图 图片提供 影像提供 影像来源 来源 "
    "图片作者 照片作者 摄影作者 图片署名 照片来源 摄影来源 提供者 提供单位 "
    "图片来源 出处 版权 图片版权 鸣谢 "
    "クレジット 撮影者 提供 출처 촬영 fotograf bildnachweis crédit crédits créditos crediti",
    "tags": "tags tag keywords 标签 关键词 关键字 分类 タグ キーワード 태그 schlagwort schlagworte motsclés",
    "kind": "kind type 类型 种类 类别",
    "focus": "focus focalpoint 焦点 中心点 重点",
    # Packs have no field for these; a caption may use them.
    "artist": "artist artists maker makers creator creators author authors artistname artistdisplayname 作者 "
    "艺术家 画家 作家 作家名 "
    "创作者 制作者 制作人 作者姓名 작가 künstler künstlerin künstlerinnen urheber artiste auteur artista autor autore "
    "artistmaker makerartist",
    "date": "date dates dated year objectdate datetext displaydate creationdate datecreated 年代 日期 年份 创作年代 "
    "datemade dateofcreation productiondate period era "
    "创作时间 创作日期 制作年代 制作时间 时代 朝代 时期 断代 时间 制作年 "
    "연대 제작연도 시대 datierung jahr entstehungszeit entstehungsjahr datation année annee datación fecha año "
    "datazione anno",
    "medium": "medium media material materials materialsandtechniques technique techniques 材质 质地 材料 媒材 "
    "技法 工艺 材质技法 技法材质 素材 재질 재료 technik matériaux materiaux técnica tecnica materiales materiali",
    "dimensions": "dimensions dimension size sizes measurements 尺寸 尺寸cm 尺寸厘米 规格 尺寸规格 规格尺寸 大小 "
    "寸法 サイズ 크기 masse abmessungen "
    "medidas dimensioni",
    "accession": "accessionnumber accession accessionno accnumber accno objectnumber objectno inventorynumber "
    "inventoryno registrationnumber museumnumber catalognumber cataloguenumber 馆藏号 馆藏编号 典藏号 典藏编号 "
    "登录编号 入藏号 藏品号 藏品编号 登录号 总登记号 登记号 文物编号 编号 所藏番号 所藏品番号 収藏番号 作品番号 "
    "展品编号 소장번호 유물번호 invnr inventarnr inventarnummer numérodinventaire nodinventaire invno inventario "
    "númerodeinventario numerodeinventario noinventario numerodinventario",
}
_LANGUAGES = {
    "zh": "zh cn chs zhcn zhhans chinese 中文 中 汉语 汉 简体 简体中文 普通话",
    "en": "en eng enus engb english 英文 英 英语",
    "ja": "ja jp japanese 日文 日 日语",
    "ko": "ko kr korean 韩文 韩 韩语",
    "fr": "fr french 法文 法 法语",
    "de": "de german 德文 德 德语",
    "ru": "ru russian 俄文 俄 俄语",
    "es": "es spanish 西班牙文 西 西班牙语",
    "zh-Hant": "zhhant zhtw zhhk 繁体 繁体中文 繁中 繁",
}
WORDY = frozenset({"title", "caption", "alt", "credit"})
DETAILS = ("artist", "date", "medium", "dimensions", "accession")
# A catalogue's type is the object's; these headers mean the picture's kind only if the cells do.
MAYBE_KIND = frozenset(["type", "类型", "种类", "类别"])
# What catalogues have besides, and a pack has not: resembles one of the headers above by chance.
_OTHERS = frozenset(["objectname", "objecttype", "department", "objectid"])
_SPOKEN = WORDY | set(DETAILS)
_ALIASES = {alias: name for name, aliases in _FIELDS.items() for alias in aliases.split()}
# Traditional and Japanese characters found in headers, and the simplified ones of the lists above.
_SIMPLE = str.maketrans(
    "檔標題說圖稱館號攝來處權鳴謝籤關鍵詞類種別點藝術創製時質規編錄總記註簡紹內書體漢語韓頭畫實讀無礙視覺"
    "寫間釋認資訊繪構從產單項國際樣師廳績業參觀屬門壓與條頁張備數電縮綱舊區幀顯計話華説図蔵",
    "档标题说图称馆号摄来处权鸣谢签关键词类种别点艺术创制时质规编录总记注简绍内书体汉语韩头画实读无碍视觉"
    "写间释认资讯绘构从产单项国际样师厅绩业参观属门压与条页张备数电缩纲旧区帧显计话华说图藏",
)
_NO_SIGNS = re.compile(r"[\W_]+")
_HAN = re.compile("[\u3400-\u9fff]")
_NUMBERED = re.compile(
    r"\A\s*(?:[0-9]{1,2}\s*[.、．)）:：]|[(（][0-9]{1,2}[)）]|[①-⑳])\s*(?=\S)"
)  # of a form: 1. 文件名
_NOTE = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]")
_BETWEEN_NAMES = re.compile(r"[/／、]|或|和| or ")
_NEAR, _NEAR_CHINESE = 0.8, 0.7
_MOST_LISTED = 24
_KNOWN_HEADERS = {
    "file": "file",
    "title": "title-{language}",
    "caption": "caption-{language}",
    "alt": "alt-{language}",
    "credit": "credit-{language}",
    "tags": "tags",
    "kind": "kind",
    "focus": "focus",
}


@dataclass(frozen=True, slots=True)
class Column:
    """The content of a column: a field and, for words, their language; empty if the header names none."""

    field: str
    language: str = ""


def column_of(header: str, languages: Sequence[str]) -> Column | None:
    """Return the column that this header means; None if it is unknown.

    `languages` are the pack's. Case, spaces, brackets, hyphens and full-width forms do not count.
    """
    name = plain_header(header)
    if name in _ALIASES:
        return Column(_ALIASES[name])
    for rest, language in _parted(name, languages):
        if _ALIASES.get(rest) in _SPOKEN:
            return Column(_ALIASES[rest], language)
    bare = _NUMBERED.sub("", header)
    return _named_twice(name) or _one_of_several(header) or (column_of(bare, languages) if bare != header else None)


def spoken_language(word: str, languages: Sequence[str]) -> str:
    """Return the language that a word such as 英文 names; empty if it names none."""
    return _spoken(languages).get(plain_header(word), "")


def is_chinese(words: str) -> bool:
    """Return whether words contain Chinese characters."""
    return bool(_HAN.search(words))


def known_headers(languages: Sequence[str]) -> list[str]:
    """Return the headers in their simplest form, for advice."""
    return [
        header
        for field in _FIELDS
        if field not in DETAILS
        for header in ([f"{field}-{language}" for language in languages] if field in WORDY else [field])
    ]


def header_names(languages: Sequence[str]) -> Message:
    """Return the same, each in the language of the staff: in Chinese 文件, 标题（zh）."""
    each = [
        Message(_KNOWN_HEADERS[name.partition("-")[0]], language=name.partition("-")[2])
        for name in known_headers(languages)
    ]
    return together(each, _MOST_LISTED)


def meant_header(header: str, languages: Sequence[str], taken: Collection[Column]) -> str:
    """Return the header most likely meant: in the same script and language; else empty.

    Headers that the sheet has already (`taken`) are excluded.
    """
    name = plain_header(header)
    if name in _ALIASES or name in _OTHERS:
        return ""
    for rest, language in [*_parted(name, languages), (name, "")]:
        chinese = is_chinese(rest)
        aliases = [alias for alias in _ALIASES if is_chinese(alias) == chinese and abs(len(alias) - len(rest)) < 2]
        near = difflib.get_close_matches(rest[:60], aliases, n=1, cutoff=_NEAR_CHINESE if chinese else _NEAR)
        field = _ALIASES[near[0]] if near else ""
        if not field or (language and field not in _SPOKEN):
            continue
        if Column(field, language) in taken:
            return ""
        if chinese:
            return f"{near[0]}（{language}）" if language else near[0]
        return f"{field}-{language}" if language else field
    return ""


def language_among(code: str, languages: Sequence[str]) -> str | None:
    """Return which of a pack's languages a code such as zh-CN means; None if it is none of them."""
    lowered = {language.lower(): language for language in languages}
    parts = code.lower().replace("_", "-").split("-")
    for end in range(len(parts), 0, -1):
        if (found := lowered.get("-".join(parts[:end]))) is not None:
            return found
    return next((language for language in languages if language.lower().split("-")[0] == parts[0]), None)


def plain_header(header: str) -> str:
    """Return a header for comparison: lower case, simplified characters, no punctuation."""
    return _NO_SIGNS.sub("", unicodedata.normalize("NFKC", header).casefold()).translate(_SIMPLE)


def simplified(words: str) -> str:
    """Return words with half-width punctuation, and with the characters found in headers simplified."""
    return unicodedata.normalize("NFKC", words).translate(_SIMPLE)


def without_notes(header: str) -> str:
    """Return a header without the text in brackets: Dimensions (cm), 标题（必填）."""
    return _NOTE.sub("", header)


def _named_twice(name: str) -> Column | None:
    """Return the column of a header in both languages: 作品名称 Title."""
    chinese = "".join(_HAN.findall(name))
    both = {_ALIASES.get(part) for part in (chinese, _HAN.sub("", name))} if chinese != name else {None}
    found = both.pop() if len(both) == 1 else None
    return Column(found) if found else None


def _one_of_several(header: str) -> Column | None:
    """Return the column of a header of several names for the same: 拍摄者/来源."""
    fields = {_ALIASES.get(plain_header(part), "") for part in _BETWEEN_NAMES.split(header)}
    field = fields.pop() if len(fields) == 1 else ""
    return Column(field) if field else None


def _parted(name: str, languages: Sequence[str]) -> list[tuple[str, str]]:
    """Return (remainder, language) for each language that a plain header begins or ends with."""
    return [
        (rest, language)
        for spoken, language in _spoken(languages).items()
        for rest in (name.removeprefix(spoken), name.removesuffix(spoken))
        if rest not in {name, ""}
    ]


def _spoken(languages: Sequence[str]) -> Mapping[str, str]:
    """Return the names of languages, without punctuation: the longest first, the pack's as the pack writes them."""
    names = {plain_header(code): code for code in languages}
    for code, spoken in _LANGUAGES.items():
        meant = language_among(code, languages) or code
        for name in spoken.split():
            names.setdefault(name, meant)
    return dict(sorted(names.items(), key=lambda named: -len(named[0])))
