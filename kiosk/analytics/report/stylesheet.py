"""The style sheet of a report: the theme's colours, dark on the screen, rice paper in print."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SERIF = '"Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", SimSun, serif'
SANS = '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
HAND = '"LXGW WenKai", "Noto Serif CJK SC", "Kaiti SC", KaiTi, serif'
# The heat map's steps from nearly empty to fullest: the opacity of the accent over the tile.
STEPS = (0.0, 0.16, 0.32, 0.5, 0.72, 1.0)

_RULES = """
*{box-sizing:border-box;margin:0;padding:0}
html{background:var(--ground);color:var(--text);-webkit-print-color-adjust:exact;print-color-adjust:exact}
body{font:16px/1.6 var(--sans);font-variant-numeric:tabular-nums;display:grid;gap:8px}
*:lang(en){font-feature-settings:"pwid","tnum"}
header{display:grid;grid-template-columns:auto 1fr auto;gap:40px;align-items:center;padding:48px 56px;
  background:radial-gradient(ellipse at 0 0,var(--dawn),var(--ground) 62%)}
.emblem{width:132px;height:132px;border:2px solid var(--gold);border-radius:50%;display:grid;place-items:center;
  background:var(--eye)}
.emblem img{width:74%;display:block}
.kind{color:var(--gold);font-size:18px}
h1{font:700 44px/1.3 var(--serif);text-wrap:balance}
.names p:last-child{color:var(--muted)}
dl{display:flex;flex-wrap:wrap;gap:16px 44px}
dd{font:600 44px/1.1 var(--serif);color:var(--gold);white-space:nowrap}
dt{color:var(--muted);font-size:14px}
dl div{display:flex;flex-direction:column}
main{display:grid;grid-template-columns:repeat(12,1fr);gap:8px}
section{padding:32px 40px 36px;border-bottom:4px solid var(--accent);min-width:0;
  background:radial-gradient(ellipse at 30% 0,var(--lit),var(--edge) 78%)}
.twelve{grid-column:span 12}.seven{grid-column:span 7}.six{grid-column:span 6}.five{grid-column:span 5}
.four{grid-column:span 4}
h2{font:700 26px/1.35 var(--serif);margin-bottom:6px;display:flex;align-items:baseline;gap:14px}
h2 span{font:400 26px/1.35 var(--hand);color:var(--accent);display:flex;align-items:center;gap:14px}
h2 span::after{content:"";width:28px;height:1px;background:var(--accent)}
h3{font:700 18px/1.4 var(--serif);margin:20px 0 6px}
.note{color:var(--muted);font-size:14px;line-height:1.55;margin-bottom:12px;max-width:44em}
ul{list-style:none;display:grid;gap:12px}
li{display:grid;grid-template-columns:1fr auto;gap:2px 16px;align-items:baseline;break-inside:avoid}
li b{font-weight:400;overflow-wrap:anywhere}
li span{white-space:nowrap;font-weight:600}
li i{font-style:normal;font-weight:400;color:var(--second);display:inline-block;min-width:5.2em;text-align:right}
svg{display:block;overflow:visible}
svg.bar{grid-column:1/-1;width:100%}
svg.thin{margin-top:3px}
.bar{fill:var(--accent)}.time{fill:var(--second)}.rail{fill:var(--rail)}
.none{stroke:var(--muted);stroke-width:2;stroke-dasharray:2 5}
.grid{stroke:var(--rail)}.floor{stroke:var(--accent)}
.columns,.heat{margin-top:14px}
text{fill:var(--muted);font-size:13px}
.mark{font-size:22px;font-weight:700}
.groups{columns:3 330px;column-gap:56px}
.groups>div{break-inside:avoid;padding-bottom:28px}
.groups h3{margin-top:0;color:var(--accent)}
section dl{margin:10px 0 4px}
section dd{font-size:36px;color:var(--accent)}
footer{padding:28px 56px 48px;color:var(--muted);font-size:14px;display:grid;gap:8px}
footer p{max-width:62em}
@media (max-width:1250px){header{grid-template-columns:auto 1fr}header dl{grid-column:1/-1}
  .seven,.six,.five{grid-column:span 12}section{padding:28px 28px 32px}}
@media (max-width:760px){header{padding:28px 20px;gap:20px}.emblem{width:84px;height:84px}h1{font-size:30px}
  header dl{display:grid;grid-template-columns:1fr 1fr;gap:18px}dd{font-size:32px}
  section{padding:24px 20px 28px}.four{grid-column:span 12}footer{padding:24px 20px 36px}
  text{font-size:12px}.heat text{font-size:11px}}
@page{size:A4;margin:13mm 14mm}
@media print{html{background:none}body{display:block;font-size:10pt}header,section,footer{background:none;padding:4mm 0}
  header{padding-top:0;gap:7mm;grid-template-columns:auto 1fr auto}h1{font-size:24pt}.kind{font-size:11pt}
  header dl{grid-column:auto;display:grid;grid-template-columns:auto auto;gap:2mm 7mm}dd{font-size:18pt}
  .emblem{width:23mm;height:23mm;background:var(--cast)}main{display:block}
  section{border-bottom:0;border-top:.3mm solid var(--accent);break-inside:avoid}section.twelve{break-inside:auto}
  h2,h2 span{font-size:14pt}h3{font-size:11pt}section dd{font-size:18pt}.note,dt,footer{font-size:8.5pt}
  .six ul,.four ul{grid-template-columns:1fr 1fr;gap:2.5mm 10mm}ul{gap:2mm}
  .groups{columns:2;column-gap:10mm}h2,h3,.note{break-after:avoid}}
"""


def style(theme: Mapping[str, Any]) -> str:
    """The whole style sheet, from a theme as `theme_values` gives it."""
    dark, paper = theme["contrasts"]["dark"], theme["contrasts"]["rice-paper"]
    fonts = f":root{{--serif:{SERIF};--sans:{SANS};--hand:{HAND}}}"
    # The emblem is gold: in print too it needs its dark ground.
    cast = f":root{{--cast:{dark['colours']['eye']}}}"
    return f"{fonts}{cast}{_palette(dark)}@media print{{{_palette(paper)}}}{_RULES}{_heat()}"


def _palette(palette: Mapping[str, Any]) -> str:
    colours = palette["colours"]
    names = ("ground", "text", "muted", "gold", "dawn", "eye")
    roles = "".join(f"--{name}:{colours[name]};" for name in names)
    accents = "".join(
        f".{name}{{--accent:{accent['colour']};--lit:{accent['lit']};--edge:{accent['edge']}}}"
        for name, accent in palette["accents"].items()
    )
    red, green, blue = (int(colours["text"][position : position + 2], 16) for position in (1, 3, 5))
    rail = f"--second:{colours['patina']};--rail:rgba({red},{green},{blue},.12);--on:{colours['on-gold']}"
    return f":root{{{roles}{rail}}}{accents}"


def _heat() -> str:
    return "".join(
        f".heat{level}{{fill:var(--accent);fill-opacity:{share}}}"
        f".on{level}{{fill:var({'--on' if share > 0.6 else '--text'});font-weight:600}}"
        for level, share in enumerate(STEPS)
    )
