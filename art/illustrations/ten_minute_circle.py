"""十分钟生活圈: one ring on the land, and inside it a home, a place of work, a school and shops, with a way from each to the next.

No map and no distances: the ring says "within ten minutes" and nothing more. It is wider than the ten, as it is looked at beside words.
"""

import math
from jiehua import Art, MAT, mix, smooth, spiral

POR, AZ, GO, CI, PA, ST, BR = (
    MAT[k] for k in ("porcelain", "azurite", "gold", "cinnabar", "patina", "stone", "bronze")
)
WHITE = ("#FBF8EF", "#E3E8DC", "#8FB0A5")
STEEL = ("#F1F6F2", "#CBDAD6", "#5F837F")
R = 530  # the ring
WAY = 300  # the ways lie on a smaller ring, from place to place
SCALE = 0.77  # of the places; each is drawn about a middle of its own, and stands at (distance, degrees) from the pond
PLACES = {
    "work": ((-301, -224), (300, 222)),
    "homes": ((-333, 273), (322, 138)),
    "school": ((310, -285), (326, 313)),
    "shops": ((282, 323), (330, 46)),
}
LEGS = ((160, 202), (242, 292), (334, 386))  # home to work, work to school, school to shops: degrees on the ground


class Wide(Art):
    """The same kit on a lower sheet, 1920 by 840."""

    def svg(self):
        return (
            super()
            .svg()
            .replace(
                'viewBox="0 0 1920 1200" width="1920" height="1200"', 'viewBox="0 0 1920 840" width="1920" height="840"'
            )
        )


def at(r, angle):
    return r * math.cos(math.radians(angle)), r * math.sin(math.radians(angle))


def place(a, name, draw):
    """Draw a place where it stands, smaller than it was drawn."""
    (mx, my), stands = PLACES[name]
    sx, sy = a.P(*at(*stands))
    kept = a.ox, a.oy, a.s
    a.s = SCALE
    px, py = a.P(mx, my)
    a.ox, a.oy = a.ox + sx - px, a.oy + sy - py
    draw(a)
    a.ox, a.oy, a.s = kept


def land(a):
    a.path(
        "M0 0H1920V840H0z",
        a.grad(
            "air",
            [(0, "#F6EFD8", 1), (0.22, "#D9E4CC", 1), (0.6, "#8FBBA2", 1), (1, "#2C6254", 1)],
            line=(200, -60, 1500, 1040),
        ),
    )
    a.group("hills")
    for base, amp, f, ph, col in ((22, 34, 1.2, 3.1, "#C6DCC8"), (40, 26, 1.9, 0.6, "#AECFB8")):
        crest = [
            (x, base - amp * (math.sin(x / 1920 * 6.28 * f + ph) * 0.6 + math.sin(x / 1920 * 15 * f + ph * 2) * 0.4))
            for x in range(-40, 2001, 60)
        ]
        a.path(smooth(crest, False) + "L2000 420L-40 420z", col)
    a.path(
        "M0 54C420 30 820 74 1240 48S1720 38 1920 56V840H0z",
        a.grad(
            "lawn",
            [(0, "#B4D3BD", 1), (0.34, "#6FA890", 1), (0.72, "#336F60", 1), (1, "#173B34", 1)],
            line=(420, 120, 1330, 1000),
        ),
    )
    a.end()
    a.group("beyond")  # what lies outside the ring fades
    spots = sorted([(a.rnd.uniform(-30, 1950), a.rnd.uniform(70, 270)) for _ in range(66)], key=lambda p: p[1])
    for sx, sy in spots:
        x, y = a.G(sx, sy)
        if math.hypot(x, y) < R + 90:
            continue
        a.haze = ("#A3C9B2", 0.84 - (sy - 70) / 200 * 0.28)
        w, d, h = a.rnd.uniform(36, 90), a.rnd.uniform(34, 70), a.rnd.choice((24, 30, 42, 56, 76))
        a.box(x, y, 0, w, d, h, WHITE)
        a.bandsy(y + d, x + 4, x + w - 4, 7, h - 3, max(1, int(h / 14)), "#6FA8A8")
        a.bandsx(x + w, y + 4, y + d - 4, 7, h - 3, max(1, int(h / 14)), "#2A5A5A")
        a.tree(x - 12, y + d + 16, 12, 8, PA, shade=False)
    a.haze = None
    a.end()


def ring(a):
    """The ground within ten minutes is lit; its edge is a paved band with lamps."""
    a.group("ring")
    cx, cy = a.P(0, 0)
    a.disc(0, 0, -14, R + 16, "#14302C", 0.35)
    a.disc(0, 0, 0, R + 14, "#F4EFE4")
    a.disc(0, 0, 0, R + 2, "#9A7434")
    a.disc(
        0,
        0,
        0,
        R - 4,
        a.grad("lit", [(0, "#D8E7C6", 1), (0.55, "#A9CDAA", 1), (1, "#6DAE98", 1)], disc=(cx - 190, cy - 130, 900)),
    )
    for turn in range(0, 360, 3):  # joints of the paving
        p, q = at(R + 3, turn), at(R + 13, turn)
        a.line([a.P(*p), a.P(*q)], "#B9C4BC", 1.4)
    a.end()
    a.group("ground")
    a.ring(0, 0, 0, 0, 128, 0, 360, "#BFDDBE", 1, 72)
    a.disc(0, 0, 0, 104, "#F4EFE4")
    a.disc(
        0, 0, 0, 97, a.grad("pond", [(0, "#BFE0E8", 1), (1, "#5E97D2", 1)], line=(cx - 120, cy - 60, cx + 120, cy + 70))
    )
    for r, b in ((72, 40), (46, 150)):
        a.line(a.arc(0, 0, 0, r, b, b + 70, 16), "#DDF0F4", 1.6)
    a.end()
    a.group("ways")
    for start, end in LEGS:
        a.ring(0, 0, 0, WAY - 25, WAY + 25, start, end, "#5E9A86", 1, 40)
        a.ring(0, 0, 0, WAY - 21, WAY + 21, start, end, "#F4EFE4", 1, 40)
        a.ring(0, 0, 0, WAY - 8, WAY + 10, start, end, "#D9DFD0", 1, 40)
        for turn in range(start + 2, end - 2, 5):
            a.ring(0, 0, 0, WAY - 1, WAY + 2, turn, turn + 2.6, "#D3A548", 1, 4)
        for turn, fill in ((start, "#E8C77A"), (end, "#E8C77A")):
            x, y = at(WAY, turn)
            a.disc(x, y, 0, 34, "#5E9A86")
            a.disc(x, y, 0, 30, "#F4EFE4")
            a.disc(x, y, 0, 20, fill)
    a.end()


def work(a):
    """A white plant with tanks before a glass front."""
    a.group("work")
    x, y = -420, -330
    a.flat(x - 24, x + 262, y - 20, y + 232, 0, "#DDE6D2")
    a.shadow(x, y, 230, 130, 150, k=0.5, op=0.26)
    a.box(x, y, 0, 230, 130, 150, WHITE)
    for i in range(17):
        a.facey(y + 130, x + 10 + i * 12.6, x + 15 + i * 12.6, 54, 140, "#A9CBC2" if i % 3 else "#F2CB6C")
    a.facey(y + 130, x + 8, x + 222, 8, 44, "#2A5A5A")
    a.facey(y + 130, x + 8, x + 120, 8, 44, "#7FB8B4")
    a.bandsx(x + 230, y + 8, y + 122, 16, 146, 4, "#3F807A")
    for i in range(3):
        a.facex(x + 230, y + 20 + i * 36, y + 38 + i * 36, 50, 74, "#F2CB6C")
    for i in range(3):
        a.box(x + 24 + i * 68, y + 30, 150, 44, 44, 16, STEEL)
        a.disc(x + 46 + i * 68, y + 52, 166, 13, "#2C6254")
    for i in range(3):  # tanks
        u = x + 50 + i * 66
        a.shadow(u - 20, y + 164, 40, 40, 70, k=0.5, op=0.22)
        a.drum(u, y + 184, 0, 24, 66, STEEL)
        a.drum(u, y + 184, 66, 24, 12, STEEL, r2=9)
        a.drum(u, y + 184, 78, 7, 12, GO)
    a.end()


def homes(a):
    """Flats with balconies, lit windows, and a roof for electric bikes."""
    a.group("homes")
    a.flat(-452, -214, 110, 436, 0, "#DDE6D2")
    for x, y, h, lit in ((-420, 134, 190, 5), (-330, 232, 236, 9), (-430, 300, 158, 6)):
        w, d = 84, 84
        a.shadow(x, y, w, d, h, k=0.42, op=0.28)
        a.box(x, y, 0, w, d, h, ("#FBF1DC", "#E8DFC8", "#B39B78"))
        floors = h // 24
        for j in range(floors):
            z = 8 + j * 24
            a.facey(y + d, x + 8, x + 36, z, z + 14, "#7FA89B")
            a.facey(y + d, x + 48, x + 76, z, z + 14, "#7FA89B")
            a.facex(x + w, y + 10, y + 34, z, z + 14, "#2C5A52")
            a.facex(x + w, y + 48, y + 72, z, z + 14, "#2C5A52")
            a.facey(y + d + 1, x + 4, x + 80, z - 4, z + 1, "#FFFDF4")
        for k in range(lit):
            j, side = (k * 5 + 1) % floors, k % 2
            z = 8 + j * 24
            if k % 3:
                a.facey(y + d, x + 8 + side * 40, x + 36 + side * 40, z, z + 14, "#F2B94C")
            else:
                a.facex(x + w, y + 10 + side * 38, y + 34 + side * 38, z, z + 14, "#F2CB6C")
        a.box(x + 26, y + 26, h, 30, 30, 12, ("#E8DFC8", "#D5C9AC", "#8F7B5C"))
    for i in range(5):  # e-bikes under their roof
        px, py = a.P(-292 + i * 15, 384)
        a.line([(px - 7, py - 3), (px + 7, py + 4)], ("#CC513B", "#2A5688", "#2C6254")[i % 3], 4)
        a.oval(px - 7, py - 1, 3.4, 3.4, "#14302C"), a.oval(px + 7, py + 6, 3.4, 3.4, "#14302C")
    for i in range(2):
        a.box(-304 + i * 82, 404, 0, 4, 4, 30, STEEL)
    a.flat(-310, -210, 366, 412, 30, "#3B7A6B"), a.facey(412, -310, -210, 27, 31, "#8FC3AC")
    a.end()


def school(a):
    """Two wings of classrooms, a running track and a flag."""
    a.group("school")
    a.flat(150, 470, -440, -130, 0, "#DDE6D2")
    x, y = 168, -420
    a.shadow(x, y, 250, 70, 84, k=0.5, op=0.26)
    a.box(x, y, 0, 250, 70, 84, ("#FBF1DC", "#CC513B", "#B39B78"))
    for j in range(3):
        z = 8 + j * 26
        a.facey(y + 70, x + 6, x + 244, z, z + 16, "#7FA89B")
        for i in range(12):
            a.facey(y + 70, x + 6 + i * 20, x + 9 + i * 20, z, z + 16, "#FFFDF4")
        a.facey(y + 71, x + 2, x + 248, z - 5, z - 1, "#FFFDF4")
        a.facex(x + 250, y + 8, y + 62, z, z + 16, "#2C5A52")
    for i in (2, 3, 7, 10):
        a.facey(y + 70, x + 9 + i * 20, x + 26 + i * 20, 34, 50, "#F2CB6C")
    a.box(x + 100, y + 16, 84, 50, 40, 26, ("#FBF1DC", "#CC513B", "#B39B78"))
    a.disc(x + 127, y + 57, 100, 8, "#FFFDF4")
    cx, cy = 322, -232
    a.disc(cx, cy, 0, 86, "#CC513B"), a.disc(cx, cy, 0, 80, "#E86A52"), a.disc(cx, cy, 0, 58, "#CC513B")
    a.disc(cx, cy, 0, 54, "#4A8C78"), a.disc(cx, cy, 0, 20, "#6DAE98")
    for r in (66, 73):
        a.line(a.arc(cx, cy, 0, r, 0, 360, 60), "#F4D9C8", 1)
    px, py = a.P(206, -300)
    a.line([(px, py), (px, py - 118)], "#F4EFE4", 3)
    a.path(
        smooth(
            [
                (px, py - 116),
                (px + 18, py - 121),
                (px + 36, py - 113),
                (px + 36, py - 89),
                (px + 18, py - 96),
                (px, py - 92),
            ],
            k=0.6,
        ),
        "#E0472F",
    )
    for i, (u, v) in enumerate(((236, -312), (258, -320), (280, -314), (250, -296), (276, -292))):
        q = a.P(u, v)
        a.person(q[0], q[1], 21, WHITE[::2], ("#2A5688", "#1D4166"), child=True, scarf=("#E86A52", "#CC513B"))
    a.end()


def shops(a):
    """A row of shops under awnings, with a taller house of glass behind."""
    a.group("shops")
    a.flat(112, 452, 176, 470, 0, "#E9E3D0")
    a.shadow(160, 196, 110, 84, 132, k=0.5, op=0.28)
    a.box(160, 196, 0, 110, 84, 136, ("#BFE0E8", "#E3E8DC", "#2A5688"))
    for j in range(5):
        a.facey(280, 164, 266, 14 + j * 26, 34 + j * 26, "#6FA8E0" if j % 2 else "#8FC0EE")
        a.facex(270, 200, 276, 14 + j * 26, 34 + j * 26, "#1D4166")
    for i in range(9):
        a.facey(280, 164 + i * 12.6, 166 + i * 12.6, 10, 132, "#F4EFE4")
    a.facey(280, 178, 214, 66, 86, "#F2CB6C"), a.facex(270, 222, 250, 92, 112, "#F2CB6C")
    tones = (("#E8B84C", "#F6DB95"), ("#CC513B", "#F4EFE4"), ("#2C6254", "#8FC3AC"), ("#2A5688", "#8FC0EE"))
    for k in range(4):
        x, y, h = 150 + k * 66, 322, (60, 74, 54, 68)[k]
        a.box(x, y, 0, 60, 62, h, ("#FBF1DC", ("#D9C9A4", "#C6D6C2")[k % 2], "#B39B78"))
        a.facey(y + 62, x + 6, x + 54, 2, 30, "#F6D98F"), a.facey(y + 62, x + 10, x + 30, 2, 26, "#FDF3CF")
        a.facey(y + 62, x + 12, x + 48, h - 16, h - 6, tones[k][0])
        for i in range(6):  # the awning
            f = tones[k][i % 2]
            u = x + 4 + i * 8.8
            a.poly([a.P(u, y + 62, 40), a.P(u + 8.8, y + 62, 40), a.P(u + 8.8, y + 84, 30), a.P(u, y + 84, 30)], f)
    a.facex(150 + 3 * 66 + 60, 328, 378, 6, 40, "#8A6A34")
    a.end()


def green(a):
    """Trees between the places, and people on the ways."""
    a.group("green")
    trees = []
    for turn, r, size in (
        (60, 430, 26), (72, 380, 22), (84, 440, 28), (96, 400, 20), (104, 450, 26), (70, 300, 22), (92, 330, 24), (112, 360, 22), (190, 470, 24), (204, 440, 18), (186, 390, 18), (262, 462, 18), (272, 480, 20), (284, 450, 18),
        (352, 470, 22), (4, 450, 24), (14, 480, 20), (358, 410, 20), (10, 400, 18), (80, 210, 18), (110, 240, 18), (56, 230, 16),
        (150, 190, 15), (250, 200, 14), (330, 195, 15), (20, 190, 15), (200, 190, 14),
    ):  # fmt: skip
        x, y = at(r, turn)
        if all(math.dist((x, y), at(*stands)) > 186 for _, stands in PLACES.values()):
            trees.append((x, y, size))
    for x, y, size in sorted(trees, key=lambda t: t[0] + t[1]):
        a.tree(x, y, size, size * 0.7, GO if a.rnd.random() < 0.3 else PA, leaves=0 if size < 20 else 6)
    a.end()
    a.group("people")
    coats = (POR, AZ, CI, GO)
    walkers = [
        (turn, k) for start, end in LEGS for k, turn in enumerate((start + 14, start + 30, start + 36, end - 13))
    ]
    for i, (turn, k) in enumerate(sorted(walkers, key=lambda w: sum(at(WAY, w[0])))):
        x, y = at(WAY + (-13, 14, 12, -14)[k], turn)
        px, py = a.P(x, y)
        a.oval(px + 8, py, 12, 3.4, "#14302C", 0.4)
        a.person(px, py, 40 if k != 2 else 27, coats[i % 4][::2], ("#1F423B", "#0E211E"), child=k == 2)
    a.end()


def near(a):
    """Dark crowns cut by the frame."""
    a.group("near")
    deep = ("#2C6254", "#1D4A40", "#10302A")
    warm = ("#E8B84C", "#B98A3C", "#6E5226")
    for x, y, r, m in ((60, 800, 150, deep), (226, 850, 110, warm), (1850, 780, 170, deep), (1670, 860, 100, deep)):
        a.blob(a.lobes(x, y, r, 11, 0.12, 0.9, 0.3), m[2])
        a.blob(a.lobes(x - r * 0.14, y - r * 0.14, r * 0.8, 10, 0.13, 0.9, 1.1), m[1])
        for _ in range(int(r / 3)):
            t, k = a.rnd.uniform(0, 6.283), r * 0.72 * math.sqrt(a.rnd.random())
            a.leaf(
                x - r * 0.18 + k * math.cos(t),
                y - r * 0.2 + k * 0.8 * math.sin(t),
                r * 0.07,
                a.rnd.uniform(-0.9, 0.5),
                m[0],
            )
    a.end()


def draw():
    a = Wide(1010, 440, 1, seed=10)
    land(a)
    a.plane("middle")
    ring(a)
    place(a, "work", work)
    place(a, "homes", homes)
    place(a, "school", school)
    green(a)
    place(a, "shops", shops)
    a.plane("foreground")
    near(a)
    a.plane("contour")
    # one line: in from the left, along the near edge of the ring, up its right side, and back into the pond's vortex
    rim = [a.P(*at(R - 1, 136 - 4 * k)) for k in range(0, 53)]
    inward = [a.P(*at(r, turn)) for r, turn in ((520, -82), (430, -88), (330, -90), (220, -92), (150, -104))]
    cx, cy = a.P(0, 0)
    eddy = spiral(cx, cy, 118, 8, math.radians(275), -2.1)
    lead = [(-20, 610), (130, 576), (270, 552), (346, 516)]
    a.path(smooth([*lead, *rim, *inward, *eddy], False, 0.9), None, 1, "#E8C77A", 3)
    return a
