"""The search in the live pack of a store, key by key: `search_keys.py STORE`.

Prints one line of JSON: `first`, the ms of reading the index and the first key, and `keys`, the ms of each other key.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter

from kiosk import paths
from kiosk.packs.compiled_cache import CompiledCache
from kiosk.packs.product_assets import load_assets
from kiosk.packs.store.pack_store import PackStore
from kiosk.session.search_engine import SearchIndex

QUERIES = (("zhenjiangxinqu", "zh"), ("zjxq", "zh"), ("shu", "zh"), ("qqzzxx", "zh"), ("number", "en"), ("zzz", "en"))


def main() -> int:
    """Type every query."""
    store = PackStore(Path(sys.argv[1]))
    index = store.store_index()
    live = next(pack for pack in index.packs if pack.install_path == index.live)
    assets = load_assets(paths.resources(), CompiledCache(paths.cache() / "compiled"))
    loaded = store.source(live, assets, store.widths()).load_cached()
    assert loaded is not None, "the pack was not compiled: start the kiosk with it first"
    begun = perf_counter()
    search = SearchIndex.of(loaded.search())
    for language in ("zh", "en"):
        search.find("z", language)
    first = (perf_counter() - begun) * 1000
    keys = []
    for query, language in QUERIES:
        for end in range(1, len(query) + 1):
            begun = perf_counter()
            search.find(query[:end], language)
            keys.append((perf_counter() - begun) * 1000)
    print(json.dumps({"first": first, "keys": keys}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
