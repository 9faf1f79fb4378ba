"""Time per key of ten searches in a pack of 10,000 entries, and the cost of its index.

python bench/search.py [ENTRIES]
"""

from __future__ import annotations

import json
import random
import statistics
import sys
from time import perf_counter
from typing import Any

from kiosk.packs.search_index import sound
from kiosk.session.search_engine import SearchIndex

SIGNS = "镇江新区产业园人才文化治理高端智能制造航空生命健康材料能源改革审批服务社区传承宜居科技创新企业平台绿色发展"
WORDS = ["area", "industry", "talent", "culture", "reform", "service", "park", "robot", "energy", "health"]
QUERIES = [
    ("zjxq", "zh"),
    ("zhenjiangxinqu", "zh"),
    ("zhenjxq", "zh"),
    ("gdzn", "zh"),
    ("shengmingjk", "zh"),
    ("qqzzxx", "zh"),
    ("aaaa", "zh"),
    ("culture", "en"),
    ("robotarea", "en"),
    ("zzz", "en"),
]


def make(count: int) -> dict[str, Any]:
    """An index of this many pictures, each with a title of 8 and a caption of 24 characters in two languages."""
    chance = random.Random(1)  # noqa: S311  the same texts in every run
    lines = []
    for language, title in (("zh", True), ("en", True), ("zh", False), ("en", False)):
        units = (8 if title else 24) if language == "zh" else (3 if title else 8)
        signs, glue = (SIGNS, "") if language == "zh" else (WORDS, " ")
        texts = [glue.join(chance.choices(signs, k=units)) for _ in range(count)]
        sounds = ["".join(sound(text)) for text in texts]
        lines.append(
            {"language": language, "title": title, "entries": list(range(count)), "texts": texts, "sounds": sounds}
        )
    return {"entries": [], "lines": lines}


def main() -> int:
    """Print the index's cost, and the median and the maximum per key of each search."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    begin = perf_counter()
    value = make(count)
    print(f"{count} entries; their sounds, once when the pack is compiled: {perf_counter() - begin:.1f} s")
    kept = json.dumps(value)
    begin = perf_counter()
    index = SearchIndex.of(json.loads(kept))
    index.find("zz", "zh")
    index.find("一", "zh")
    print(f"index of {len(kept) / 1e6:.1f} MB, read and ready in {perf_counter() - begin:.3f} s, at the first key")
    every = []
    for query, language in QUERIES:
        times = []
        for end in range(1, len(query) + 1):
            begin = perf_counter()
            found = index.find(query[:end], language)
            times.append((perf_counter() - begin) * 1000)
        every += times
        reported = f"median {statistics.median(times):5.2f} ms   longest {max(times):5.2f} ms"
        print(f"{query:15} {len(query):2} keys   {reported}   found {len(found)}")
    print(f"all {len(every)} keys    median {statistics.median(every):5.2f} ms   longest {max(every):5.2f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main())
