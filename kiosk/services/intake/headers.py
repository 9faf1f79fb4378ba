"""What the columns of a sheet are, by names in Chinese and English with a language before or behind them. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_FIELDS = {
    "file": "file filename files picture pictures image photo path 文件 文件名 图片 图片文件 图片文件名 照片 图像",
    "title": "title titles name 标题 题名 题目 名称 名字 图名",
    "caption": "caption captions description text 说明 图说 图注 图片说明 文字说明 说明文字 描述 简介",
    "alt": "alt alts alttext alttexts alternativetext 替代文字 替代文本 无障碍文字 画面描述 画面内容 读屏文字",
    "credit": "credit credits author photographer source copyright 署名 作者 摄影 摄影者 供图 来源 图片来源 出处 版权",
    "tags": "tags tag keywords 标签 关键词 分类",
    "kind": "kind type 类型 种类 类别",
    "focus": "focus focalpoint 焦点 中心点 重点",
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
_ALIASES = {alias: name for name, aliases in _FIELDS.items() for alias in aliases.split()}
_NO_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a field and, of words, their language; empty where the header says none."""

    field: str
    language: str = ""


def column_of(header: str, languages: Sequence[str]) -> Column | None:
    """Return what a column with this header holds; None where it is none that is known.

    `languages` are the pack's. Case, spaces, brackets, hyphens and full-width signs do not count.
    """
    name = _plain(header)
    if name in _ALIASES:
        return Column(_ALIASES[name])
    for spoken, language in _spoken(languages).items():
        for rest in (name.removeprefix(spoken), name.removesuffix(spoken)):
            if rest != name and _ALIASES.get(rest) in WORDY:
                return Column(_ALIASES[rest], language)
    return None


def known_headers(languages: Sequence[str]) -> list[str]:
    """Return the headers in their simplest form, for advice."""
    return [
        header
        for field in _FIELDS
        for header in ([f"{field}-{language}" for language in languages] if field in WORDY else [field])
    ]


def language_among(code: str, languages: Sequence[str]) -> str | None:
    """Return which of a pack's languages a code such as zh-CN means; None where it is none of them."""
    lowered = {language.lower(): language for language in languages}
    parts = code.lower().replace("_", "-").split("-")
    for end in range(len(parts), 0, -1):
        if (found := lowered.get("-".join(parts[:end]))) is not None:
            return found
    return next((language for language in languages if language.lower().split("-")[0] == parts[0]), None)


def _spoken(languages: Sequence[str]) -> Mapping[str, str]:
    """Return the names of languages, without signs: the longest first, those of the pack as the pack writes them."""
    names = {_plain(code): code for code in languages}
    for code, spoken in _LANGUAGES.items():
        meant = language_among(code, languages) or code
        for name in spoken.split():
            names.setdefault(name, meant)
    return dict(sorted(names.items(), key=lambda named: -len(named[0])))


def _plain(header: str) -> str:
    return _NO_SIGNS.sub("", unicodedata.normalize("NFKC", header).casefold())
