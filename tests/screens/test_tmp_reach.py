import itertools, pytest, os
from tests.screens.reach import make, walk
from tests.screens.visitor import LANDSCAPE, PORTRAIT
@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    f = tmp_path_factory.mktemp("r")/"pack"; return f, make(f)
@pytest.mark.parametrize("size", [LANDSCAPE, PORTRAIT], ids=["landscape","portrait"])
def test_all(open_kiosk, pack, size):
    f, wanted = pack
    with open_kiosk(f, size) as v:
        v.leave(); v.begin()
        for lang in os.environ.get("LANGS","zh en").split():
            v.kiosk.session.chooseLanguage(lang)
            for ts in map(int,os.environ.get("TS","100 135 200").split()):
                v.kiosk.session.chooseTextSize(ts)
                for page, found in walk(v, wanted): print("LOST", size, lang, ts, page, found[:6], flush=True)
