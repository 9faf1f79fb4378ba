from tests.screens.visitor import *
from kiosk.tour.stillness import Stillness
def test_x(open_kiosk):
    with open_kiosk(ARTICLE, LANDSCAPE) as v:
        v.leave(); v.hand.tap(*v.middle); wait(60); v.kiosk.session.goHome(); v.kiosk.session.chooseLanguage("zh"); v.kiosk.session.chooseTextSize(200)
        v.kiosk.session.openPanel("talent","hanrui")
        for _ in range(12):
            Stillness(v.window).settle(20)
            c = next(i for i in items(v.window.contentItem()) if is_a(i,"BlockColumn") and i.property("seen"))
            j=lambda n: (x:=c.property(n), x.toVariant() if hasattr(x,"toVariant") else x)[1]
            print(c.height(), c.width(), "part", j("part"), "of", j("parts"), "rounds", j("rounds"), [ (int(s["block"]),int(s["first"]),int(s["last"]),int(s["part"])) for s in j("slices")])
            v.touch("part:next")
