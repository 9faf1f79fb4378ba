"""Synonyms of a pack's fields and blocks in museums and on the web, in English and in Chinese."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kiosk.content.issues import nearest

# Fields, the likeliest first → their names elsewhere. The first one that is known here counts.
_FIELDS = {
    "title headline label question speaker": "title heading header name caption-title topic subject h1"
    " 题目 标题 名称 名字 题名 主标题 问题 提问",
    "lead teaser text caption label note": "subtitle subheading subhead summary intro introduction abstract tagline"
    " 副标题 导语 简介 摘要 导言",
    "text caption says lead label teaser because note transcript": "body content description desc paragraph words copy"
    " story details info explanation-text 正文 内容 文字 文本 说明 描述 介绍 详情",
    "picture pictures cover file poster": "image img photo photograph pic illustration"
    " 图片 图 照片 插图 配图 封面图",
    "pictures picture file": "images imgs photos pics photographs items 图集 图片集 照片集",
    "file video url": "src source-file path filename file-name href media 文件 文件名 路径 视频 音频",
    "credit authors publisher speaker": "author photographer artist photo-credit copyright rights licence license"
    " courtesy lender owner creator © by 作者 摄影 摄影师 摄影者 版权 版权所有 署名 拍摄 提供 收藏单位",
    "caption note label text": "inscription legend image-caption photo-caption cap 图片说明 图注 图说 注释 题记",
    "alt": "alt-text alttext alternative alternative-text altText aria-label 替代文字 替代文本 无障碍说明",
    "when year dates": "date time period era age 时间 日期 年代 年月 时期",
    "year reported when": "as-of 年份 年 统计年份",
    "value at": "number num amount count quantity figure 数值 数字 数量 数据",
    "unit": "units measure 单位",
    "source sources": "reference references ref citation origin 来源 出处 资料来源 引用",
    "accent": "color colour theme-color 颜色 主题色 配色",
    "icon": "symbol glyph 图标",
    "opens link panel": "target goto go-to links-to to destination on-touch 链接 跳转 打开",
    "answers": "options choices possible-answers 选项 答案选项 答案",
    "right answer": "correct solution correct-answer 正确答案 正确 正确选项 答案",
    "because text note": "explanation reason why 解释 理由 原因 解析",
    "says text": "quote quotation speech statement 引语 原话 说的话",
    "speaker title": "person who interviewee 人物 讲述人 姓名",
    "role": "position job function profession occupation 职务 身份 职位",
    "pairs": "matches couples 配对",
    "points": "spots hotspots markers 热点 标注",
    "at": "position pos xy coordinates location place 位置 坐标",
    "seconds": "duration length interval delay 时长 秒数 秒",
    "tags": "tag keywords categories category labels 标签 分类 关键词",
    "pages": "page screens slides sections 页面 页",
    "blocks": "block elements components contents body content children modules 内容块 内容 模块",
    "series": "data values entries items bars numbers 数据 数列",
    "stations": "steps nodes stages items 站点 节点",
    "levels": "rings circles layers 层级 层次",
    "tiles": "panels menu items entries buttons 入口 磁贴 菜单",
    "home": "homepage start index main 首页",
    "attract": "attractor slideshow screensaver loop carousel 待机 轮播 屏保 循环画面",
    "languages": "language lang langs locale locales 语言",
    "strings": "translations labels words interface 界面文字",
    "sources": "source references bibliography literature 参考文献 资料来源 出处",
    "captions transcript": "subtitles subtitle srt vtt 字幕",
    "transcript text": "spoken-text script lyrics 文字稿 解说词",
    "poster picture cover file": "thumbnail preview still cover 海报",
    "cover object picture": "hero banner background header-image 封面 背景",
    "object cover": "artefact artifact exhibit 展品 物件",
    "id": "key slug identifier code number 编号 代号",
    "url": "link address website href web 网址 链接",
    "kind": "type style sort category 种类 类型",
    "layout": "template width arrangement 版式 布局",
    "focus": "crop center centre focal-point anchor 焦点",
    "line text": "slogan sentence claim 一行字 标语",
    "publisher": "press publishing-house institution 出版社 出版单位",
    "authors": "author writers writer editor editors 作者 编者",
    "theme": "style skin design 主题 外观 配色",
    "version": "release revision ver 版本",
    "hours": "time times opening-hours 时段",
    "weekdays": "days weekday 星期",
    "note": "remark comment footnote annotation 备注 注",
}  # fmt: skip


def _turned(table: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meant, names in table.items():
        for name in names.split():
            found.setdefault(name.lower(), []).extend(meant.split())
    return found


_MEANT = _turned(_FIELDS)


def meant_field(name: str, known: Collection[str]) -> str:
    """Return the known field that a name means, by meaning, else by spelling; empty if there is none.

    `known` are the fields still free: one that is already there is not suggested again.
    """
    return _meant(name, known, _MEANT)


def meant_block(name: str, synonyms: Mapping[str, str]) -> str:
    """Return the kind of block that a name means; `synonyms` are other names of each kind, separated by spaces."""
    return _meant(name, synonyms, _turned(synonyms))


def _meant(name: str, known: Collection[str], table: dict[str, list[str]]) -> str:
    written = name.strip().lower().replace("_", "-").replace(" ", "-")[:100]
    if written in known:
        return written
    return next((field for field in table.get(written, ()) if field in known), "") or nearest(written, known)
