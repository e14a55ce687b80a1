"""Gốc craft artwork: pictures drawn from a craft and a slug, for products without a photograph.

    svg = draw("binh-men-ran-bat-trang", "gom")            # 400 × 500, the card format
    svg = draw("bat-trang", "gom", 1200, 540)              # any other format: the scene widens

Standard library only. The same (slug, craft, size) always gives the same bytes, so an artwork may be
cached for ever. Flat shapes and one line weight, after the woodblock print: 2–5 palette colours each.
"""
import hashlib
import math
import unicodedata

# ---------------------------------------------------------------- palette (the site's own pigments)
DO, DO2, NGA = "#F3EADA", "#E8DAC2", "#FBF5E9"        # dó paper, older paper, ivory
DEN, CANH, SON, SONT = "#1D1411", "#4A1812", "#8A2A1B", "#B4472F"   # black lacquer, cockroach-wing, lacquer red, vermilion
MEN, MEND, MENN = "#9DBDAB", "#2F6450", "#D5E2D6"     # celadon, deep celadon, celadon tint
CHAM, CHAMN, CHAMP = "#27406F", "#7388B0", "#D6DDE6"  # indigo, washed indigo, pale indigo
VANG, VANGN = "#C2923C", "#E7CE94"                    # gold leaf, straw
DAT, TRE, NAU = "#B8754D", "#CDA869", "#6B4A32"       # clay, bamboo, brown wood
LA, LAN, HONG = "#5F7D4B", "#A9B98A", "#DDA898"       # leaf, young leaf, lotus rose
INK = "#2A1C13"
PEARL = ("#F1E9D8", "#CFE0D4", "#E9CFC6", "#C8D2E0", "#F7F1E4")     # what mother-of-pearl does in light


# ---------------------------------------------------------------- small tools
class Rng:
    """splitmix64: tiny, and the same on every Python."""

    def __init__(self, key):
        self.words = set(plain(key.split("/")[-1]).split("-"))   # what the name itself asks for
        self.s = int.from_bytes(hashlib.sha256(key.encode()).digest()[:8], "big")

    def __call__(self, a=0.0, b=1.0):
        self.s = (self.s + 0x9E3779B97F4A7C15) & (2**64 - 1)
        z = self.s
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & (2**64 - 1)
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & (2**64 - 1)
        return a + (b - a) * ((z ^ (z >> 31)) / 2**64)

    def n(self, a, b):
        return int(self(a, b + 1 - 1e-9))

    def pick(self, seq):
        return seq[int(self() * len(seq))]

    def asked(self, table, else_pick):
        """The first form whose word stands in the slug; otherwise chance (always drawn, so the rest keeps its order)."""
        chance = self.pick(else_pick)
        return next((v for k, v in table if self.words.issuperset(k.split())), chance)


def f(x):
    s = f"{x:.1f}"
    return s[:-2] if s.endswith(".0") else s


def pts(points, close=False):
    return "M" + " ".join(f(v) for p in points for v in p) + ("Z" if close else "")


def smooth(points, close=False, t=0.17):
    """Catmull-Rom through the points, as one cubic path."""
    p = list(points)
    q = [p[-1]] + p + p[:2] if close else [p[0]] + p + [p[-1]]
    out = [f"M{f(p[0][0])} {f(p[0][1])}C"]
    for i in range(1, len(q) - 2):
        a, b, c, d = q[i - 1], q[i], q[i + 1], q[i + 2]
        out.append(f"{f(b[0]+(c[0]-a[0])*t)} {f(b[1]+(c[1]-a[1])*t)} "
                   f"{f(c[0]-(d[0]-b[0])*t)} {f(c[1]-(d[1]-b[1])*t)} {f(c[0])} {f(c[1])} ")
    return "".join(out).strip() + ("Z" if close else "")


def polar(cx, cy, r, a):
    return cx + r * math.cos(a), cy + r * math.sin(a)


def ring(cx, cy, r, fill, more=""):
    return f'<circle cx="{f(cx)}" cy="{f(cy)}" r="{f(r)}" fill="{fill}"{more}/>'


def fillp(d, fill, more=""):
    return f'<path d="{d}" fill="{fill}"{more}/>'


def line(d, stroke, w=1.5, more=""):
    return f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{f(w)}"{more}/>'


def bg(w, h, c):
    return f'<path fill="{c}" d="M0 0h{f(w)}v{f(h)}H0z"/>'


def petal(x, y, a, length, width, tip=0.5):
    """A leaf or petal from its root (x, y) towards angle a; tip near 1 is blunt, near 0 pointed."""
    ca, sa = math.cos(a), math.sin(a)

    def at(u, v):
        return f"{f(x+u*ca-v*sa)} {f(y+u*sa+v*ca)}"
    k = width / 2
    m = 0.55 + 0.35 * tip
    return (f"M{at(0,0)}C{at(length*.25,k*1.25)} {at(length*m,k*1.1)} {at(length,0)}"
            f"C{at(length*m,-k*1.1)} {at(length*.25,-k*1.25)} {at(0,0)}Z")


def leaflet(x, y, a, length, width):
    """A petal for when there are many: two relative curves in whole units."""
    ex, ey = round(length * math.cos(a)), round(length * math.sin(a))
    nx, ny = -math.sin(a) * width, math.cos(a) * width
    p, q = round(ex / 2 + nx), round(ey / 2 + ny)
    r, t = round(ex / 2 - nx) - ex, round(ey / 2 - ny) - ey
    return f"M{x:.0f} {y:.0f}q{p} {q} {ex} {ey}q{r} {t} {-ex} {-ey}z"


def lobed(x, y, s, n=5, a0=0.0, f=f):
    """A blossom of n round petals as one short path."""
    p = [polar(x, y, s * .6, a0 + i * 2 * math.pi / n) for i in range(n)]
    k = f(s * .42)
    return f"M{f(p[0][0])} {f(p[0][1])}" + "".join(f"A{k} {k} 0 0 1 {f(q[0])} {f(q[1])}" for q in p[1:] + p[:1]) + "Z"


def crackle(R, box, depth, minlen=0.0):
    """Cracks of a cooling glaze: a panel split again and again by slightly bent chords."""
    out = []
    g = (lambda v: f"{v:.0f}") if box[2] - box[0] > 120 else f

    def split(poly, d):
        if d == 0 or len(poly) < 3:
            return
        cx = sum(p[0] for p in poly) / len(poly)
        cy = sum(p[1] for p in poly) / len(poly)
        w = max(p[0] for p in poly) - min(p[0] for p in poly)
        h = max(p[1] for p in poly) - min(p[1] for p in poly)
        if max(w, h) < minlen:
            return
        cx += R(-.12, .12) * w
        cy += R(-.12, .12) * h
        a = (math.pi / 2 if h < w else 0) + R(-.75, .75)
        nx, ny = -math.sin(a), math.cos(a)
        one, two, cut = [], [], []
        for i, p in enumerate(poly):
            q = poly[(i + 1) % len(poly)]
            dp = (p[0] - cx) * nx + (p[1] - cy) * ny
            dq = (q[0] - cx) * nx + (q[1] - cy) * ny
            (one if dp >= 0 else two).append(p)
            if dp * dq < 0:
                u = dp / (dp - dq)
                c = (p[0] + (q[0] - p[0]) * u, p[1] + (q[1] - p[1]) * u)
                one.append(c)
                two.append(c)
                cut.append(c)
        if len(cut) == 2:
            (ax, ay), (bx, by) = cut
            m = R(.35, .65)
            j = R(-.07, .07) * math.hypot(bx - ax, by - ay)
            mx, my = ax + (bx - ax) * m + nx * j, ay + (by - ay) * m + ny * j
            out.append(f"M{g(ax)} {g(ay)}Q{g(mx)} {g(my)} {g(bx)} {g(by)}")
        split(one, d - 1)
        split(two, d - 1)
    x0, y0, x1, y1 = box
    split([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], depth)
    return "".join(out)


def twig(R, x, y, a, length, depth, segs, tips):
    """A blossom branch: elbows, never straight, thinner each time it divides."""
    n = 3
    p = [(x, y)]
    for i in range(n):
        a += R(-.35, .35)
        x, y = polar(x, y, length / n, a)
        p.append((x, y))
    segs.append((depth, p))
    if depth == 0:
        tips.append((x, y, a))
        return
    k = R.pick((-1, 1))
    twig(R, x, y, a + k * R(.25, .5), length * R(.62, .76), depth - 1, segs, tips)
    m = p[2] if depth > 1 else p[1]
    twig(R, m[0], m[1], a - k * R(.6, 1.0), length * R(.45, .62), depth - 1, segs, tips)


def birds(R, x, y, s, c, n=3):
    d = ""
    for i in range(n):
        bx, by, k = x + R(-s * 3, s * 3), y + R(-s, s) * 1.4, s * R(.6, 1)
        d += f"M{f(bx-k)} {f(by-k*.35)}q{f(k*.55)} {f(-k*.25)} {f(k)} {f(k*.35)}q{f(k*.45)} {f(-k*.6)} {f(k)} {f(-k*.35)}"
    return line(d, c, 1.8, ' stroke-linecap="round"')


# ---------------------------------------------------------------- ceramics (gốm)
POTS = {  # radius at each height, both as shares of the pot's height
    "ty-ba": [(0, .135), (.03, .13), (.1, .095), (.26, .095), (.44, .165), (.62, .27), (.76, .3), (.9, .24), (1, .165)],
    "mai-binh": [(0, .1), (.02, .105), (.06, .085), (.11, .12), (.2, .26), (.32, .315), (.5, .3), (.75, .21), (.92, .165), (1, .175)],
    "cu-toi": [(0, .06), (.04, .085), (.09, .105), (.15, .075), (.3, .065), (.46, .105), (.6, .21), (.75, .285), (.9, .235), (1, .165)],
    "chum": [(0, .22), (.03, .225), (.07, .2), (.13, .235), (.28, .365), (.48, .41), (.72, .35), (.92, .245), (1, .225)],
    "lo-tru": [(0, .155), (.02, .16), (.07, .13), (.13, .15), (.2, .2), (.6, .215), (.93, .19), (1, .185)],
    "bat": [(0, .86), (.05, .84), (.25, .79), (.5, .66), (.72, .48), (.86, .33), (.9, .3), (1, .31)],
    "am": [(0, .3), (.04, .33), (.16, .52), (.36, .68), (.6, .7), (.82, .54), (.95, .38), (1, .37)],
    "chen": [(0, .66), (.06, .65), (.4, .62), (.7, .5), (.88, .34), (1, .33)],
    "lo-phong": [(0, .2), (.03, .195), (.12, .12), (.22, .1), (.34, .155), (.5, .255), (.64, .285), (.8, .23), (.92, .17), (1, .185)],
}


GLAZES = {  # body, shadow, line (or, for "chay", the glaze that runs)
    "ran": ((MENN, MEN, MEND), (NGA, DO2, NAU), (MEN, MEND, "#1F4638")),
    "lam": ((NGA, "#DDD6C8", CHAM), ("#EFEFEA", CHAMP, CHAM)),
    "chay": ((DAT, NAU, MEND), (TRE, NAU, CANH), (NAU, CANH, TRE)),
}


def _lathe(kind, cx, top, height, k=1.0):
    prof = [(top + t * height, r * height * k) for t, r in POTS[kind]]
    g = round if height > 90 else (lambda v: round(v, 1))
    left = [(g(cx - r), g(y)) for y, r in prof]
    right = [(g(cx + r), g(y)) for y, r in reversed(prof)]
    l, r = smooth(left), smooth(right)
    rim, foot = prof[0][1], prof[-1][1]
    d = l + f"Q{f(cx)} {f(prof[-1][0]+foot*.16)} {f(cx+foot)} {f(prof[-1][0])}" + r[r.index("C"):]
    return d + f"Q{f(cx)} {f(prof[0][0]-rim*.1)} {f(cx-rim)} {f(prof[0][0])}Z", prof


def _at(prof, t):
    y0, y1 = prof[0][0], prof[-1][0]
    y = y0 + (y1 - y0) * t
    for (a, ra), (b, rb) in zip(prof, prof[1:]):
        if a <= y <= b:
            return y, ra + (rb - ra) * (y - a) / (b - a)
    return y, prof[-1][1]


def _pot(R, uid, kind, cx, base, height, style=None, k=1.0, fine=False, tone=None):
    top = base - height
    d, prof = _lathe(kind, cx, top, height, k)
    rim, foot = prof[0][1], prof[-1][1]
    style = style or R.pick(("ran", "lam", "chay", "ran", "lam"))
    glaze, deep, mark = tone or R.pick(GLAZES[style])
    rm = max(r for _, r in prof)
    o = [f'<clipPath id="{uid}"><path d="{d}"/></clipPath><g clip-path="url(#{uid})">'
         f'<path d="M{cx-rm-9:.0f} {top-9:.0f}h{rm*2+18:.0f}v{height+40:.0f}h{-rm*2-18:.0f}z" fill="{glaze}"/>']
    if style == "ran":
        if fine:                                 # two networks, as the old kilns have it: fine gold, then iron
            o.append(line(crackle(R, (cx - rm, top, cx + rm, base + 12), 5, height * .06), DAT, .8, ' opacity=".5"'))
        o.append(line(crackle(R, (cx - rm, top, cx + rm, base + 12), 6 if height > 230 else 5 if height > 110 else 4, height * .07),
                      mark, 1 if height > 200 else .8, ' opacity=".62"'))
        y, r = _at(prof, .965)
        o.append(fillp(f"M{f(cx-rm)} {f(y)}Q{f(cx)} {f(y+r*.3)} {f(cx+rm)} {f(y)}V{f(base+30)}H{f(cx-rm)}Z", DAT))
    elif style == "lam" and height < 90:
        y, r = _at(prof, .42)
        o.append(line(f"M{f(cx-r)} {f(y)}Q{f(cx)} {f(y+r*.3)} {f(cx+r)} {f(y)}", mark, height * .2, f' stroke-dasharray="{f(height*.09)} {f(height*.07)}"'))
    elif style == "lam":
        bands = {"bat": [.06, .12, .86], "chen": [.08, .16], "am": [.05, .1, .92]}.get(kind, [.05, .085, .9, .935])
        o.append(line("".join(f"M{f(cx-r-2)} {f(y)}Q{f(cx)} {f(y+r*.3)} {f(cx+r+2)} {f(y)}"
                              for y, r in (_at(prof, t) for t in bands)), mark, max(1.6, height * .009)))
        # a brushed spray: lotus, bamboo or waves on the widest part
        yw = max(prof, key=lambda p: p[1])[0]
        s = {"bat": height * .5, "am": height * .44, "chen": height * .5}.get(kind, min(rm * 1.5, height * .36))
        if kind in ("bat", "chen"):
            yw = top + height * .42
        o.append(R.pick((_brush_lotus, _brush_bamboo, _brush_wave))(R, cx, yw + s * .12, s, mark))
    elif style == "chay":
        t0 = R(.3, .5)
        y, r = _at(prof, t0)
        x, p = cx - rm - 8, [(cx - rm - 8, y)]
        while x < cx + rm + 8:
            x += rm * R(.16, .3)
            p.append((x, y + rm * R(.02, .5) + (rm * .14 if abs(x - cx) < rm * .6 else 0)))
        o.append(fillp(smooth(p) + f"V{f(top-20)}H{f(cx-rm-8)}Z", mark))
        y, r = _at(prof, .14)
        o.append(line(f"M{f(cx-rm)} {f(y)}Q{f(cx)} {f(y+r*.35)} {f(cx+rm)} {f(y)}", glaze, 1.6))
    o.append("</g>")
    if height < 70:
        return "".join(o) + f'<ellipse cx="{f(cx)}" cy="{f(top)}" rx="{f(rim)}" ry="{f(rim*.16)}" fill="{INK}" opacity=".8"/>'
    # the turn of the body: one flat shadow, one sliver of light
    mid = [p for p in prof if p[0] > top + height * .04]
    sh = [(round(cx + r * .99), round(y)) for y, r in mid] + [(round(cx + r * .47), round(y)) for y, r in reversed(mid)]
    o.append(fillp(smooth(sh, True, .12), deep if style != "lam" else CHAMN, ' opacity=".34"'))
    a, b = (.12, .6) if kind == "bat" else (.3, .74)
    hl = [_at(prof, a + (b - a) * i / 5) for i in range(6)]
    bow = (0, .5, .9, 1, .7, 0)
    hp = [(round(cx - r * .8), round(y)) for y, r in hl] + [(round(cx - r * (.8 - .11 * k)), round(y)) for (y, r), k in zip(reversed(hl), reversed(bow))]
    o.append(fillp(smooth(hp[:6]) + "L" + smooth(hp[6:])[1:] + "Z", "#fff", ' opacity=".42"'))
    o.append(f'<ellipse cx="{f(cx)}" cy="{f(top)}" rx="{f(rim)}" ry="{f(max(rim*.16,1.5))}" fill="{INK}" opacity=".82"/>')
    o.append(line(f"M{f(cx-rim)} {f(top)}Q{f(cx)} {f(top-rim*.34)} {f(cx+rim)} {f(top)}", glaze, max(1.4, height * .008)))
    return "".join(o)


def _teapot(R, uid, cx, base, height, style, tone=None):
    tone = tone or R.pick(GLAZES[style])
    body = _pot(R, uid, "am", cx, base, height, style, tone=tone)
    main, mark = tone[2] if style == "chay" else tone[0], tone[1] if style == "chay" else tone[2]
    r, top = height * .7, base - height
    sp = (f"M{f(cx-r*.72)} {f(base-height*.28)}C{f(cx-r*1.2)} {f(base-height*.34)} {f(cx-r*1.16)} {f(base-height*.78)} {f(cx-r*1.5)} {f(base-height*.98)}"
          f"L{f(cx-r*1.34)} {f(base-height*1.03)}C{f(cx-r*1.06)} {f(base-height*.86)} {f(cx-r*1.04)} {f(base-height*.74)} {f(cx-r*.66)} {f(base-height*.68)}Z")
    hd = f"M{f(cx-r*.42)} {f(top+height*.05)}C{f(cx-r*.62)} {f(top-height*.78)} {f(cx+r*.62)} {f(top-height*.78)} {f(cx+r*.42)} {f(top+height*.05)}"
    lid = (f"M{f(cx-r*.47)} {f(top+height*.03)}Q{f(cx-r*.4)} {f(top-height*.15)} {f(cx)} {f(top-height*.16)}T{f(cx+r*.47)} {f(top+height*.03)}"
           f"Q{f(cx)} {f(top+height*.1)} {f(cx-r*.47)} {f(top+height*.03)}Z")
    return (line(hd, NAU, height * .075, ' stroke-linecap="round"') + line(hd, TRE, height * .045, f' stroke-linecap="round" stroke-dasharray="{f(height*.06)} {f(height*.025)}"')
            + fillp(sp, main) + line(sp, mark, 1.4, ' opacity=".7"') + body + fillp(lid, main) + line(lid, mark, 1.6)
            + ring(cx, top - height * .2, height * .07, main, f' stroke="{mark}" stroke-width="1.6"'))


def _plate(R, uid, cx, cy, r, style):
    """A dish seen face on: the painter's round page."""
    glaze, mark = {"ran": R.pick(((MENN, MEND), (NGA, NAU))), "lam": (NGA, CHAM), "chay": (DAT, NAU)}[style]
    o = [ring(cx + r * .03, cy + r * .05, r, INK, ' opacity=".25"'), ring(cx, cy, r, glaze),
         line(crackle_ring(cx, cy, r * .97) + crackle_ring(cx, cy, r * .92) + crackle_ring(cx, cy, r * .66) + crackle_ring(cx, cy, r * .63), mark, r * .012)]
    n = R.pick((12, 16, 20))
    o.append(fillp("".join(lobed(*polar(cx, cy, r * .79, i * 2 * math.pi / n), r * .075, 4, i) for i in range(0, n, 2)), mark)
             + line("".join(f"M{f(a)} {f(b)}Q{f(c)} {f(d)} {f(e)} {f(g)}" for i in range(0, n, 2) for (a, b), (c, d), (e, g) in
                            [(polar(cx, cy, r * .79, (i + .5) * 2 * math.pi / n), polar(cx, cy, r * .9, (i + 1) * 2 * math.pi / n), polar(cx, cy, r * .79, (i + 1.5) * 2 * math.pi / n))]), mark, r * .016))
    if style == "ran":
        o.append(f'<clipPath id="{uid}"><circle cx="{f(cx)}" cy="{f(cy)}" r="{f(r*.63)}"/></clipPath>' + line(crackle(R, (cx - r * .63, cy - r * .63, cx + r * .63, cy + r * .63), 6, r * .14), mark, 1, f' opacity=".6" clip-path="url(#{uid})"'))
    else:
        o.append(_brush_lotus(R, cx, cy - r * .06, r * .62, mark))
    return "".join(o) + line(f"M{f(cx-r*.8)} {f(cy-r*.32)}A{f(r*.86)} {f(r*.86)} 0 0 1 {f(cx-r*.32)} {f(cy-r*.8)}", "#fff", r * .03, ' opacity=".7" stroke-linecap="round"')


def _brush_lotus(R, x, y, s, c):
    o = "".join(petal(x, y, -math.pi / 2 + i * .52, s * (.5 - abs(i) * .05), s * .2, .3) for i in (-2, 2, -1, 1, 0))
    st = (f"M{f(x)} {f(y)}C{f(x-s*.1)} {f(y+s*.3)} {f(x+s*.12)} {f(y+s*.5)} {f(x)} {f(y+s*.8)}"
          f"M{f(x-s*.62)} {f(y+s*.34)}q{f(s*.22)} {f(-s*.26)} {f(s*.5)} {f(-s*.06)}q{f(-s*.24)} {f(s*.2)} {f(-s*.5)} {f(s*.06)}"
          f"M{f(x+s*.16)} {f(y+s*.42)}q{f(s*.2)} {f(-s*.24)} {f(s*.46)} {f(-s*.08)}q{f(-s*.2)} {f(s*.2)} {f(-s*.46)} {f(s*.08)}")
    return fillp(o, c, ' fill-opacity=".16"') + line(o + st, c, max(1.3, s * .016), ' stroke-linejoin="round" stroke-linecap="round"')


def _brush_bamboo(R, x, y, s, c):
    o, st = "", ""
    for k in (-.16, .18):
        bx = x + s * k
        st += f"M{f(bx)} {f(y+s*.75)}q{f(s*.05)} {f(-s*.6)} {f(s*.1)} {f(-s*1.2)}"
        for i in range(4):
            yy = y + s * (.34 - i * .26)
            o += petal(bx + s * .04, yy, R.pick((-.35, -2.75)) + R(-.25, .25), s * R(.3, .44), s * .085, .2)
    return line(st, c, max(1.6, s * .025), f' stroke-dasharray="{f(s*.24)} {f(s*.02)}"') + fillp(o, c, ' opacity=".85"')


def _brush_wave(R, x, y, s, c):
    d = ""
    for row in range(3):
        r = s * .19
        yy = y + s * .42 - row * r * .8
        n = 4 if s > 60 else 3
        x0 = x + ((row % 2) * .5 - n - .5) * r * 1.6
        d += f"M{f(x0)} {f(yy)}" + f"a{f(r*.8)} {f(r*.8)} 0 0 1 {f(r*1.6)} 0" * (2 * n + 1)
        d += f"M{f(x0+r*.38)} {f(yy)}" + f"a{f(r*.42)} {f(r*.42)} 0 0 1 {f(r*.84)} 0m{f(r*.76)} 0" * (2 * n + 1)
    return line(d, c, max(1.1, s * .012))


def gom(R, w, h, u):
    vases = [k for k in POTS if k not in ("am", "chen")]
    if w > h * 1.2:                              # a kiln shelf
        o = [bg(w, h, DO2)]
        y1 = h * .86
        o.append(fillp(f"M0 {f(y1)}H{f(w)}V{f(h)}H0Z", DAT) + fillp(f"M0 {f(y1)}h{f(w)}v{f(h*.018)}H0Z", NAU))
        o.append(ring(w * .74, h * .46, h * .34, DO))
        x, i, last = w * .045, 0, ""
        while x < w * .95:
            kind = R.pick([k for k in vases + ["am"] if k != last])
            last = kind
            hh = h * ({"bat": .2, "chum": .42, "am": .26}.get(kind) or R(.5, .7))
            rm = max(r for _, r in POTS[kind]) * hh * (1.5 if kind == "am" else 1)
            if x + rm * 2 > w * .985:
                break
            style = R.pick(("ran", "lam", "chay"))
            o.append(_teapot(R, f"{u}{i}", x + rm * 1.05, y1 + h * .012, hh, style) if kind == "am"
                     else _pot(R, f"{u}{i}", kind, x + rm, y1 + h * .012, hh, style))
            x += rm * (1.8 if kind == "am" else 2) + h * R(.02, .07)
            i += 1
        return "".join(o)
    form = R.asked((("dia", "dia"), ("am", "am"), ("tich", "am"), ("bat", "bat"), ("to", "bat"), ("chum", "binh"), ("hu", "binh"), ("mai binh", "binh"),
                    ("binh", R.pick(("binh", "doi"))), ("lo", R.pick(("binh", "doi")))), ("binh", "binh", "doi", "bat", "am", "dia", "doi"))
    style = R.asked((("ran", "ran"), ("ngoc", "ran"), ("lam", "lam"), ("ve", "lam"), ("nau", "chay"), ("bien", "chay"), ("sanh", "chay")), ("ran", "lam", "chay", "ran"))
    ground = R.pick({"ran": (DO2, VANGN, CANH, DO2, "#DDB79E", CANH), "lam": (MEN, DO2, VANGN, MEND, CANH, "#DDB79E"), "chay": (MENN, DO2, MEN, CHAMP, VANGN)}[style])
    dark = ground in (CANH, MEND)
    tone = R.pick(GLAZES[style])
    o = [bg(w, h, ground)]
    if form == "dia":
        o.append(_plate(R, u, w * .5, h * .5, w * .4, "ran" if style == "ran" else "lam"))
        return "".join(o)
    y = h * (.845 if form != "am" else .8)
    table = (DEN if ground == CANH else "#1F4638") if dark else R.pick((DAT, TRE, MEND if ground in (MEN, MENN) else MEN))
    o.append(fillp(f"M0 {f(y-6)}H{f(w)}V{f(h)}H0Z", table, "" if dark else ' opacity=".8"'))
    if R() < .5:
        o.append(ring(w * R(.3, .7), h * R(.28, .4), w * R(.22, .32), (SON if ground == CANH else MEN) if dark else R.pick([c for c in (NGA, HONG, VANGN) if c not in (ground, tone[0])]), ' opacity=".8"'))

    def shade(x, r):
        o.append(f'<ellipse cx="{f(x+r*.16)}" cy="{f(y+4)}" rx="{f(r*.92)}" ry="{f(h*.018)}" fill="{INK}" opacity=".28"/>')
    if form == "am":
        hh = h * R(.27, .3)
        cx = w * .56
        shade(cx, hh * .6)
        o.append(_teapot(R, u + "a", cx, y, hh, style, tone))
        for i, x in enumerate((.2, .84)):
            hc = h * .095
            o.append(_pot(R, f"{u}{i}", "chen", w * x, y + h * (.075 if i == 0 else .1), hc, "lam" if style == "lam" else "chay" if style == "chay" else "lam"))
        return "".join(o)
    kind = R.asked((("bat", "bat"), ("chum", "chum"), ("hu", "chum"), ("ty ba", "ty-ba"), ("mai binh", "mai-binh"), ("toi", "cu-toi")),
                   [k for k in vases if k not in ("bat", "chum")] if form == "doi" else ["bat"] if form == "bat" else [k for k in vases if k != "bat"])
    hh = min({"bat": .33, "chum": .56, "lo-tru": .58}.get(kind, .66) * h, w * .4 / max(r for _, r in POTS[kind]))
    rm = max(r for _, r in POTS[kind]) * hh
    cx = w * (R(.56, .62) if form == "doi" else .5)
    shade(cx, rm)
    o.append(_pot(R, u + "a", kind, cx, y, hh, style, fine=form != "doi", tone=tone))
    if form == "doi":
        k2 = R.pick(("bat", "chum", "chen"))
        h2 = h * {"bat": .15, "chum": .24, "chen": .12}[k2]
        r2 = max(r for _, r in POTS[k2]) * h2
        x2 = max(cx - rm * .6 - r2 * .9, r2 + w * .05)
        o.append(_pot(R, u + "b", k2, x2, y + h * .045, h2, "chay" if style != "chay" else "lam"))
    return "".join(o)


# ---------------------------------------------------------------- bamboo and rattan (mây tre)
def _weave_tile(u, s, a, b, shade, kind):
    """One tile of woven strip; kinds: nong mot (plain), nong doi (twill), mat cao (open hexagon)."""
    if kind == "mat-cao":
        w, hh = s * 2, s * 2 * math.sqrt(3)
        k = s * .3
        d1 = f"M{f(-w)} {f(-hh)}L{f(w*2)} {f(hh*2)}M{f(-w)} 0L{f(w)} {f(hh*2)}M0 {f(-hh)}L{f(w*2)} {f(hh)}"
        d2 = f"M{f(w*2)} {f(-hh)}L{f(-w)} {f(hh*2)}M{f(w)} {f(-hh)}L{f(-w)} {f(hh)}M{f(w*2)} 0L0 {f(hh*2)}"
        d0 = f"M0 {f(hh*.25)}H{f(w)}M0 {f(hh*.75)}H{f(w)}"
        g = "".join(line(d, shade, k + 3) + line(d, c, k) for d, c in ((d0, b), (d1, a), (d2, a)))
        return f'<pattern id="{u}" width="{f(w)}" height="{f(hh)}" patternUnits="userSpaceOnUse">{g}</pattern>', w
    n = 4 if kind == "nong-doi" else 2
    fl = n // 2
    g, p = [], s * .09
    for r in range(n):
        for c in range(n):
            if (c - r) % n == 0:                 # a horizontal float starts here
                for wrap in ((0,) if c + fl <= n else (0, -n)):
                    g.append(f'<rect x="{f((c+wrap)*s+p*.4)}" y="{f(r*s+p)}" width="{f(fl*s-p*.8)}" height="{f(s-2*p)}" rx="{f(s*.16)}" fill="{a}"/>')
            if (c - r) % n == fl % n:
                top = r - fl + 1
                for wrap in ((0,) if top >= 0 else (0, n)):
                    g.append(f'<rect x="{f(c*s+p)}" y="{f((top+wrap)*s+p*.4)}" width="{f(s-2*p)}" height="{f(fl*s-p*.8)}" rx="{f(s*.16)}" fill="{b}"/>')
    t = n * s
    return f'<pattern id="{u}" width="{f(t)}" height="{f(t)}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path fill="{shade}" d="M0 0h{f(t)}v{f(t)}H0z"/>{"".join(g)}</pattern>', t


def may_tre(R, w, h, u):
    ground, pale, dyed, shade = R.pick(((DO, TRE, NAU, "#8A6437"), (MEND, VANGN, TRE, "#6E5127"), (DO2, TRE, SON, "#7A4A22"),
                                        (CANH, TRE, DAT, "#5A3A1C"), (CHAMP, TRE, CHAM, "#6B522C"), (LAN, VANGN, LA, "#7F6A34")))
    o = [bg(w, h, ground)]
    kind = R.asked((("mat cao", "mat-cao"), ("long mot", "nong-mot")), ("nong-doi", "mat-cao", "nong-mot", "nong-doi"))
    m = min(w, h)
    tile, _ = _weave_tile(u, m * (.05 if kind != "mat-cao" else .055), pale, dyed if kind != "mat-cao" else pale, shade, kind)
    rim = NAU if ground not in (CANH,) else DAT

    def tray(cx, cy, r):
        back = ring(cx, cy, r, shade if kind != "mat-cao" else ground)
        return (back + ring(cx, cy, r, f"url(#{u})") + line(crackle_ring(cx, cy, r), rim, m * .035)
                + f'<circle cx="{f(cx)}" cy="{f(cy)}" r="{f(r)}" fill="none" stroke="{pale}" stroke-width="{f(m*.026)}" stroke-dasharray="{f(m*.02)} {f(m*.012)}"/>'
                + f'<circle cx="{f(cx)}" cy="{f(cy)}" r="{f(r-m*.03)}" fill="none" stroke="{INK}" stroke-opacity=".35" stroke-width="2"/>')
    if w > h * 1.2:
        o.append(f"<defs>{tile}</defs>")
        x = h * .12
        while x < w + h * .3:
            r = h * R(.24, .46)
            o.append(tray(x, h * R(.38, .66), r))
            x += r * R(1.35, 1.9)
        return "".join(o)
    form = R.asked((("gio", "gio"), ("lan", "gio"), ("tui", "tui"), ("mam", "mam-doi"), ("khay", "mam"), ("nong", "mam"), ("dia", "mam")),
                   ("gio", "mam", "tui", "mam-doi") if kind != "nong-mot" else ("gio", "tui"))
    o.append(f"<defs>{tile}</defs>")
    if form == "mam":
        o.append(tray(w * .5, h * .5, w * .39))
    elif form == "mam-doi":
        o.append(tray(w * .64, h * .34, w * .27) + tray(w * .4, h * .62, w * .33))
    else:
        tall = form == "tui"
        y0, y1 = (h * .42, h * .84) if tall else (h * .5, h * .82)
        a, b = (w * .3, w * .25) if tall else (w * .37, w * .24)
        cx = w / 2
        body = (f"M{f(cx-a)} {f(y0)}C{f(cx-a*.98)} {f(y0+(y1-y0)*.6)} {f(cx-b*1.06)} {f(y1-4)} {f(cx-b)} {f(y1)}"
                f"Q{f(cx)} {f(y1+h*.03)} {f(cx+b)} {f(y1)}C{f(cx+b*1.06)} {f(y1-4)} {f(cx+a*.98)} {f(y0+(y1-y0)*.6)} {f(cx+a)} {f(y0)}Z")
        ry = a * .13
        top = h * (.12 if tall else .15)
        o.append(f'<ellipse cx="{f(cx+w*.03)}" cy="{f(y1+h*.015)}" rx="{f(b*1.2)}" ry="{f(h*.02)}" fill="{INK}" opacity=".25"/>')
        hd = f"M{f(cx-a*.8)} {f(y0)}C{f(cx-a*.8)} {f(top)} {f(cx+a*.8)} {f(top)} {f(cx+a*.8)} {f(y0)}"
        o.append(line(hd, rim, m * .045) + line(hd, pale, m * .026, f' stroke-dasharray="{f(m*.03)} {f(m*.012)}"'))
        o.append(f'<ellipse cx="{f(cx)}" cy="{f(y0)}" rx="{f(a)}" ry="{f(ry)}" fill="{INK}" opacity=".7"/>')
        o.append(fillp(body, shade if kind != "mat-cao" else NAU) + fillp(body, f"url(#{u})"))
        o.append(fillp(f"M{f(cx+a*.42)} {f(y0)}C{f(cx+a*.4)} {f(y0+(y1-y0)*.6)} {f(cx+b*.5)} {f(y1)} {f(cx+b*.4)} {f(y1+6)}L{f(cx+b)} {f(y1)}C{f(cx+b*1.06)} {f(y1-4)} {f(cx+a*.98)} {f(y0+(y1-y0)*.6)} {f(cx+a)} {f(y0)}Z", INK, ' opacity=".18"'))
        for dy, c, k in ((0, rim, .042), (0, pale, .024)):
            o.append(line(f"M{f(cx-a)} {f(y0)}Q{f(cx)} {f(y0+ry*2.1)} {f(cx+a)} {f(y0)}", c, m * k,
                          "" if c == rim else f' stroke-dasharray="{f(m*.022)} {f(m*.012)}"'))
        yb = y0 + (y1 - y0) * .62
        o.append(f'<clipPath id="{u}c"><path d="{body}"/></clipPath>' + line(f"M{f(cx-a)} {f(yb)}Q{f(cx)} {f(yb+ry*2)} {f(cx+a)} {f(yb)}", dyed if dyed != pale else rim, m * .028, f' clip-path="url(#{u}c)"'))
    return "".join(o)


def crackle_ring(cx, cy, r):
    return f"M{f(cx-r)} {f(cy)}a{f(r)} {f(r)} 0 1 1 {f(2*r)} 0a{f(r)} {f(r)} 0 1 1 {f(-2*r)} 0"


# ---------------------------------------------------------------- mother-of-pearl (khảm trai)
def _shard(R, x, y, a, length, width, sink):
    """A petal cut from shell in three facets, each catching its own light; sink gathers paths by tint."""
    ca, sa = math.cos(a), math.sin(a)
    k = width / 2
    c = R(-.25, .25) * k
    g = (lambda v: f"{v:.0f}") if length > 34 else f
    q = [f"{g(x+p*ca-v*sa)} {g(y+p*sa+v*ca)}" for p, v in
         ((length * .06, 0), (length * .38, k), (length * .78, k * .72), (length, 0), (length * .78, -k * .72), (length * .38, -k), (length * .5, c))]
    for face in ((0, 1, 2, 6), (2, 3, 4, 6), (6, 4, 5, 0)):
        t = R.pick(PEARL)
        sink[t] = sink.get(t, "") + "M" + " ".join(q[i] for i in face) + "Z"


def kham_trai(R, w, h, u):
    ground = R.pick((DEN, CANH, DEN, "#2B1A12", "#14211C"))
    o, sink = [bg(w, h, ground)], {}
    m = min(w, h)
    pad = m * .05
    fr = f"M{f(pad)} {f(pad)}H{f(w-pad)}V{f(h-pad)}H{f(pad)}Z"       # a fine line and four fretted corners
    k = m * .042
    for sx, sy, x, y in ((1, 1, pad, pad), (-1, 1, w - pad, pad), (1, -1, pad, h - pad), (-1, -1, w - pad, h - pad)):
        fr += f"M{f(x+sx*k*.5)} {f(y+sy*k*2)}v{f(-sy*k*1.5)}h{f(sx*k*1.5)}v{f(sy*k)}h{f(-sx*k*.8)}v{f(-sy*k*.4)}"
    o.append(line(fr, PEARL[1], 1.3, ' opacity=".75"'))
    wide = w > h * 1.2
    motif = R.asked((("mai", "mai"), ("sen", "sen"), ("buom", "buom"), ("truc", "truc"), ("tre", "truc")), ("mai", "sen", "buom", "mai", "truc"))
    motif = "mai" if wide else motif
    gold = ""
    if motif == "mai":
        segs, tips = [], []
        if wide:
            for i in range(3):
                twig(R, w * (.02 + i * .34), h * R(.86, .98), -.62 + R(-.15, .15), h * .46, 2, segs, tips)
        else:
            side = R.pick((0, 1))
            twig(R, w * (.13 if not side else .87), h * .93, -1.12 if not side else -2.02, h * .38, 2, segs, tips)
            o.append(ring(w * (.72 if not side else .28), h * .2, w * .1, PEARL[2]))
            o.append(birds(R, w * .5, h * .3, m * .035, PEARL[1], 2))
        bark = R.pick((PEARL[0], "#BFA98A"))
        for d, p in segs:
            o.append(line(smooth(p), bark, 2.4 + d * 3, ' stroke-linecap="round" stroke-linejoin="round"'))
        spots, n = [(x, y) for x, y, _ in tips] + [p[2] for d, p in segs if d < 2], 0
        for x, y in spots:
            if not (pad * 2.4 < x < w - pad * 2.4 and pad * 2.4 < y < h - pad * 2.4) or n > (13 if wide else 4):
                continue
            n += 1
            s, a0 = m * R(.075, .11), R(0, 1.2)
            for i in range(5):
                _shard(R, x, y, a0 + i * 2 * math.pi / 5, s, s * .9, sink)
            gold += crackle_ring(x, y, s * .15)
    elif motif == "sen":
        cx, cy = w * .5, h * .43
        o.append(line(f"M{f(cx)} {f(cy)}C{f(cx-w*.08)} {f(h*.6)} {f(cx+w*.06)} {f(h*.74)} {f(cx-w*.02)} {f(h*.93)}", "#BFA98A", 4.5))
        for i in (-4, 4, -3, 3, -2, 2, -1, 1, 0):
            _shard(R, cx, cy + h * .035, -math.pi / 2 + i * .36, h * (.29 - abs(i) * .02), w * .15, sink)
        for sx, yy, s in ((-1, .74, .38), (1, .82, .32)):
            x0, y0, tilt = cx + sx * w * .22, h * yy, R(-.2, .2)
            for i in range(10):
                if i == 7:
                    continue
                a, b = i * .628 + tilt, i * .628 + .57 + tilt
                t = R.pick(PEARL[:4])
                sink[t] = sink.get(t, "") + pts([(x0, y0)] + [(x0 + w * s * .5 * math.cos(q), y0 + w * s * .24 * math.sin(q)) for q in (a, (a + b) / 2, b)], True)
    elif motif == "buom":
        spots = R.pick((((.52, .4, .36, -.25), (.3, .74, .2, .5)), ((.36, .3, .24, -.5), (.62, .62, .34, .3)), ((.5, .48, .44, R(-.3, .3)),)))
        for x, y, s, t in spots:
            x, y, s = w * x, h * y, m * s
            for sg in (-1, 1):
                for a, ln, wd in ((.62, 1, .62), (.2, .9, .44), (-.52, .72, .5)):
                    _shard(R, x, y, -math.pi / 2 + t + sg * (math.pi / 2 - a), s * ln, s * wd, sink)
            p, q = polar(x, y, s * .26, -math.pi / 2 + t), polar(x, y, -s * .36, -math.pi / 2 + t)
            o.append("")
            gold += petal(q[0], q[1], -math.pi / 2 + t, s * .66, s * .09, .8)
            e1, e2 = polar(p[0], p[1], s * .36, -math.pi / 2 + t - .4), polar(p[0], p[1], s * .36, -math.pi / 2 + t + .4)
            o.append(line(f"M{f(e1[0])} {f(e1[1])}Q{f(p[0])} {f(p[1]-s*.1)} {f(p[0])} {f(p[1])}T{f(e2[0])} {f(e2[1])}", PEARL[1], 1.8))
        o.append(line(smooth([(w * (.1 + .16 * i), h * (.9 + .02 * (-1) ** i)) for i in range(6)]), "#BFA98A", 2.4))
        for i in range(5):
            _shard(R, w * (.16 + .17 * i), h * .9, -math.pi / 2 + R(-.9, .9), m * .1, m * .05, sink)
    else:
        st = ""
        for x, ln in ((.3, .82), (.46, .66), (.7, .74)):
            y, xx = h * .94, w * x
            while y > h * (.94 - ln):
                nx, ny = xx + w * .012, y - h * .125
                st += f"M{f(xx)} {f(y)}L{f(nx)} {f(ny+5)}"
                xx, y = nx, ny
                if R() < .75:
                    a = R.pick((-.5, -2.6)) + R(-.3, .3)
                    for j in range(R.n(1, 3)):
                        _shard(R, xx, y, a + j * .42, m * R(.17, .25), m * .052, sink)
        o.append(line(st, "#BFA98A", m * .02) + ring(w * .72, h * .2, w * .1, PEARL[2]))
    return "".join(o) + "".join(fillp(d, c) for c, d in sink.items()) + (fillp(gold, VANG) if gold else "")


# ---------------------------------------------------------------- silk (lụa)
def _damask(u, s, c, kind):
    if kind == 0:      # mây: cloud scrolls
        d = (f"M{f(s*.2)} {f(s*.5)}a{f(s*.12)} {f(s*.12)} 0 1 1 {f(s*.2)} {f(s*.08)}a{f(s*.15)} {f(s*.15)} 0 1 1 {f(s*.28)} {f(-s*.05)}"
             f"M{f(s*.1)} {f(s*.62)}h{f(s*.72)}M{f(s*.74)} {f(s*.12)}a{f(s*.08)} {f(s*.08)} 0 1 1 {f(-s*.02)} {f(s*.12)}")
    elif kind == 1:    # roundel with a four-petalled flower
        c0 = s / 2
        d = crackle_ring(c0, c0, s * .34) + "".join(petal(c0, c0, i * math.pi / 2 + .785, s * .27, s * .17) for i in range(4)) + \
            f"M0 {f(s*.1)}a{f(s*.1)} {f(s*.1)} 0 0 0 {f(s*.1)} {f(-s*.1)}M{f(s)} {f(s*.9)}a{f(s*.1)} {f(s*.1)} 0 0 0 {f(-s*.1)} {f(s*.1)}"
    else:              # lozenge
        d = f"M{f(s/2)} 0L{f(s)} {f(s/2)}L{f(s/2)} {f(s)}L0 {f(s/2)}ZM{f(s/2)} {f(s*.28)}L{f(s*.72)} {f(s/2)}L{f(s/2)} {f(s*.72)}L{f(s*.28)} {f(s/2)}Z"
    return f'<pattern id="{u}" width="{f(s)}" height="{f(s)}" patternUnits="userSpaceOnUse" patternTransform="rotate(8)">{line(d, c, 1.3)}</pattern>'


def lua(R, w, h, u):
    sets = ((DO, (SONT, SON, CANH), VANGN), (CHAMP, (CHAMN, CHAM, "#182A4B"), CHAMP), (DO2, (MEN, MEND, "#1F4638"), MENN),
            (MENN, (VANGN, VANG, NAU), NGA), (CANH, (HONG, SONT, SON), NGA), (DO, (HONG, DAT, SON), NGA))
    ground, tones, light = R.pick(sets)
    o = [bg(w, h, ground)]
    m = min(w, h)
    o.append(f"<defs>{_damask(u, m*.12, light, R.n(0, 2))}</defs>")
    wide = w > h * 1.2
    if not wide and R.asked((("khan", False), ("hop", True), ("qua", True), ("lua", False), ("chan", True)), (True, True, False, False, False)):   # folded and stacked
        y, k = h * .84, 5
        o.append(fillp(f"M0 {f(y-4)}H{f(w)}V{f(h)}H0Z", NAU if ground != CANH else DEN, ' opacity=".85"'))
        for i in range(k):
            g2, t2, l2 = sets[(R.n(0, 5))] if i % 2 else (ground, tones, light)
            th = h * R(.088, .125)
            x0, x1 = w * (.15 + R(-.02, .03)), w * (.85 + R(-.03, .02))
            y -= th
            r = th / 2
            d = f"M{f(x1)} {f(y)}H{f(x0+r)}a{f(r)} {f(r)} 0 0 0 0 {f(th)}H{f(x1)}a{f(r*.3)} {f(r)} 0 0 0 0 {f(-th)}Z"
            o.append(fillp(d, t2[1]) + fillp(d, f"url(#{u})", ' opacity=".5"'))
            o.append(fillp(f"M{f(x1)} {f(y+th*.56)}H{f(x0+r*.1)}a{f(r)} {f(r)} 0 0 0 {f(r*.9)} {f(th*.44)}H{f(x1)}z", t2[2], ' opacity=".6"'))
            o.append(line(f"M{f(x0+r*1.3)} {f(y+th*.5)}H{f(x1-4)}M{f(x0+r)} {f(y+th*.06)}H{f(x1-2)}", t2[0], 2, ' opacity=".9"'))
        o.append(f'<path d="M{f(w*.56)} {f(y-2)}h{f(w*.075)}V{f(h*.84)}h{f(-w*.075)}z" fill="{l2 if l2 != tones[1] else NGA}" opacity=".92"/>')
        cx, cy = w * .5975, y - 2
        for sg in (-1, 1):
            o.append(fillp(f"M{f(cx)} {f(cy)}c{f(sg*m*.05)} {f(-m*.13)} {f(sg*m*.21)} {f(-m*.12)} {f(sg*m*.17)} {f(-m*.03)}c{f(-sg*m*.02)} {f(m*.04)} {f(-sg*m*.1)} {f(m*.05)} {f(-sg*m*.17)} {f(m*.03)}z", l2 if l2 != tones[1] else NGA, f' stroke="{tones[2]}" stroke-width="1.4"'))
        return "".join(o)
    bolts = ([(i, w * (-.03 + i * .178), h * (1.2 if i % 2 else R(.72, .9))) for i in range(6)] if wide else
             ([(0, w * .16, h * .82)] if R() < .5 else [(0, w * .3, h * .66), (1, w * .08, h * .85)]))
    y0 = h * .11
    for i, x, y1 in bolts:
        if wide:
            ground2, tones, light2 = sets[(R.n(0, 5))]
        bw = w * .172 if wide else (w * .68 if len(bolts) == 1 else w * (.62 if i == 0 else .5))
        t = tones if i % 2 == 0 or wide else (tones[1], tones[2], tones[0])
        n = 4 if wide or len(bolts) > 1 else 6
        xs = [x + bw * k / n + (R(-.12, .12) * bw / n if 0 < k < n else 0) for k in range(n + 1)]
        sway = [R(-.035, .035) * bw for _ in xs]
        hem = [y1 + (m * .028 if k % 2 else -m * .012) for k in range(n + 1)]

        def edge(k, up=False):
            a = [(xs[k], y0), (xs[k] + sway[k], y0 + (y1 - y0) * .35), (xs[k] - sway[k], y0 + (y1 - y0) * .7), (xs[k] + sway[k] * .6, hem[k])]
            return a[::-1] if up else a
        whole = smooth(edge(0)) + "".join(f"Q{f((edge(k)[-1][0]+edge(k-1)[-1][0])/2)} {f(max(hem[k],hem[k-1])+m*.02)} {f(edge(k)[-1][0])} {f(hem[k])}" for k in range(1, n + 1))
        s2 = smooth(edge(n, True))
        whole += s2[s2.index("C"):] + "Z"
        o.append(fillp(whole, t[1]))
        o.append(f'<clipPath id="{u}c{i}"><path d="{whole}"/></clipPath><g clip-path="url(#{u}c{i})">')
        for k in range(n):
            a, b = edge(k), edge(k + 1, True)
            mid = [(p[0] + (q[0] - p[0]) * .42, p[1] + (q[1] - p[1]) * .42) for p, q in zip(a, edge(k + 1))]
            if k % 2 == 0:
                o.append(fillp(smooth(a) + "L" + smooth(mid[::-1])[1:] + "Z", t[0]))
            else:
                o.append(fillp(smooth(mid) + "L" + smooth(b)[1:] + "Z", t[2], ' opacity=".75"'))
        o.append(fillp(whole, f"url(#{u})", ' opacity=".55"'))
        o.append(line(smooth([(edge(k)[-1][0], hem[k] - m * .03) for k in range(n + 1)]), light, 1.6) + "</g>")
    o.append(fillp(f"M0 {f(y0-m*.022)}h{f(w)}v{f(m*.03)}H0z", NAU if ground != CANH else TRE))
    o.append(fillp(f"M0 {f(y0-m*.022)}h{f(w)}v{f(m*.008)}H0z", "#fff", ' opacity=".3"'))
    return "".join(o)


# ---------------------------------------------------------------- lacquer (sơn mài)
def son_mai(R, w, h, u):
    ground, hills, leaf = R.pick(((DEN, (CANH, SON, SONT, DEN), VANG), (CANH, (SON, SONT, VANG, DEN), VANGN),
                                  (SON, (CANH, DEN, SONT, CANH), VANG), (DEN, ("#233B33", MEND, CANH, DEN), VANG)))
    m = min(w, h)
    o = [bg(w, h, ground)]
    cx, cy, r = w * R(.3, .7), h * R(.25, .36), m * R(.17, .25)
    if w > h * 1.2:
        cx, cy, r = w * R(.62, .8), h * .36, h * .22
    kind = R.pick(("trung", "vang", "trung"))
    if kind == "trung":                           # eggshell moon
        o.append(ring(cx, cy, r, NGA) + f'<clipPath id="{u}"><circle cx="{f(cx)}" cy="{f(cy)}" r="{f(r)}"/></clipPath>')
        o.append(line(crackle(R, (cx - r, cy - r, cx + r, cy + r), 6, r * .16), ground, 1.5, f' clip-path="url(#{u})"'))
    else:                                         # gold leaf laid in squares
        o.append(f'<clipPath id="{u}"><circle cx="{f(cx)}" cy="{f(cy)}" r="{f(r)}"/></clipPath><g clip-path="url(#{u})">{ring(cx, cy, r, VANG)}')
        q = r * .5
        o.append(line("".join(f"M{f(cx-r+i*q)} {f(cy-r)}v{f(2*r)}M{f(cx-r)} {f(cy-r+i*q+R(-2,2))}h{f(2*r)}" for i in range(1, 4)), VANGN, 1.4))
        o.append(f'<path d="M{f(cx-r)} {f(cy)}h{f(q)}v{f(q)}h{f(-q)}zM{f(cx)} {f(cy-q)}h{f(q)}v{f(q)}h{f(-q)}z" fill="{VANGN}" opacity=".55"/></g>')
    n = 4
    for i in range(n):
        base = h * (.5 + i * .13)
        k = 5 if w <= h * 1.2 else 9
        ys = [base + R(-.075, .06) * h for _ in range(k + 1)]
        p = [(w * j / k, y) for j, y in enumerate(ys)]
        p[0], p[-1] = (-4, p[0][1]), (w + 4, p[-1][1])
        o.append(fillp(smooth(p) + f"V{f(h)}H-4Z", hills[i]))
        if i < 3:                                 # the strata that sanding lays bare
            d = "".join(smooth([(x, y + m * (.02 + .017 * j) + (idx % 2) * j * 1.6) for idx, (x, y) in enumerate(p)]) for j in range(3))
            o.append(line(d, leaf, 1.1, ' opacity=".6"'))
    fl = "".join(f"M{f(x)} {f(y)}l{f(R(2,6))} {f(R(-4,2))} {f(R(-2,3))} {f(R(3,7))}z" for x, y in ((R(0, w), R(h * .5, h)) for _ in range(26)))
    o.append(fillp(fl, leaf, ' opacity=".85"'))
    o.append(birds(R, cx + (r * 1.9 if cx < w / 2 else -r * 1.9), cy + r * .2, m * .04, leaf, 3))
    return "".join(o)


# ---------------------------------------------------------------- carved wood (gỗ)
def go(R, w, h, u):
    wood, grain, deep = R.pick(((DAT, "#8E5433", CANH), (TRE, "#A27C40", NAU), (NAU, "#4C3220", "#2E1C12"), ("#A8663F", "#7C4527", CANH)))
    m = min(w, h)
    o = [bg(w, h, wood)]
    knots = [(R(.05, .3) * w, R(.1, .35) * h, R(.5, .9)), (R(.7, .95) * w, R(.65, .92) * h, R(.5, .9))]
    d = ""
    rows = 14
    for i in range(-2, rows + 3):
        y0 = h * i / rows
        p = []
        for j in range(6):
            x = w * j / 5
            y = y0
            for kx, ky, a in knots:
                dx = (x - kx) / (m * .34)
                dy = (y0 - ky) / (m * .4)
                y += math.copysign(m * .13 * a, dy or 1) * math.exp(-dx * dx - dy * dy)
            p.append((round(x), round(y + math.sin(j * 1.3 + i * .4) * 3)))
        d += smooth(p)
    o.append(line(d, grain, 1.7, ' opacity=".75"'))
    for kx, ky, a in knots:
        o.append("".join(f'<ellipse cx="{f(kx)}" cy="{f(ky)}" rx="{f(m*.1*a*q)}" ry="{f(m*.062*a*q)}" fill="{grain if q==1 else deep}" opacity="{.5 if q==1 else .7}"/>' for q in (1, .45)))
    # a carved medallion, cut clear of the ground
    wide = w > h * 1.2
    cs = [(w * .5, h * .5, m * .34)] if not wide else [(w * .2, h * .5, m * .34), (w * .5, h * .5, m * .34), (w * .8, h * .5, m * .34)]
    petals = R.pick((8, 10, 12))
    if not wide and R() < .5:                    # a bodhi leaf, as the Lý masons cut it
        cx, cy, k = w * .5, h * .55, m * .0040

        def leaf(q, close="Z"):
            return "M{} {}C{} {} {} {} {} {}S{} {} {} {}S{} {} {} {}S{} {} {} {}".format(*(f(v) for x, y in (
                (0, -100), (14, -72), (72, -52), (72, 6), (44, 72), (0, 72), (-72, 40), (-72, 6), (-14, -72), (0, -100)) for v in (cx + x * k * q, cy + y * k * q))) + close
        o.append(f'<g transform="translate(6 9)">{fillp(leaf(1.16), deep, " opacity=" + chr(34) + ".85" + chr(34))}</g>' + fillp(leaf(1.16), grain) + fillp(leaf(1.06), wood) + line(leaf(1.0), deep, 2) + fillp(leaf(.9), deep, ' opacity=".88"'))
        gold = VANG if wood != TRE else VANGN
        n = R.pick((5, 7))
        fl = "".join(petal(cx, cy + 44 * k, -math.pi / 2 + (i - n // 2) * (2.1 / n), (84 - abs(i - n // 2) * 13) * k, 22 * k, .5) for i in range(n))
        sc = "".join(f"M{f(cx+sg*6*k)} {f(cy+50*k)}c{f(sg*34*k)} {f(2*k)} {f(sg*54*k)} {f(-22*k)} {f(sg*42*k)} {f(-40*k)}c{f(-sg*12*k)} {f(-14*k)} {f(-sg*30*k)} {f(2*k)} {f(-sg*18*k)} {f(14*k)}" for sg in (-1, 1))
        o.append(line(sc, gold, 6 * k, ' stroke-linecap="round"') + fillp(fl, gold, f' stroke="{deep}" stroke-width="2"') + fillp(petal(cx, cy + 46 * k, -math.pi / 2, 52 * k, 15 * k, .4), wood, f' stroke="{deep}" stroke-width="1.6"'))
        o.append("".join(ring(*polar(cx, cy + 6 * k, 66 * k, -math.pi / 2 + i * .33 + (.5 if i > 0 else -.5) * .9), 2.6 * k, gold) for i in (-3, -2, -1, 1, 2, 3)))
        ch = "".join(f"M{x:.0f} {y:.0f}l{f(m*.022)} {f(-m*.034)}" for x, y in ((R(w * .06, w * .94), R(h * .05, h * .95)) for _ in range(16)))
        o.insert(1, line(ch, deep, 2, ' stroke-linecap="round" opacity=".4"'))
        return "".join(o)
    for i, (cx, cy, r) in enumerate(cs):
        o.append(ring(cx, cy, r * 1.1, deep) + f'<circle cx="{f(cx)}" cy="{f(cy)}" r="{f(r*1.035)}" fill="none" stroke="{wood}" stroke-width="{f(r*.05)}" stroke-dasharray="{f(r*.06)} {f(r*.045)}"/>')
        o.append(ring(cx, cy, r * .95, grain))
        one, two = petal(0, 0, 0, r * .92, r * 5.0 / petals, .75), petal(0, 0, 0, r * .66, r * 3.4 / petals, .6)
        vein = f"M{f(r*.5)} 0H{f(r*.8)}"
        o.append(f'<defs><g id="{u}p{i}">{fillp(one, deep, f" opacity={chr(34)}.8{chr(34)} transform={chr(34)}translate({f(r*.03)} {f(r*.02)}){chr(34)}")}{fillp(one, wood)}{line(vein, deep, 1.6)}</g>'
                 f'<g id="{u}q{i}">{fillp(two, deep, f" transform={chr(34)}translate({f(r*.02)} {f(r*.02)}){chr(34)}")}{fillp(two, VANG if wood != TRE else VANGN)}</g></defs>')
        o.append(f'<g transform="translate({f(cx)} {f(cy)})">' + "".join(f'<use href="#{u}{c}{i}" transform="rotate({f(360*(k+d)/petals)})"/>' for c, d in (("p", 0), ("q", .5)) for k in range(petals)) + "</g>")
        o.append(ring(cx, cy, r * .24, deep) + ring(cx - r * .01, cy - r * .012, r * .2, wood))
        o.append("".join(ring(*polar(cx, cy, r * .11, k * math.pi / 3), r * .026, deep) for k in range(6)) + ring(cx, cy, r * .026, deep))
    return "".join(o)


# ---------------------------------------------------------------- conical hats (nón lá)
def _hat(R, cx, cy, r, straw, dark, ribbon, ink):
    """A hat from above: sixteen hoops, palm leaves laid from the tip."""
    o = [ring(cx + r * .04, cy + r * .06, r, ink, ' opacity=".3"'), ring(cx, cy, r, straw)]
    n = 44
    for rr, sw in ((r * .5, r),):
        c = 2 * math.pi * rr / n
        o.append(f'<circle cx="{f(cx)}" cy="{f(cy)}" r="{f(rr)}" fill="none" stroke="{dark}" stroke-opacity=".55" stroke-width="{f(sw)}" stroke-dasharray="{f(c*.36)} {f(c*.64)}"/>')
    d = "".join(crackle_ring(cx, cy, r * (k + .6) / 11) for k in range(11))
    o.append(line(d, dark, max(.8, r * .008), ' opacity=".8"'))
    a = -.9
    o.append(fillp(pts([(cx, cy), polar(cx, cy, r, a), polar(cx, cy, r, a + .85)], True), "#fff", ' opacity=".3"'))
    o.append(fillp(pts([(cx, cy), polar(cx, cy, r, a + math.pi), polar(cx, cy, r, a + math.pi + 1.2)], True), ink, ' opacity=".12"'))
    o.append(f'<circle cx="{f(cx)}" cy="{f(cy)}" r="{f(r)}" fill="none" stroke="{dark}" stroke-width="{f(r*.035)}"/>')
    o.append("".join(fillp(petal(cx, cy, k * math.pi / 3, r * .13, r * .09), ribbon) for k in range(6)) + ring(cx, cy, r * .03, straw))
    return "".join(o)


def non(R, w, h, u):
    ground, straw, dark, ribbon = R.pick(((MEND, NGA, TRE, SON), (SON, NGA, TRE, MEND), (CHAM, NGA, TRE, SONT), (LAN, NGA, TRE, SON), (DO2, NGA, "#B9935A", SON), (HONG, NGA, TRE, SON)))
    o = [bg(w, h, ground)]
    m = min(w, h)
    if w > h * 1.2:
        row = 0
        y = h * .1
        while y < h * 1.2:
            x = h * (.02 + (row % 2) * .24)
            while x < w + h * .2:
                o.append(_hat(R, x, y, h * .235, straw, dark, ribbon, INK))
                x += h * .5
            y += h * .4
            row += 1
        return "".join(o)
    form = R.pick(("tren", "nghieng", "ba", "nghieng"))
    if form == "tren":
        o.append(_hat(R, w * .5, h * .48, w * .4, straw, dark, ribbon, INK))
        o.append(line(f"M{f(w*.34)} {f(h*.77)}C{f(w*.3)} {f(h*.9)} {f(w*.44)} {f(h*.88)} {f(w*.42)} {f(h*1.02)}M{f(w*.4)} {f(h*.79)}C{f(w*.4)} {f(h*.88)} {f(w*.55)} {f(h*.87)} {f(w*.5)} {f(h*1.02)}", ribbon if ribbon != ground else SON, m * .022))
    elif form == "ba":
        for x, y, r in ((.7, .24, .3), (.3, .46, .34), (.64, .76, .36)):
            o.append(_hat(R, w * x, h * y, w * r, straw, dark, ribbon, INK))
    else:                                        # from the side, on its silk
        ax, ay, r, by = w * .5, h * .2, w * .42, h * .63
        sag = h * .085
        p = [(ax - r + 2 * r * i / 20, 0) for i in range(21)]

        def rim(x):
            t = (x - ax) / r
            return by + sag * math.sqrt(max(0, 1 - t * t))
        o.append(line(f"M{f(ax-r*.62)} {f(by+4)}C{f(ax-r*.5)} {f(h*.94)} {f(ax+r*.1)} {f(h*.95)} {f(ax+r*.06)} {f(h*.82)}S{f(ax-r*.3)} {f(h*.84)} {f(ax+r*.62)} {f(by+4)}", ribbon, m * .04, ' stroke-linecap="round"'))
        cone = f"M{f(ax)} {f(ay)}L{f(ax-r)} {f(by)}A{f(r)} {f(sag)} 0 0 0 {f(ax+r)} {f(by)}Z"
        o.append(f'<ellipse cx="{f(ax)}" cy="{f(by)}" rx="{f(r)}" ry="{f(sag)}" fill="{INK}" opacity=".55"/>' + fillp(cone, straw))
        for i in range(0, 20, 2):
            o.append(fillp(pts([(ax, ay), (p[i][0], rim(p[i][0])), (p[i + 1][0], rim(p[i + 1][0]))], True), dark, ' opacity=".4"'))
        d = ""
        for k in range(1, 12):
            t = k / 12
            d += f"M{f(ax-r*t)} {f(ay+(by-ay)*t)}A{f(r*t)} {f(sag*t)} 0 0 0 {f(ax+r*t)} {f(ay+(by-ay)*t)}"
        o.append(line(d, dark, 1.5) + line(f"M{f(ax-r)} {f(by)}A{f(r)} {f(sag)} 0 0 0 {f(ax+r)} {f(by)}", dark, m * .014))
        o.append(fillp(f"M{f(ax)} {f(ay)}L{f(ax+r*.3)} {f(rim(ax+r*.3))}A{f(r)} {f(sag)} 0 0 0 {f(ax+r)} {f(by)}Z", INK, ' opacity=".13"'))
    return "".join(o)


# ---------------------------------------------------------------- incense (hương)
def _fan(R, cx, cy, r, root, stem, tip, a0=0.0):
    o = [ring(cx + r * .03, cy + r * .04, r, INK, ' opacity=".22"')]
    for rr, sw, n, c, k in ((.64, .72, 76, tip, .62), (.4, .46, 76, stem, .58), (.15, .22, 38, root, .8)):
        cir = 2 * math.pi * rr * r / n
        o.append(f'<circle cx="{f(cx)}" cy="{f(cy)}" r="{f(rr*r)}" fill="none" stroke="{c}" stroke-width="{f(sw*r)}" stroke-dasharray="{cir*k:.2f} {cir*(1-k):.2f}"/>')
    o.append(f'<circle cx="{f(cx)}" cy="{f(cy)}" r="{f(r*.22)}" fill="none" stroke="{VANG}" stroke-width="{f(r*.035)}"/>' + ring(cx, cy, r * .06, INK))
    return "".join(o)


def huong(R, w, h, u):
    ground, root, stem, tip = R.pick(((DO, SON, SONT, NAU), (CANH, SONT, SONT, VANG), (MENN, SON, SONT, DAT), (DO2, CANH, SON, SONT), (DEN, SON, SONT, TRE), (CHAMP, CANH, SON, VANG)))
    o = [bg(w, h, ground)]
    m = min(w, h)
    if w > h * 1.2:
        spots = []
        for i in range(60):
            r = h * R(.16, .36)
            x, y = R(0, w), R(0, h)
            if all(math.hypot(x - a, y - b) > (r + c) * .86 for a, b, c in spots):
                spots.append((x, y, r))
    else:
        spots = R.pick(([(.5, .5, .44)], [(.34, .32, .33), (.7, .7, .36)], [(.3, .24, .26), (.74, .4, .3), (.36, .72, .34)],
                        [(.62, .36, .38), (.26, .8, .24)]))
        spots = [(x * w, y * h, r * w) for x, y, r in spots]
    for x, y, r in spots:
        o.append(_fan(R, x, y, r, root, stem, tip))
    return "".join(o)


# ---------------------------------------------------------------- rice, cốm (gạo)
def gao(R, w, h, u):
    ground, sun, stalk, grain = R.pick(((DO, VANGN, LA, VANG), (MENN, NGA, MEND, VANG), (MEND, VANGN, LAN, VANGN), (VANGN, NGA, LA, SON), (DO2, HONG, NAU, VANG), (CANH, SON, TRE, VANGN)))
    m = min(w, h)
    o = [bg(w, h, ground)]
    o.append(ring(w * R(.3, .7), h * R(.3, .4), m * .29, sun, ' opacity=".9"'))
    d = ""
    for i in range(4):
        y = h * (.86 + i * .045)
        d += f"M0 {f(y)}C{f(w*.3)} {f(y-h*.03)} {f(w*.6)} {f(y+h*.02)} {f(w)} {f(y-h*.015)}"
    wide = w > h * 1.2
    xs = [w * (i + .5) / 9 for i in range(9)] if wide else [w * .26, w * .5, w * .76]
    st, gr = [], []
    for i, x in enumerate(xs):
        side = 1 if (x < w / 2) ^ (R() < .25) else -1
        top = h * R(.12, .28)
        bx, by = x - side * w * (.02 if wide else .05), h * .98
        ex, ey = x + side * m * R(.24, .34), top + m * R(.2, .3)
        c1, c2 = (bx, h * .5), (x - side * m * .03, top - m * .12)
        st.append(f"M{f(bx)} {f(by)}C{f(c1[0])} {f(c1[1])} {f(c2[0])} {f(c2[1])} {f(ex)} {f(ey)}")

        def bez(t):
            q = 1 - t
            return tuple(q**3 * a + 3 * q * q * t * b + 3 * q * t * t * c + t**3 * e for a, b, c, e in zip((bx, by), c1, c2, (ex, ey)))
        n = 15 if not wide else 9
        for j in range(n):
            t = .56 + .44 * j / (n - 1)
            (px, py), (qx, qy) = bez(t), bez(min(1, t + .02))
            a = math.atan2(qy - py, qx - px) if t < 1 else math.atan2(ey - c2[1], ex - c2[0])
            s = m * (.075 if not wide else .085) * (1 - .25 * j / n)
            gr.append(petal(px, py, a + (.42 if j % 2 else -.42), s, s * .42, .4))
        if not wide or i % 2:
            ly = h * R(.55, .72)
            st.append("")
            o.append(fillp(petal(bx + (x - bx) * .2, ly, -math.pi / 2 + side * -R(.5, .8), m * R(.3, .42), m * .035, .1), stalk))
    o.append(line("".join(st), stalk, m * .0115, ' stroke-linecap="round"') + fillp("".join(gr), grain))
    o.append(line(d, stalk, 1.6, ' opacity=".7"'))
    return "".join(o)


# ---------------------------------------------------------------- noodles on the drying rack (miến)
def mien(R, w, h, u):
    ground, strand, shade, pole = R.pick(((MEND, NGA, MEN, TRE), (DO, NGA, TRE, NAU), (CHAM, NGA, CHAMN, TRE), (CANH, VANGN, DAT, TRE), (SON, NGA, HONG, TRE), (CHAMP, NGA, "#B9A984", NAU)))
    m = min(w, h)
    t = m * .03
    o = [bg(w, h, ground)]
    o.append(f'<defs><pattern id="{u}" width="{f(t)}" height="{f(t*9)}" patternUnits="userSpaceOnUse">'
             + line(f"M{f(t*.5)} {f(-t*.5)}C{f(t*.95)} {f(t*2)} {f(t*.05)} {f(t*3)} {f(t*.5)} {f(t*4.5)}S{f(t*.05)} {f(t*7)} {f(t*.5)} {f(t*9.5)}", strand, t * .6) + "</pattern></defs>")
    if w <= h * 1.2:
        o.append(ring(w * R(.3, .7), h * R(.3, .5), w * .3, {MEND: MEN, DO: VANGN, CHAM: CHAMN, CANH: SON, SON: SONT, CHAMP: NGA}[ground], ' opacity=".5"'))
    rows = 2
    for i in range(rows):
        y = h * (.1 + i * .43)
        hh = h * R(.33, .37)
        n = R.n(3, 4) if w <= h * 1.2 else 9
        x = -w * R(.02, .1)
        while x < w:
            ww = w / n * R(.72, .98)
            a, b = hh * R(.84, 1), hh * R(.84, 1)
            d = f"M{f(x)} {f(y)}C{f(x-4)} {f(y+hh*.4)} {f(x+6)} {f(y+hh*.6)} {f(x+2)} {f(y+a)}Q{f(x+ww*.5)} {f(y+hh*1.16)} {f(x+ww-3)} {f(y+b)}C{f(x+ww+6)} {f(y+hh*.6)} {f(x+ww-7)} {f(y+hh*.4)} {f(x+ww)} {f(y)}Z"
            o.append(fillp(d, shade) + fillp(d, f"url(#{u})"))
            x += ww + w * R(.03, .06)
        o.append(fillp(f"M0 {f(y-m*.024)}h{f(w)}v{f(m*.04)}H0z", pole) + fillp(f"M0 {f(y-m*.024)}h{f(w)}v{f(m*.011)}H0z", "#fff", ' opacity=".28"')
                 + line("".join(f"M{f(w*(j+.5)/4+R(-30,30))} {f(y-m*.024)}v{f(m*.04)}" for j in range(4)), INK, 2, ' opacity=".4"'))
    return "".join(o)


# ---------------------------------------------------------------- lotus and tea (sen, trà)
def _lotus(cx, cy, s, a, b, vein):
    sink, veins = [], ""
    for rank, (n, spread, ln, wd, col) in enumerate(((5, 2.45, .9, .38, b), (5, 1.65, 1.0, .38, a), (4, .95, .9, .4, b), (3, .55, .72, .36, a))):
        d = ""
        for i in range(n):
            k = i / (n - 1) - .5
            an = -math.pi / 2 + k * spread
            x = cx + k * s * .28
            d += petal(round(x), round(cy), an, s * ln * (1 - abs(k) * .22), s * wd, .35)
            tx, ty = polar(x, cy, s * ln * (1 - abs(k) * .22) * .86, an)
            if rank:
                veins += f"M{x:.0f} {cy:.0f}L{tx:.0f} {ty:.0f}"
        sink.append((d, col))
    return "".join(fillp(d, c, f' stroke="{vein}" stroke-width="1.3" stroke-opacity=".7"') for d, c in sink[:1]) + "".join(
        "".join(fillp(f"M{q}", c, f' stroke="{vein}" stroke-width="1.3" stroke-opacity=".7"') for q in d.split("M")[1:]) for d, c in sink[1:]) + line(veins, vein, .9, ' opacity=".35"')


def sen(R, w, h, u):
    ground, a, b, vein, leaf = R.pick(((MENN, NGA, HONG, SON, MEND), (MEND, NGA, HONG, SON, MEN), (DO, HONG, "#C9715F", SON, LA), (CHAMP, NGA, HONG, SON, MEND), (CANH, HONG, SONT, CANH, MEND)))
    m = min(w, h)
    o = [bg(w, h, ground)]

    def pad_leaf(x, y, r, c):
        n = 18
        d = smooth([(x + r * (1 + .05 * (-1) ** i) * math.cos(i * 2 * math.pi / n), y + r * .46 * (1 + .05 * (-1) ** i) * math.sin(i * 2 * math.pi / n)) for i in range(n)], True)
        return fillp(d, c) + line("".join(f"M{f(x)} {f(y)}L{f(x+r*.88*math.cos(k*.57))} {f(y+r*.4*math.sin(k*.57))}" for k in range(11)), ground, 1.3, ' opacity=".6"')
    if w > h * 1.2:
        x = w * .04
        while x < w:
            o.append(pad_leaf(x, h * R(.62, .95), h * R(.2, .34), leaf))
            x += h * R(.28, .4)
        for i in range(3):
            cx = w * (.2 + i * .3) + R(-20, 20)
            cy = h * R(.46, .6)
            o.append(line(f"M{f(cx)} {f(cy)}Q{f(cx+8)} {f(h*.8)} {f(cx-6)} {f(h)}", leaf, m * .014) + _lotus(cx, cy, h * .32, a, b, vein))
        return "".join(o)
    cx, cy = w * R(.46, .56), h * R(.5, .54)
    o.append(line(f"M{f(cx)} {f(cy)}C{f(cx+w*.06)} {f(h*.7)} {f(cx-w*.07)} {f(h*.82)} {f(cx+w*.02)} {f(h*1.02)}", leaf, m * .026))
    o.append(pad_leaf(w * .2, h * .8, w * .3, leaf) + pad_leaf(w * .86, h * .9, w * .27, leaf))
    o.append(_lotus(cx, cy, w * .46, a, b, vein))
    if R() < .6:
        x, y = w * R(.14, .2), h * R(.24, .3)
        o.append(line(f"M{f(x)} {f(y)}Q{f(x+w*.03)} {f(h*.55)} {f(x+w*.02)} {f(h*.8)}", leaf, m * .014) + "".join(fillp(petal(x, y + m * .03, -math.pi / 2 + k, m * .17, m * .075, .3), c, f' stroke="{vein}" stroke-width="1" stroke-opacity=".6"') for k, c in ((-.22, b), (.22, b), (0, a))))
    return "".join(o)


def tra(R, w, h, u):
    """Tea: one bud and two leaves over a bowl seen from above."""
    ground, cup, brew, leaf, mark = R.pick(((DO, NGA, "#B98A3A", LA, CHAM), (MENN, NGA, "#A9B24E", MEND, MEND), (DO2, CHAMP, "#B98A3A", LA, CHAM), (CANH, NGA, VANG, LAN, SON), (MEND, NGA, "#C8B25A", LAN, CHAM)))
    m = min(w, h)
    o = [bg(w, h, ground)]
    cups = [(w * .43, h * .63, m * .33)] if w <= h * 1.2 else [(w * (.16 + .17 * i), h * (.62 if i % 2 else .42), h * .2) for i in range(5)]
    for cx, cy, r in cups:
        o.append(ring(cx + r * .05, cy + r * .07, r, INK, ' opacity=".22"') + ring(cx, cy, r, cup))
        n = 26
        c = 2 * math.pi * r * .9 / n
        o.append(f'<circle cx="{f(cx)}" cy="{f(cy)}" r="{f(r*.9)}" fill="none" stroke="{mark}" stroke-width="{f(r*.07)}" stroke-dasharray="{f(c*.55)} {f(c*.45)}"/>')
        o.append(ring(cx, cy, r * .78, brew) + fillp(f"M{f(cx-r*.78)} {f(cy)}a{f(r*.78)} {f(r*.78)} 0 0 1 {f(r*1.56)} 0a{f(r*.8)} {f(r*.62)} 0 0 0 {f(-r*1.56)} 0z", INK, ' opacity=".16"'))
        o.append(line(f"M{f(cx-r*.5)} {f(cy+r*.3)}a{f(r*.6)} {f(r*.6)} 0 0 0 {f(r*.5)} {f(r*.27)}", "#fff", r * .035, ' opacity=".6" stroke-linecap="round"'))

    def sprig(x, y, s, a):
        d = []
        for k, ln, wd in ((-.85, 1, .36), (.8, .92, .34), (0, .8, .17)):
            b = petal(x, y, a + k, s * ln, s * wd, .3)
            tx, ty = polar(x, y, s * ln * .9, a + k)
            d.append(fillp(b, leaf) + line(f"M{f(x)} {f(y)}L{f(tx)} {f(ty)}" + "".join(
                "M{} {}L{} {}".format(*(f(v) for v in (*polar(x, y, s * ln * q, a + k), *polar(x, y, s * ln * (q + .16), a + k + sg * .17 * wd / .36)))) for q in (.3, .45, .6) for sg in (-1, 1) if wd > .2), ground, 1.3, ' opacity=".75"'))
        bx, by = polar(x, y, -s * .5, a)
        return line(f"M{f(x)} {f(y)}L{f(bx)} {f(by)}", leaf, s * .05, ' stroke-linecap="round"') + "".join(d)
    if w <= h * 1.2:
        cx, cy, r = cups[0]
        o.append(f'<g transform="translate({f(cx+r*.06)} {f(cy+r*.2)}) scale(.42)">{sprig(0, 0, m*.42, R(-2.6,-.6))}</g>')
        x = w * R(.62, .7)
        o.append(sprig(x, h * R(.25, .28), m * .31, -math.pi / 2 + R(-.2, .8)))
        if R() < .6:
            o.append(sprig(w * .9, h * R(.84, .9), m * .2, R(-2.3, -1.5)))
    else:
        for i in range(4):
            o.append(sprig(w * (.28 + .2 * i), h * R(.3, .8), h * .2, R(-2.4, -.7)))
    return "".join(o)


# ---------------------------------------------------------------- medicinal herbs (thảo dược)
def thao_duoc(R, w, h, u):
    ground, leaf, dark, fruit = R.pick(((DO, LA, "#3D5530", SON), (NGA, MEND, "#1F4638", SONT), (DO2, "#6E7F46", NAU, SON), (MENN, MEND, "#1F4638", VANG), (MEND, LAN, NGA, VANGN)))
    m = min(w, h)
    o = [bg(w, h, ground)]
    soil = h * .76
    plants = [(w * .5, 1.0)] if w <= h * 1.2 else [(w * (.1 + .16 * i), R(.7, 1)) for i in range(6)]
    pinn = R.pick((0, 1, 2))
    o.append(fillp(f"M0 {f(soil)}C{f(w*.3)} {f(soil-6)} {f(w*.7)} {f(soil+7)} {f(w)} {f(soil-2)}V{f(h)}H0Z", DAT if ground != MEND else NAU, ' opacity=".32"'))
    for px, k in plants:
        top = soil - h * .64 * k
        bend = R(-.09, .09) * m

        def stem(t):
            return px + bend * math.sin(t * 2.2), soil + (top - soil) * t
        o.append(line(smooth([stem(i / 5) for i in range(6)]), dark, m * .013, ' stroke-linecap="round"'))
        n = 6
        lv, vn = "", ""
        for i in range(n):
            t = .2 + .72 * i / (n - 1)
            x, y = stem(t)
            s = m * .3 * k * (1 - .62 * abs(t - .38) / .62)
            for sg in (-1, 1):
                a = -math.pi / 2 + sg * (1.12 - .5 * t) + R(-.08, .08)
                if pinn == 1:
                    for q in range(1, 5):
                        bx, by = polar(x, y, s * q / 4.2, a)
                        lv += leaflet(bx, by, a + .75 * sg, s * .32, s * .12) + leaflet(bx, by, a - .75 * sg, s * .32, s * .12)
                    vn += pts([(x, y), polar(x, y, s, a)])
                else:
                    lv += petal(round(x), round(y), a, s, s * (.34 if pinn == 0 else .56), .35 if pinn == 0 else .7)
                    vn += pts([(x, y), polar(x, y, s * .9, a)])
                    for q in (.38, .62) if s < m * .2 else (.32, .52, .7):
                        b = polar(x, y, s * q, a)
                        c1, c2 = polar(b[0], b[1], s * .15, a - .7), polar(b[0], b[1], s * .15, a + .7)
                        vn += f"M{c1[0]:.0f} {c1[1]:.0f}L{b[0]:.0f} {b[1]:.0f} {c2[0]:.0f} {c2[1]:.0f}"
        x, y = stem(1)
        lv += petal(x, y + 3, -math.pi / 2, m * .13, m * .05, .3)
        o.append(fillp(lv, leaf) + line(vn, ground if pinn != 1 else dark, 1.2, ' opacity=".65"'))
        for i in range(5):
            x, y = stem(.55 + .09 * i)
            o.append(ring(x + R(-.05, .05) * m, y + R(-.01, .03) * m, m * .013, fruit))
        rt = ""
        for i in range(9):
            a = math.pi / 2 + (i - 4) * .3 + R(-.1, .1)
            ln = h * .2 * R(.55, 1) * k
            x1, y1 = polar(px, soil, ln * .5, a)
            x2, y2 = polar(px, soil, ln, a * .55 + math.pi / 2 * .45)
            rt += f"M{f(px)} {f(soil-2)}Q{f(x1)} {f(y1)} {f(x2)} {f(y2)}"
        o.append(line(rt, dark, 1.8, ' stroke-linecap="round" opacity=".85"'))
    return "".join(o)


# ---------------------------------------------------------------- brocade (thổ cẩm, dệt)
def tho_cam(R, w, h, u):
    base, c1, c2, c3 = R.pick(((CHAM, SONT, VANGN, NGA), ("#1B2A45", SON, VANG, NGA), (SON, VANGN, NGA, CHAM), (MEND, VANGN, NGA, SON), (CANH, VANG, HONG, NGA)))
    m = min(w, h)
    c = m / 40
    o = [bg(w, h, base)]
    y, i, defs = 0.0, 0, []

    def cells(rows, col):
        return f'<path fill="{col}" d="' + "".join(f"M{f(x*c)} {f(yy*c)}h{f(n*c)}v{f(c)}h{f(-n*c)}z" for yy, r in enumerate(rows) for x, n in r) + '"/>'

    def band(t, per, rows, col, rows2=None, col2=None):
        nonlocal y, i
        pid = f"{u}{i}"
        g = cells(rows, col) + (cells(rows2, col2) if rows2 else "")
        defs.append(f'<pattern id="{pid}" width="{f(per*c)}" height="{f(t*c)}" patternUnits="userSpaceOnUse" patternTransform="translate(0 {f(y)})">{g}</pattern>')
        o.append(f'<rect y="{f(y)}" width="{f(w)}" height="{f(t*c)}" fill="url(#{pid})"/>')
        y += t * c
        i += 1

    def stripe(t, col):
        nonlocal y
        o.append(f'<rect y="{f(y)}" width="{f(w)}" height="{f(t*c)}" fill="{col}"/>')
        y += t * c

    def diamond(k, inner):
        n = k * 2 + 1
        out, mid = [], []
        for r in range(n):
            d = abs(r - k)
            out.append([(d, 1), (n - 1 - d, 1)] if d < k else [(k, 1)])
            span = n - 2 * d - 2 * inner
            mid.append([(d + inner, span)] if span > 0 else [])
        return n, out, mid
    k = R.pick((4, 5, 6))
    while y < h:
        stripe(1, c1)
        y += c
        stripe(1, c2)
        y += c * 1.5
        n, out, mid = diamond(k, 2)
        band(n, n + 1, out, c2, mid, c1)
        y += c * 1.5
        stripe(1, c2)
        y += c
        stripe(2, c1)
        y += c
        band(3, 6, [[(0, 1), (5, 1)], [(1, 1), (4, 1)], [(2, 2)]], c3)
        y += c
        n, out, mid = diamond(R.pick((2, 3)), 1)
        band(n, n + 3, out, c3, mid, c1)
        y += c
        band(3, 6, [[(2, 2)], [(1, 1), (4, 1)], [(0, 1), (5, 1)]], c3)
        y += c
    o.insert(1, f"<defs>{''.join(defs)}</defs>")
    return "".join(o)


# ---------------------------------------------------------------- embroidery (thêu)
def theu(R, w, h, u):
    ground, cloth, a, b, leaf = R.pick(((DO2, NGA, SONT, HONG, MEND), (MEND, NGA, SON, HONG, LA), (CHAM, DO, CHAM, CHAMN, MEND), (HONG, NGA, SON, VANG, MEND), (CANH, DO, SON, VANG, MEND), (MENN, NGA, CHAM, HONG, LA)))
    m = min(w, h)
    o = [bg(w, h, ground)]
    hoops = [(w * .5, h * .5, m * .41)] if w <= h * 1.2 else [(w * (.17 + .33 * i), h * .5, h * .4) for i in range(3)]

    def satin(x, y, ang, ln, wd, c1, c2, sw):
        """One petal laid in parallel stitches, the tip in the second thread."""
        d1 = d2 = ""
        n = 9
        for i in range(n):
            v = (i / (n - 1) - .5) * 2
            reach = ln * (1 - .34 * v * v)
            p0, p1, p2 = polar(x, y, ln * .16, ang + v * .18), polar(x, y, reach * .62, ang + v * wd), polar(x, y, reach, ang + v * wd * 1.02)
            d1 += f"M{f(p0[0])} {f(p0[1])}L{f(p1[0])} {f(p1[1])}"
            d2 += f"M{f(p1[0])} {f(p1[1])}L{f(p2[0])} {f(p2[1])}"
        return line(d1, c1, sw, ' stroke-linecap="round"') + line(d2, c2, sw, ' stroke-linecap="round"')
    for cx, cy, r in hoops:
        o.append(ring(cx + r * .03, cy + r * .05, r * 1.04, INK, ' opacity=".25"') + ring(cx, cy, r * 1.04, TRE) + f'<circle cx="{f(cx)}" cy="{f(cy)}" r="{f(r*.985)}" fill="{cloth}" stroke="{NAU}" stroke-width="2"/>')
        o.append(fillp(f"M{f(cx-r*.09)} {f(cy-r*1.15)}h{f(r*.18)}v{f(r*.12)}h{f(-r*.18)}z", NAU))
        fx, fy = cx + r * R(-.16, .16), cy - r * R(.08, .2)
        o.append(line(f"M{f(fx)} {f(fy)}C{f(fx-r*.1)} {f(cy+r*.3)} {f(cx+r*.12)} {f(cy+r*.5)} {f(cx)} {f(cy+r*.88)}", leaf, r * .035, f' stroke-dasharray="{f(r*.06)} 1.5"'))
        for sg, yy in ((-1, .36), (1, .52)):
            lx, ly = cx + r * .02, cy + r * yy
            ang = -.55 + R(-.15, .15) if sg > 0 else math.pi + .55 + R(-.15, .15)
            d = ""
            for k in range(8):
                t = .08 + k / 8.6
                bx, by = polar(lx, ly, r * .5 * t, ang)
                half = r * .17 * math.sin(math.pi * min(1, t + .02))
                p, q = polar(bx, by, half, ang - .95), polar(bx, by, half, ang + .95)
                d += f"M{f(p[0])} {f(p[1])}L{f(bx)} {f(by)}L{f(q[0])} {f(q[1])}"
            o.append(line(d, leaf, r * .036, ' stroke-linejoin="round" stroke-linecap="round"'))
        n = R.pick((5, 6))
        a0 = R(0, 1)
        for k in range(n):
            o.append(satin(fx, fy, a0 + k * 2 * math.pi / n, r * .47, math.pi / n * .8, a, b, r * .036))
        o.append(f'<circle cx="{f(fx)}" cy="{f(fy)}" r="{f(r*.07)}" fill="none" stroke="{VANG}" stroke-width="{f(r*.09)}" stroke-dasharray="{f(r*.028)} {f(r*.016)}"/>')
        for k in range(2):
            x, y = cx + r * (-.56 + k * 1.14), cy - r * (.46 - k * .3)
            o.append(fillp(lobed(x, y, r * .1, 5, k), b) + ring(x, y, r * .028, VANG))
    return "".join(o)


# ---------------------------------------------------------------- paper fan (quạt)
def quat(R, w, h, u):
    ground, paper, mark, rib = R.pick(((DO, SON, VANGN, NAU), (MENN, NGA, MEND, NAU), (CANH, VANGN, SON, DAT), (CHAM, NGA, CHAM, TRE), (DO2, CHAM, VANGN, NAU), (HONG, NGA, SON, NAU)))
    m = min(w, h)
    o = [bg(w, h, ground)]
    fans = [(w * .5, h * .74, m * .46)] if w <= h * 1.2 else [(w * (.18 + .32 * i), h * .84, h * .68) for i in range(3)]
    for idx, (cx, cy, r) in enumerate(fans):
        a0, a1, n = math.pi * 1.06, math.pi * 1.94, 18
        if w <= h * 1.2:
            r = w * .47
        step = (a1 - a0) / n
        o.append(line("".join(pts([polar(cx, cy, -r * .12, a0 + step * (i + .5)), polar(cx, cy, r * .5, a0 + step * (i + .5))]) for i in range(n)), rib, r * .022))
        out, inn = [], []
        for i in range(n + 1):
            k = r * (1.0 if i % 2 else .975)
            out.append(polar(cx, cy, k, a0 + step * i))
            inn.append(polar(cx, cy, r * .42, a0 + step * i))
        d = pts(out + inn[::-1], True)
        o.append(fillp(d, paper) + f'<clipPath id="{u}{idx}"><path d="{d}"/></clipPath><g clip-path="url(#{u}{idx})">')
        motif = R.n(0, 2)
        if motif == 0:
            segs, tips = [], []
            twig(R, cx - r * .8, cy - r * .3, -.5, r * .62, 2, segs, tips)
            for dd, p in segs:
                o.append(line(smooth(p), INK if paper in (NGA, VANGN) else VANGN, 1.6 + dd * 1.6, ' stroke-linecap="round"'))
            for x, y, _ in tips + [(p[1][0], p[1][1], 0) for dd, p in segs if dd < 2]:
                o.append(fillp(lobed(x, y, r * .075, 5, x), mark if paper != SON else HONG))
        elif motif == 1:
            o.append(ring(cx + r * .3, cy - r * .66, r * .13, SONT if paper != SON else VANG))
            for j in range(3):
                p = [(cx - r + i * r * .4, cy - r * (.62 - j * .1) + R(-.08, .05) * r) for i in range(6)]
                o.append(fillp(smooth(p) + f"V{f(cy)}H{f(cx-r)}Z", mark, f' opacity="{.35+.2*j:.2f}"'))
        else:
            for rr in (.94, .9, .5, .46):
                o.append(f'<circle cx="{f(cx)}" cy="{f(cy)}" r="{f(r*rr)}" fill="none" stroke="{mark}" stroke-width="2"/>')
            for k in range(7):
                x, y = polar(cx, cy, r * .7, a0 + (k + .5) * (a1 - a0) / 7)
                o.append(fillp(lobed(x, y, r * .085, 8, k), mark) + ring(x, y, r * .026, paper))
        o.append("".join(fillp(pts([inn[i], out[i], out[i + 1], inn[i + 1]], True), INK, ' opacity=".08"') for i in range(0, n, 2)) + "</g>")
        for i in (0, n):
            o.append(line(pts([polar(cx, cy, -r * .12, a0 + step * i), polar(cx, cy, r * 1.0, a0 + step * i)]), rib, r * .034, ' stroke-linecap="round"'))
        o.append(ring(cx, cy, r * .035, VANG))
        if w <= h * 1.2:
            o.append(line(f"M{f(cx)} {f(cy+r*.1)}C{f(cx+10)} {f(cy+r*.22)} {f(cx-8)} {f(cy+r*.26)} {f(cx)} {f(cy+r*.34)}", SON if ground != SON else VANG, 3) + line("".join(f"M{f(cx)} {f(cy+r*.33)}l{f(k*3.5)} {f(r*.16)}" for k in (-2, -1, 0, 1, 2)), SON if ground != SON else VANG, 2))
    return "".join(o)


# ---------------------------------------------------------------- honey (mật ong)
def mat_ong(R, w, h, u):
    ground, wax, honey, dark = R.pick(((DO, VANGN, VANG, NAU), (CANH, VANG, VANGN, DEN), (MENN, VANGN, VANG, NAU), (VANGN, VANG, "#A9701F", CANH)))
    m = min(w, h)
    s = m * .105
    o = [bg(w, h, ground)]
    cx, cy = w * R(.42, .58), h * .44
    hexes = []
    for q in range(-12, 13):
        for r in range(-8, 9):
            x = cx + s * 1.5 * q
            y = cy + s * math.sqrt(3) * (r + q / 2)
            d = math.hypot((x - cx) / (1 if w <= h * 1.2 else 2.2), y - cy)
            if d < m * (.4 + .05 * math.sin(3 * math.atan2(y - cy, x - cx))) and -s < x < w + s:
                hexes.append((x, y, d))

    def hx(x, y, k):
        return pts([polar(x, y, k, i * math.pi / 3) for i in range(6)], True)
    o.append(fillp("".join(hx(x, y, s) for x, y, _ in hexes), dark))
    groups = {wax: "", honey: "", DAT: ""}
    for x, y, d in hexes:
        groups[R.pick((wax, honey, honey, wax, DAT))] += hx(x, y, s * .86)
    o += [fillp(d, c) for c, d in groups.items()]
    o.append(line("".join("M{} {}L{} {}".format(*(f(v) for v in (*polar(x, y, s * .6, 3.5), *polar(x, y, s * .6, 4.4)))) for x, y, _ in hexes), "#fff", 2, ' opacity=".55" stroke-linecap="round"'))
    x, y, _ = max(hexes, key=lambda t: t[1] - abs(t[0] - cx) * .6)
    r = m * .055
    o.append(line(f"M{f(x)} {f(y+s*.8)}V{f(y+s*1.6)}", honey, 4) + fillp(f"M{f(x)} {f(y+s*1.3)}C{f(x+r*.6)} {f(y+s*1.3+r*1.2)} {f(x+r)} {f(y+s*1.3+r*1.6)} {f(x+r)} {f(y+s*1.3+r*2.2)}a{f(r)} {f(r)} 0 0 1 {f(-2*r)} 0C{f(x-r)} {f(y+s*1.3+r*1.6)} {f(x-r*.6)} {f(y+s*1.3+r*1.2)} {f(x)} {f(y+s*1.3)}Z", honey))
    return "".join(o)


# ---------------------------------------------------------------- fruit (quả)
def qua(R, w, h, u):
    ground, fruit, shade, leaf = R.pick(((MENN, VANG, "#9B6E22", MEND), (DO, SONT, SON, LA), (CHAMP, VANGN, VANG, LA), (DO2, DAT, NAU, MEND), (MEND, VANGN, VANG, LAN), (HONG, NGA, VANGN, MEND)))
    m = min(w, h)
    o = [bg(w, h, ground)]
    kind = R.asked((("buoi", "don"), ("cam", "don"), ("tao", "don"), ("oi", "don"), ("nhan", "chum"), ("vai", "chum"), ("nho", "chum")), ("chum", "don", "chum"))
    if "buoi" in R.words or "oi" in R.words:
        ground, fruit, shade, leaf = R.pick(((MENN, VANGN, VANG, MEND), (MEND, VANGN, VANG, LAN), (CHAMP, VANGN, VANG, LA)))
    wide = w > h * 1.2

    def leafat(x, y, a, s):
        tx, ty = polar(x, y, s * .92, a)
        return fillp(petal(x, y, a, s, s * .36, .3), leaf) + line(f"M{f(x)} {f(y)}L{f(tx)} {f(ty)}", ground, 1.4, ' opacity=".7"')

    def ball(x, y, r, dots):
        b = ring(x, y, r, fruit) + fillp(f"M{f(x+r*.5)} {f(y-r*.866)}A{f(r)} {f(r)} 0 1 1 {f(x-r*.7)} {f(y+r*.714)}A{f(r*1.05)} {f(r*1.05)} 0 0 0 {f(x+r*.5)} {f(y-r*.866)}Z", shade, ' opacity=".55"')
        if dots:
            b += "".join(ring(x + r * .62 * math.cos(k * 2.4) * math.sqrt((k + 1) / 12), y + r * .62 * math.sin(k * 2.4) * math.sqrt((k + 1) / 12), r * .032, shade) for k in range(10))
        return b + line(f"M{f(x-r*.62)} {f(y-r*.2)}A{f(r*.66)} {f(r*.66)} 0 0 1 {f(x-r*.2)} {f(y-r*.62)}", "#fff", r * .08, ' opacity=".65" stroke-linecap="round"')
    if wide:
        for i in range(6):
            x, y, r = w * (.08 + .17 * i), h * R(.42, .66), h * R(.14, .22)
            o.append(leafat(x, y - r * .8, -.9, r * 1.4) + leafat(x, y - r * .8, -2.3, r * 1.3) + ball(x, y, r, True))
    elif kind == "don":
        x, y, r = w * .5, h * .57, w * .33
        o.append(line(f"M{f(x)} {f(y-r*.8)}C{f(x)} {f(y-r*1.25)} {f(x+w*.06)} {f(y-r*1.4)} {f(x+w*.1)} {f(y-r*1.5)}", NAU, m * .028, ' stroke-linecap="round"'))
        o.append(leafat(x + 4, y - r * 1.05, -.45, m * .38) + leafat(x, y - r * 1.1, -2.5, m * .34))
        o.append(ball(x, y, r, True))
    else:
        o.append(line(f"M{f(w*.62)} {f(-4)}C{f(w*.54)} {f(h*.2)} {f(w*.5)} {f(h*.3)} {f(w*.5)} {f(h*.56)}", NAU, m * .026))
        for a, s, yy in ((.35, .4, .14), (2.75, .42, .2), (.55, .34, .3), (2.5, .34, .36)):
            o.append(leafat(w * .54, h * yy, a, m * s))
        sp = [(.5, .4), (.36, .47), (.64, .47), (.5, .54), (.27, .58), (.73, .58), (.39, .63), (.61, .64), (.5, .72), (.34, .75), (.66, .76), (.5, .86)]
        for x, y in sp:
            o.append(ball(w * x + R(-4, 4), h * y + R(-4, 4), m * R(.088, .1), False))
    return "".join(o)


# ---------------------------------------------------------------- silver and gold (kim hoàn)
def kim_hoan(R, w, h, u):
    ground, metal, glow, gem = R.pick(((DEN, VANG, VANGN, SONT), (CANH, VANGN, NGA, MEN), (CHAM, NGA, CHAMP, SONT), (MEND, NGA, MENN, VANG)))
    m = min(w, h)
    o = [bg(w, h, ground)]
    cs = [(w * .5, h * .5, m * .4)] if w <= h * 1.2 else [(w * (.17 + .33 * i), h * .5, h * .4) for i in range(3)]
    n = R.pick((6, 8, 10))
    for i, (cx, cy, r) in enumerate(cs):
        a = math.pi / n
        p0, p1 = r * .3, r * .92
        v = r * 1.5 / n

        def spiral(x, y, k, sg):
            return f"M{f(x)} {f(y)}a{f(k)} {f(k)} 0 1 {1 if sg>0 else 0} {f(0)} {f(-2*k)}a{f(k*.66)} {f(k*.66)} 0 1 {1 if sg>0 else 0} 0 {f(k*1.32)}a{f(k*.34)} {f(k*.34)} 0 1 {1 if sg>0 else 0} 0 {f(-k*.68)}"
        unit = petal(0, -p0, -math.pi / 2, p1 - p0, v * 2.1, .7) + petal(0, -p0 - r * .06, -math.pi / 2, (p1 - p0) * .78, v * 1.3, .7) + \
            spiral(-v * .34, -p0 - r * .3, v * .26, -1) + spiral(v * .34, -p0 - r * .3, v * .26, 1) + f"M0 {f(-p0-r*.12)}V{f(-p0-r*.4)}"
        o.append(f'<g transform="translate({f(cx)} {f(cy)})"><g id="{u}{i}">{line(unit, metal, max(1.4, r*.014))}{ring(0, -p1-r*.03, r*.035, glow)}{ring(0, -p0-r*.47, r*.024, gem)}</g>')
        o.append("".join(f'<use href="#{u}{i}" transform="rotate({f(360*k/n)})"/>' for k in range(1, n)))
        c = 2 * math.pi * r * .26 / (n * 3)
        o.append(f'<circle r="{f(r*.26)}" fill="none" stroke="{glow}" stroke-width="{f(r*.03)}" stroke-dasharray="{f(c*.5)} {f(c*.5)}"/><circle r="{f(r*.21)}" fill="none" stroke="{metal}" stroke-width="2.4"/>{ring(0,0,r*.15,gem)}<path d="M{f(-r*.1)} {f(-r*.02)}a{f(r*.1)} {f(r*.1)} 0 0 1 {f(r*.1)} {f(-r*.09)}" stroke="#fff" stroke-width="2.4" fill="none" opacity=".7"/></g>')
    return "".join(o)


# ---------------------------------------------------------------- blossom and bonsai (cây cảnh)
def hoa_cay(R, w, h, u):
    ground, bark, bloom, heart, pot = R.pick(((DO, NAU, SONT, VANGN, MEND), (MENN, NAU, HONG, SON, CHAM), (DO2, INK, SON, VANGN, DAT), (CHAMP, INK, HONG, SON, NAU), (CANH, DAT, HONG, VANGN, MEN)))
    m = min(w, h)
    o = [bg(w, h, ground), ring(w * .5, h * .38, m * .36, NGA if ground != CANH else SON, ' opacity=".55"')]
    segs, tips = [], []
    n = 1 if w <= h * 1.2 else 4
    for i in range(n):
        x = w * .5 if n == 1 else w * (.14 + .24 * i)
        twig(R, x, h * .78, -math.pi / 2 + R(-.2, .2), h * .25, 3, segs, tips)
        o.append("")
    for k in range(4):
        d = "".join(smooth([(round(x), round(y)) for x, y in p]) for q, p in segs if q == k)
        o.append(line(d, bark, 2.4 + k * m * .012, ' stroke-linecap="round" stroke-linejoin="round"'))
    spots = [(x, y) for x, y, _ in tips] + [p[3] for d, p in segs if d == 1] + [p[1] for d, p in segs if d == 0]
    a, b = "", ""
    g = "{:.0f}".format
    for x, y in spots:
        s = m * R(.032, .05)
        a0 = R(0, 1.2)
        if R() < .8:
            a += lobed(x, y, s, 5, a0, g)
            b += crackle_ring(x, y, s * .2)
        else:
            a += lobed(x, y, s * .5, 3, a0, g)
    o.append(fillp(a, bloom) + fillp(b, heart))
    for i in range(n):
        x = w * .5 if n == 1 else w * (.14 + .24 * i)
        k = m * .2
        o.append(fillp(f"M{f(x-k)} {f(h*.775)}h{f(2*k)}l{f(-k*.12)} {f(h*.022)}h{f(-k*.1)}l{f(-k*.24)} {f(h*.09)}h{f(-k*1.08)}l{f(-k*.24)} {f(-h*.09)}h{f(-k*.1)}z", pot))
        o.append(fillp(f"M{f(x+k*.3)} {f(h*.797)}h{f(k*.48)}l{f(-k*.24)} {f(h*.09)}h{f(-k*.3)}z", INK, ' opacity=".2"'))
    return "".join(o)


# ---------------------------------------------------------------- the village (du lịch)
def du_lich(R, w, h, u):
    sky, sun, hills, water, ink = R.pick(((DO, SONT, (MENN, MEN, MEND), MENN, INK), (VANGN, SON, (DAT, NAU, CANH), DO, INK), (CHAMP, NGA, (CHAMN, CHAM, "#182A4B"), CHAMP, NGA), (HONG, NGA, (SONT, SON, CANH), HONG, INK), (MENN, VANG, (LAN, LA, MEND), NGA, INK)))
    m = min(w, h)
    o = [bg(w, h, sky), ring(w * R(.25, .75), h * R(.2, .3), m * R(.12, .17), sun)]
    k = 4 if w <= h * 1.2 else 8
    for i, c in enumerate(hills[:2]):
        p = [(w * j / k, h * (.46 + i * .08) + R(-.09, .06) * h) for j in range(k + 1)]
        o.append(fillp(smooth(p) + f"V{f(h*.78)}H0Z", c))
    y = h * .7
    # roofs and an areca palm
    x = w * .06
    while x < w * .9:
        ww = m * R(.2, .32)
        t = m * R(.07, .11)
        o.append(fillp(f"M{f(x)} {f(y-t)}h{f(ww)}V{f(y+8)}H{f(x)}z", NGA if ink == INK else hills[0]))
        o.append(fillp(f"M{f(x-m*.03)} {f(y-t)}Q{f(x+ww*.12)} {f(y-t*1.25)} {f(x+ww*.16)} {f(y-t*2.1)}H{f(x+ww*.84)}Q{f(x+ww*.88)} {f(y-t*1.25)} {f(x+ww+m*.03)} {f(y-t)}z", hills[2]))
        o.append(fillp(f"M{f(x+ww*.42)} {f(y-t*.7)}h{f(ww*.16)}V{f(y+8)}h{f(-ww*.16)}z", hills[2]))
        x += ww + m * R(.02, .2)
    for _ in range(2 if w <= h * 1.2 else 5):
        px, top = R(.1, .9) * w, y - m * R(.34, .46)
        o.append(line(f"M{f(px)} {f(y)}Q{f(px+4)} {f((y+top)/2)} {f(px+2)} {f(top)}", hills[2], m * .012))
        o.append(fillp("".join(petal(px + 2, top, -math.pi / 2 + q * .62, m * .12, m * .03, .3) for q in (-3, -2, -1, 0, 1, 2, 3)), hills[2]))
    o.append(fillp(f"M0 {f(y)}H{f(w)}V{f(h)}H0Z", water) + fillp(f"M0 {f(y)}h{f(w)}v{f(h*.012)}H0z", hills[2]))
    d = ""
    for i in range(16):
        xx, yy = R(0, w), R(y + h * .04, h * .98)
        d += f"M{f(xx)} {f(yy)}h{f(m*R(.05,.2))}"
    o.append(line(d, hills[1], 2, ' stroke-linecap="round"'))
    bx, by, s = w * R(.3, .6), h * .85, m * .16
    o.append(fillp(f"M{f(bx-s)} {f(by)}Q{f(bx)} {f(by+s*.42)} {f(bx+s)} {f(by-s*.04)}L{f(bx+s*.8)} {f(by+s*.3)}Q{f(bx)} {f(by+s*.55)} {f(bx-s*.75)} {f(by+s*.28)}Z", hills[2]))
    o.append(fillp(f"M{f(bx-s*.3)} {f(by+s*.12)}Q{f(bx-s*.3)} {f(by-s*.42)} {f(bx)} {f(by-s*.42)}T{f(bx+s*.32)} {f(by+s*.12)}Z", TRE) + birds(R, w * .5, h * .14, m * .03, hills[2], 3))
    return "".join(o)


# ---------------------------------------------------------------- wrapped cakes (bánh, giò)
def banh(R, w, h, u):
    ground, leaf, dark, tie = R.pick(((DO, LA, "#3D5530", NGA), (HONG, MEND, "#1F4638", NGA), (CANH, LA, "#33491F", VANGN), (VANGN, MEND, "#1F4638", SON), (DO2, "#7B8A4C", "#46552A", SON)))
    m = min(w, h)
    o = [bg(w, h, ground)]

    def cake(cx, cy, s, rot):
        g = [f'<g transform="translate({f(cx)} {f(cy)}) rotate({f(rot)})">', f'<path d="M{f(-s+7)} {f(-s+11)}h{f(2*s)}v{f(2*s)}h{f(-2*s)}z" fill="{INK}" opacity=".25"/>',
             f'<path d="M{f(-s)} {f(-s)}h{f(2*s)}v{f(2*s)}h{f(-2*s)}z" fill="{leaf}"/>']
        ve = "".join(f"M{f(-s+2*s*i/13)} {f(-s)}L{f(-s+2*s*(i*.9+.6)/13)} {f(s)}" for i in range(1, 13))
        g.append(line(ve, dark, 1.2, ' opacity=".6"') + f'<path d="M{f(-s)} {f(-s)}L{f(s*.1)} {f(-s*.1)}L{f(s)} {f(-s)}zM{f(-s)} {f(s)}L{f(-s*.1)} {f(s*.1)}L{f(s)} {f(s)}z" fill="{dark}" opacity=".4"/>')
        t = s * .06
        for q in (-.38, .38):
            g.append(f'<path d="M{f(s*q-t)} {f(-s)}h{f(t*2)}v{f(2*s)}h{f(-t*2)}zM{f(-s)} {f(s*q-t)}h{f(2*s)}v{f(t*2)}h{f(-2*s)}z" fill="{tie}"/>')
        g.append(line("".join(f"M{f(s*q)} {f(-s)}v{f(2*s)}M{f(-s)} {f(s*q)}h{f(2*s)}" for q in (-.38, .38)), dark, 1, ' opacity=".5"') + "</g>")
        return "".join(g)
    if w > h * 1.2:
        for i in range(6):
            o.append(cake(w * (.09 + .165 * i), h * R(.4, .6), h * R(.15, .22), R(-20, 20)))
    elif R() < .55:
        o.append(cake(w * .5, h * .5, m * .34, R(-14, 14)))
    else:
        o.append(cake(w * .63, h * .33, m * .22, R(-6, 22)) + cake(w * .38, h * .64, m * .28, R(-20, 4)))
    return "".join(o)


# ---------------------------------------------------------------- bamboo dragonfly, paper, toys (đồ chơi)
def chuon_chuon(R, w, h, u):
    ground = R.pick((DO, MENN, CHAMP, VANGN, CANH))
    sets = ((SON, SONT, VANGN), (MEND, MEN, VANGN), (CHAM, CHAMN, NGA), (VANG, VANGN, SON))
    m = min(w, h)
    o = [bg(w, h, ground)]

    def fly(x, y, s, a, c):
        g = [f'<g transform="translate({f(x)} {f(y)}) rotate({f(a)}) scale({s/100:.2f})">']
        for sg in (-1, 1):
            for an, ln, wd in ((.12, 96, 30), (-.32, 84, 34)):
                ang = -an if sg > 0 else math.pi + an
                g.append(fillp(petal(0, -6, ang, ln, wd, .95), c[1]))
                g.append(line("M0 -6L{} {}".format(*(f(v) for v in polar(0, -6, ln * .8, ang))), c[0], 2.4))
                for q, rr in ((.82, 6.5), (.6, 4.6), (.42, 3.2)):
                    g.append(ring(*polar(0, -6, ln * q, ang), rr, c[2]))
        g.append(f'<path d="M-8 -22Q0 -34 8 -22L5 6L2.6 96Q0 102 -2.6 96L-5 6Z" fill="{c[0]}"/>' + line("M-4 24h8M-4 42h8M-3 60h6M-3 76h6", c[2], 3) + ring(-6.5, -27, 6, c[0]) + ring(6.5, -27, 6, c[0]) + ring(-6.5, -28, 2, c[2]) + ring(6.5, -28, 2, c[2]) + "</g>")
        return "".join(g)
    order = [sets[(R.n(0, 3) + i) % 4] for i in range(4)]
    if w > h * 1.2:
        for i in range(6):
            o.append(fly(w * (.1 + .16 * i), h * R(.35, .6), h * .26, R(-40, 40), sets[i % 4]))
    else:
        spots = R.pick(([(.5, .46, .42, R(-25, 25))], [(.36, .3, .3, -24), (.64, .66, .33, 20)], [(.3, .22, .2, -30), (.66, .42, .27, 18), (.38, .72, .24, -8)]))
        for i, (x, y, s, a) in enumerate(spots):
            o.append(fly(w * x, h * y, w * s, a, order[i]))
    return "".join(o)


# ---------------------------------------------------------------- forged blades (rèn)
def ren(R, w, h, u):
    ground, steel, edge, handle = R.pick(((CANH, "#8F9AA3", "#DDE3E6", TRE), (DO2, "#59646E", "#C9D1D6", NAU), (MEND, "#A4AEB3", "#EDF0F1", TRE), (DEN, "#7D8891", "#D5DCE0", DAT), (DO, CHAM, CHAMN, SON)))
    m = min(w, h)
    o = [bg(w, h, ground)]
    n = 3 if w <= h * 1.2 else 9
    for i in range(n):
        x = w * (i + .5) / n + (w * .02 if n == 3 else 0)
        wd, ln = m * R(.1, .15), h * R(.42, .52)
        top = h * .1 + h * R(0, .06)
        ang = R(-3, 3)
        form = R.n(0, 2)
        tip = (f"L{f(wd*.5)} {f(wd*.9)}Q{f(wd*.3)} {f(wd*.1)} {f(-wd*.5)} 0", f"Q{f(wd*.62)} {f(wd*.2)} {f(-wd*.5)} 0", f"L{f(wd*.5)} {f(wd*.28)}L{f(-wd*.5)} 0")[form]
        bl = f"M{f(-wd*.5)} {f(ln)}H{f(wd*.5)}V{f(wd*1.2)}{tip}Z"
        o.append(f'<g transform="translate({f(x)} {f(top)}) rotate({f(ang)} 0 {f(ln)})">' + f'<path d="{bl}" fill="{INK}" opacity=".3" transform="translate(5 7)"/>' + fillp(bl, steel)
                 + fillp(f"M{f(wd*.5)} {f(ln)}V{f(wd*1.2)}{'L'+f(wd*.5)+' '+f(wd*.9) if form==0 else ''}L{f(wd*.3)} {f(wd*.9)}L{f(wd*.26)} {f(ln)}Z", edge))
        ham = "".join(ring(R(-.4, .12) * wd, ln * (.2 + .74 * j / 11), m * R(.008, .014), INK, ' opacity=".22"') for j in range(12))
        hd = ln + h * .27
        o.append(ham + fillp(f"M{f(-wd*.3)} {f(ln)}h{f(wd*.6)}v{f(h*.03)}h{f(-wd*.6)}z", VANG) + fillp(f"M{f(-wd*.28)} {f(ln+h*.03)}h{f(wd*.56)}L{f(wd*.36)} {f(hd)}Q0 {f(hd+wd*.2)} {f(-wd*.36)} {f(hd)}Z", handle)
                 + "".join(ring(0, ln + h * q, wd * .07, VANGN) for q in (.09, .17)) + "</g>")
    return "".join(o)


# ---------------------------------------------------------------- a bowl on the table (ẩm thực: any other food)
def am_thuc(R, w, h, u):
    ground, bowl, mark, food, accent = R.pick(((DO, NGA, CHAM, VANG, LA), (SON, NGA, CHAM, VANGN, LA), (MEND, NGA, SON, VANG, LAN), (DO2, CHAMP, CHAM, DAT, MEND), (VANGN, NGA, SON, DAT, LA)))
    m = min(w, h)
    o = [bg(w, h, ground)]
    bowls = [(w * .47, h * .54, m * .36)] if w <= h * 1.2 else [(w * (.14 + .18 * i), h * (.54 if i % 2 else .46), h * .26) for i in range(5)]
    for i, (cx, cy, r) in enumerate(bowls):
        o.append(ring(cx + r * .05, cy + r * .08, r, INK, ' opacity=".25"') + ring(cx, cy, r, bowl))
        n = 20
        o.append("".join(line(crackle_ring(cx, cy, r * q), mark, r * k) for q, k in ((.95, .02), (.8, .02))))
        o.append(fillp("".join(petal(*polar(cx, cy, r * .825, k * 2 * math.pi / n), k * 2 * math.pi / n + 1.1, r * .13, r * .06, .6) for k in range(n)), mark))
        o.append(ring(cx, cy, r * .74, food) + f'<clipPath id="{u}{i}">{ring(cx, cy, r*.72, "#000")}</clipPath><g clip-path="url(#{u}{i})">')
        d = ""
        for k in range(9):
            a = R(0, 6.28)
            x, y = polar(cx, cy, r * R(.1, .5), a)
            q = r * R(.25, .55)
            d += f"M{f(x-q)} {f(y)}q{f(q*.5)} {f(-q*R(.4,1))} {f(q)} 0t{f(q)} {f(q*R(-.3,.3))}"
        o.append(line(d, bowl, r * .045, ' stroke-linecap="round" opacity=".9"'))
        for k in range(6):
            x, y = polar(cx, cy, r * R(.1, .55), R(0, 6.28))
            o.append(fillp(petal(x, y, R(0, 6.28), r * .2, r * .1, .5), accent) if k % 2 else ring(x, y, r * .05, SONT))
        o.append("</g>")
    if w <= h * 1.2:
        for k in (0, 1):
            o.append(f'<path d="M{f(w*(.83+k*.055))} {f(h*.12)}L{f(w*(.855+k*.05))} {f(h*.9)}" stroke="{CANH if ground!=SON else VANGN}" stroke-width="{f(m*.02)}" stroke-linecap="round"/><path d="M{f(w*(.83+k*.055))} {f(h*.12)}l{f(w*.004)} {f(h*.12)}" stroke="{VANG}" stroke-width="{f(m*.021)}" stroke-linecap="round"/>')
        st = "".join(f"M{f(w*(.34+k*.12))} {f(h*.2)}q{f(m*.05)} {f(-m*.05)} 0 {f(-m*.09)}t{f(m*.01)} {f(-m*.08)}" for k in range(3))
        o.append(line(st, bowl, 3, ' stroke-linecap="round" opacity=".75"'))
    return "".join(o)


# ---------------------------------------------------------------- the book of crafts
CRAFTS = {
    "gom": gom, "may-tre": may_tre, "kham-trai": kham_trai, "lua": lua, "son-mai": son_mai, "go": go, "non": non,
    "huong": huong, "tho-cam": tho_cam, "theu": theu, "quat": quat, "kim-hoan": kim_hoan, "chuon-chuon": chuon_chuon,
    "ren": ren, "gao": gao, "mien": mien, "sen": sen, "tra": tra, "mat-ong": mat_ong, "qua": qua, "banh": banh,
    "am-thuc": am_thuc, "thao-duoc": thao_duoc, "hoa-cay": hoa_cay, "du-lich": du_lich,
}

WORDS = (  # first match wins; compared without accents
    ("gom-su gom su chau-gom am-chen binh-hoa lo-hoa men-ran", "gom"), ("may tre giang guot co-te", "may-tre"),
    ("kham trai oc-xa-cu", "kham-trai"), ("son-mai", "son-mai"), ("lua to-tam khan ao-dai vai", "lua"), ("tho-cam det", "tho-cam"),
    ("theu", "theu"), ("quat", "quat"), ("non", "non"), ("huong nhang tram", "huong"), ("bac vang dau-bac kim-hoan", "kim-hoan"),
    ("chuon do-choi to-he", "chuon-chuon"), ("dao keo ren", "ren"), ("go tuong dieu-khac tien", "go"), ("mat-ong", "mat-ong"),
    ("sen", "sen"), ("tra che", "tra"), ("gao com nep", "gao"), ("mien bun pho mi", "mien"), ("banh gio cha nem xoi", "banh"),
    ("buoi nhan cam oi chuoi tao vai-thieu qua", "qua"), ("duoc thuoc cao tinh-dau nam-duoc dong-trung", "thao-duoc"),
    ("hoa cay quat-canh dao-canh bonsai", "hoa-cay"), ("tour trai-nghiem tham-quan du-lich", "du-lich"),
)


def plain(text):
    t = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c if c.isalnum() else "-" for c in t if not unicodedata.combining(c))


def craft_of(text, default="am-thuc"):
    """The craft that a product's name and kind suggest."""
    t = f"-{plain(text)}-"
    for words, craft in WORDS:
        if any(f"-{x}-" in t for x in words.split()):
            return craft
    return default


def draw(slug, craft, w=400, h=500, title=""):
    fn = CRAFTS.get(craft, am_thuc)
    uid = "g" + hashlib.sha256(f"{craft}/{slug}/{w}x{h}".encode()).hexdigest()[:5]
    body = fn(Rng(f"{craft}/{slug}"), w, h, uid)
    t = title.replace("&", "&amp;").replace("<", "&lt;")
    head = f'<title>{t}</title>' if t else ""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {f(w)} {f(h)}" width="{f(w)}" height="{f(h)}" preserveAspectRatio="xMidYMid slice">{head}{body}</svg>'

CRAFTS.update({
    "tranh-su": gom, "dong": son_mai, "vang": son_mai, "da-quy": kim_hoan, "tuong-go": go, "do-tho": go, "noi-that": go,
    "dan": kham_trai, "dong-ho": son_mai, "khay": kham_trai, "dua": kham_trai, "ghep-vai": lua, "may-mac": lua,
    "to-he": chuon_chuon, "com": gao, "rau": thao_duoc, "nam": thao_duoc, "hoa": hoa_cay, "thit": am_thuc, "ga": am_thuc,
    "gio": banh, "nem": am_thuc, "ca": am_thuc, "dau-phu": am_thuc, "hu": am_thuc, "bot": thao_duoc, "banh-te": banh,
    "banh-com": banh, "banh-bao": am_thuc, "banh-quy": am_thuc, "trung-thu": banh, "keo": am_thuc, "ruou": am_thuc,
    "trung": am_thuc,
})
