"""Mother-of-pearl laid into black lacquer and dark wood: panels, trays, chopsticks."""

import math
from collections import defaultdict

from shop.catalogue.artwork.chance import Chance
from shop.catalogue.artwork.motifs import Branch, birds, blossom, petal, rings
from shop.catalogue.artwork.palette import (
    BLACK,
    BROWN,
    CLAY,
    DEEP_CELADON,
    GOLD,
    INK,
    LACQUER,
    OLD_PAPER,
    PALE_CELADON,
    PALE_CLAY,
    PAPER,
    PEARL,
    SHELL_BROWN,
    STRAW,
    WING,
)
from shop.catalogue.artwork.shapes import (
    ROUND,
    box,
    circle,
    clipped,
    drawn_once,
    fill,
    ground,
    path,
    placed,
    polar,
    polygon,
    smooth,
    stroke,
)
from shop.catalogue.artwork.sheet import Sheet

#: Outlines gathered by the tint of shell they are cut from, so that each tint is one path.
Shell = defaultdict[str, str]

#: What lies under the shell and what over it.
Inlay = tuple[str, str]


def pearl(sheet: Sheet) -> str:
    """Draw an inlaid panel: apricot blossom, lotus, butterflies or bamboo; wide, blossom."""
    chance = sheet.chance
    forms = (("mai", "blossom"), ("sen", "lotus"), ("buom", "butterflies"), ("truc", "bamboo"), ("tre", "bamboo"))
    colour = chance.pick((BLACK, WING, BLACK, "#2B1A12", "#14211C"))
    motif = chance.asked(forms, ("blossom", "lotus", "butterflies", "blossom", "bamboo"))
    shell: Shell = defaultdict(str)
    if sheet.is_wide or motif == "blossom":
        inlay = _blossom(sheet, shell)
    else:
        inlay = {"lotus": _lotus, "butterflies": _butterflies, "bamboo": _bamboo}[motif](sheet, shell)
    under, over = inlay
    return ground(sheet, colour) + _fretted_frame(sheet) + under + _laid(shell) + over


def _laid(shell: Shell) -> str:
    return "".join(fill(data, tint) for tint, data in shell.items())


def _shard(chance: Chance, shell: Shell, x: float, y: float, angle: float, length: float, width: float) -> None:
    """Cut a petal in three facets, each catching its own light."""
    half, ridge = width / 2, chance.between(-0.25, 0.25) * width / 2
    along, across = math.cos(angle), math.sin(angle)
    shape = (
        (0.06, 0.0),
        (0.38, half),
        (0.78, half * 0.72),
        (1.0, 0.0),
        (0.78, -half * 0.72),
        (0.38, -half),
        (0.5, ridge),
    )
    corners = [
        (x + length * forth * along - aside * across, y + length * forth * across + aside * along)
        for forth, aside in shape
    ]
    for facet in ((0, 1, 2, 6), (2, 3, 4, 6), (6, 4, 5, 0)):
        shell[chance.pick(PEARL)] += polygon([corners[i] for i in facet], places=0 if length > 27 else 1)


def _fretted_frame(sheet: Sheet) -> str:
    """A fine line and four fretted corners."""
    w, h, m = sheet.measures
    pad, k = m * 0.05, m * 0.042
    data = box(pad, pad, w - 2 * pad, h - 2 * pad)
    for sx, sy, x, y in ((1, 1, pad, pad), (-1, 1, w - pad, pad), (1, -1, pad, h - pad), (-1, -1, w - pad, h - pad)):
        data += path("M", x + sx * k * 0.5, y + sy * k * 2, "v", -sy * k * 1.5, "h", sx * k * 1.5)
        data += path("v", sy * k, "h", -sx * k * 0.8, "v", -sy * k * 0.4)
    return stroke(data, PEARL[1], 1.3, opacity=0.75)


def _blossom(sheet: Sheet, shell: Shell) -> Inlay:
    chance, (w, h, m) = sheet.chance, sheet.measures
    branch, sky = Branch(), ""
    if sheet.is_wide:
        for i in range(3):
            root = (w * (0.02 + i * 0.34), h * chance.between(0.86, 0.98))
            branch.grow(chance, root, -0.62 + chance.between(-0.15, 0.15), h * 0.46, 2)
    else:
        from_right = chance.pick((False, True))
        root = (w * (0.87 if from_right else 0.13), h * 0.93)
        branch.grow(chance, root, -2.02 if from_right else -1.12, h * 0.38, 2)
        sky = circle(w * (0.28 if from_right else 0.72), h * 0.2, w * 0.1, PEARL[2])
        sky += birds(chance, w * 0.5, h * 0.3, m * 0.035, PEARL[1], 2)
    bark = chance.pick((PEARL[0], SHELL_BROWN))
    wood = "".join(stroke(smooth(points), bark, 2.4 + left * 3, **ROUND) for left, points in branch.pieces)
    edge = m * 0.12
    spots = branch.tips + [points[2] for left, points in branch.pieces if left < 2]
    spots = [(x, y) for x, y in spots if edge < x < w - edge and edge < y < h - edge][: 14 if sheet.is_wide else 5]
    hearts = ""
    for x, y in spots:
        size, turn = m * chance.between(0.075, 0.11), chance.between(0, 1.2)
        for i in range(5):
            _shard(chance, shell, x, y, turn + i * 2 * math.pi / 5, size, size * 0.9)
        hearts += rings(x, y, size * 0.15)
    within = box(m * 0.06, m * 0.06, w - m * 0.12, h - m * 0.12)
    return sky + clipped(sheet.uid, within, wood), fill(hearts, GOLD)


def _lotus(sheet: Sheet, shell: Shell) -> Inlay:
    chance, (w, h, _) = sheet.chance, sheet.measures
    x, y = w * 0.5, h * 0.43
    stem = path("M", x, y, "C", x - w * 0.08, h * 0.6, x + w * 0.06, h * 0.74, x - w * 0.02, h * 0.93)
    for i in (-4, 4, -3, 3, -2, 2, -1, 1, 0):
        _shard(chance, shell, x, y + h * 0.035, -math.pi / 2 + i * 0.36, h * (0.29 - abs(i) * 0.02), w * 0.15)
    for side, level, size in ((-1, 0.74, 0.38), (1, 0.82, 0.32)):
        middle, tilt = (x + side * w * 0.22, h * level), chance.between(-0.2, 0.2)
        for i in (0, 1, 2, 3, 4, 5, 6, 8, 9):  # a lotus leaf is cut in to its stem
            turns = (i * 0.628 + tilt, i * 0.628 + 0.285 + tilt, i * 0.628 + 0.57 + tilt)
            edge = [
                (middle[0] + w * size * 0.5 * math.cos(a), middle[1] + w * size * 0.24 * math.sin(a)) for a in turns
            ]
            shell[chance.pick(PEARL[:4])] += polygon([middle, *edge])
    return stroke(stem, SHELL_BROWN, 4.5), ""


def _butterflies(sheet: Sheet, shell: Shell) -> Inlay:
    chance, (w, h, m) = sheet.chance, sheet.measures
    alone = ((0.5, 0.48, 0.44, chance.between(-0.3, 0.3)),)
    flights = (
        ((0.52, 0.4, 0.36, -0.25), (0.3, 0.74, 0.2, 0.5)),
        ((0.36, 0.3, 0.24, -0.5), (0.62, 0.62, 0.34, 0.3)),
        alone,
    )
    bodies, feelers = "", ""
    for across, level, share, tilt in chance.pick(flights):
        x, y, size, up = w * across, h * level, m * share, -math.pi / 2 + tilt
        for side in (-1, 1):
            for angle, length, width in ((0.62, 1, 0.62), (0.2, 0.9, 0.44), (-0.52, 0.72, 0.5)):
                _shard(chance, shell, x, y, up + side * (math.pi / 2 - angle), size * length, size * width)
        head, tail = polar(x, y, size * 0.26, up), polar(x, y, -size * 0.36, up)
        bodies += petal(*tail, up, size * 0.66, size * 0.09, 0.8)
        left, right = polar(*head, size * 0.36, up - 0.4), polar(*head, size * 0.36, up + 0.4)
        feelers += path("M", left, "Q", head[0], head[1] - size * 0.1, head, "T", right)
    vine = smooth([(w * (0.1 + 0.16 * i), h * (0.9 + 0.02 * (-1) ** i)) for i in range(6)])
    for i in range(5):
        up = -math.pi / 2 + chance.between(-0.9, 0.9)
        _shard(chance, shell, w * (0.16 + 0.17 * i), h * 0.9, up, m * 0.1, m * 0.05)
    return stroke(feelers, PEARL[1], 1.8) + stroke(vine, SHELL_BROWN, 2.4), fill(bodies, GOLD)


def _bamboo(sheet: Sheet, shell: Shell) -> Inlay:
    chance, (w, h, m) = sheet.chance, sheet.measures
    canes = ""
    for across, tall in ((0.3, 0.82), (0.46, 0.66), (0.7, 0.74)):
        x, y = w * across, h * 0.94
        while y > h * (0.94 - tall):
            canes += path("M", x, y, "L", x + w * 0.012, y - h * 0.125 + 5)
            x, y = x + w * 0.012, y - h * 0.125
            if y > h * 0.3 and chance.happens(0.9):
                angle = chance.pick((-0.5, -2.6)) + chance.between(-0.3, 0.3)
                for i in range(chance.whole(1, 3)):
                    _shard(chance, shell, x, y, angle + i * 0.42, m * chance.between(0.17, 0.25), m * 0.052)
    return stroke(canes, SHELL_BROWN, m * 0.02) + circle(w * 0.72, h * 0.2, w * 0.1, PEARL[2]), ""


def tray(sheet: Sheet) -> str:
    """Draw a tea tray of dark wood with an inlaid pine branch and cranes."""
    chance = sheet.chance
    colours = (
        (OLD_PAPER, WING, BROWN),
        (PALE_CELADON, BLACK, BROWN),
        (STRAW, "#2B1A12", WING),
        (PALE_CLAY, BLACK, WING),
    )
    colour, wood, rim = chance.pick(colours)
    defined, one = drawn_once(sheet.uid, _one_tray(sheet, wood, rim))
    turn = chance.between(-12, -4)
    return (
        defined
        + ground(sheet, colour)
        + sheet.place(
            lambda x, y, size: placed(one, x, y, turn=turn, scale=size / 100), ((0.5, 0.5, 0.36),), wide=3, size=0.32
        )
    )


def _one_tray(sheet: Sheet, wood: str, rim: str) -> str:
    """A tray about 200 by 240 around (0, 0)."""
    chance = sheet.chance
    shell: Shell = defaultdict(str)
    branch = Branch()
    branch.grow(chance, (-70, 96), -1.1 + chance.between(-0.1, 0.1), 92, 2)
    for x, y in branch.tips:
        for i in range(7):
            shell[chance.pick(PEARL)] += petal(x, y, -math.pi + i * math.pi / 6, 27, 6, 0.2, places=0)
    for x, y, size in ((34, -44, 1.0), (52, 12, 0.7)):  # cranes: two wings, neck, tail
        for angle, length, width in ((-2.5, 40, 12), (-0.7, 36, 12), (0.5, 26, 6), (3.4, 30, 5)):
            turned = angle + chance.between(-0.1, 0.1)
            shell[chance.pick(PEARL)] += petal(x, y, turned, length * size, width * size, places=0)
    frame = "M-94-118H94Q104-118 104-108V108Q104 118 94 118H-94Q-104 118-104 108V-108Q-104-118-94-118Z"
    inner = "M-82-104H82Q90-104 90-96V96Q90 104 82 104H-82Q-90 104-90 96V-96Q-90-104-82-104Z"
    wood_inlay = "".join(
        stroke(smooth(points, places=0), SHELL_BROWN, 1.6 + left * 2, **ROUND) for left, points in branch.pieces
    )
    grips = "M-34-111h68M-34 111h68"
    return (
        fill(frame, INK, opacity=0.28, transform="translate(6 9)")
        + fill(frame, rim)
        + fill(inner, wood)
        + stroke(inner, PEARL[0], 1.6, opacity=0.8, transform="scale(.94)")
        + clipped(sheet.uid + "c", inner, wood_inlay + _laid(shell) + circle(52, -76, 13, PEARL[2]))
        + stroke(grips, INK, 5, opacity=0.6, stroke_linecap="round")
    )


def chopsticks(sheet: Sheet) -> str:
    """Draw pairs of dark wood chopsticks with inlaid heads; wide, a row of pairs."""
    chance, (w, h, m) = sheet.chance, sheet.measures
    colours = (
        (OLD_PAPER, "#5A1F16"),
        (PALE_CELADON, BLACK),
        (STRAW, WING),
        (LACQUER, BLACK),
        (DEEP_CELADON, "#3A1E12"),
    )
    colour, wood = chance.pick(colours)
    pairs = 7 if sheet.is_wide else chance.pick((1, 2, 2))
    rest = path("M", 0, h * 0.74, "H", w)
    drawn = ground(sheet, colour) + stroke(rest, CLAY if colour != LACQUER else GOLD, m * 0.06, opacity=0.9)
    drawn += stroke(rest, PAPER, m * 0.008, opacity=0.5)
    defined, one = drawn_once(sheet.uid, _chopstick(chance, wood, h))
    drawn += defined
    for x in sheet.columns(pairs):
        lean = chance.between(-5, 5)
        for aside, tilt in ((-0.045, -1.2), (0.045, 1.2)):
            drawn += placed(one, x + m * aside, h * 0.07, turn=lean + tilt)
    return drawn


def _chopstick(chance: Chance, wood: str, h: float) -> str:
    """One stick for a sheet `h` pixels high, its head at (0, 0), its point downwards."""
    wide, long, head = h * 0.023, h * 0.84, h * 0.3
    shape = path("M", -wide, 0, "H", wide, "L", wide * 0.4, long, "H", -wide * 0.4, "Z")
    shell: Shell = defaultdict(str)
    for i in range(4):
        y = h * 0.045 + i * h * 0.066
        shell[chance.pick(PEARL)] += blossom(0, y, wide * 0.85, 5, i)
        for side in (-1, 1):
            angle = math.pi / 2 + side * chance.between(0.1, 0.4)
            shell[chance.pick(PEARL)] += petal(0, y + h * 0.02, angle, h * 0.034, wide * 0.7)
    bands = path("M", -wide, head, "h", 2 * wide, "m", 0, h * 0.014, "h", -2 * wide)
    return (
        fill(shape, INK, opacity=0.3, transform=f"translate({wide * 0.6:.0f} {wide * 0.7:.0f})")
        + fill(shape, wood)
        + stroke(bands, GOLD, 2.4)
        + _laid(shell)
        + fill(box(-wide, 0, 2 * wide, wide * 0.8), PEARL[1])
    )
