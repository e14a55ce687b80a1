"""SVG by hand: outlines are path data, and a few elements fill or stroke them.

Lengths are pixels of the sheet, angles radians (0 points right, pi / 2 down). Keyword arguments that end an
element's call become its attributes: `opacity=0.5`, `stroke_dasharray="4 2"`.
"""

import math
from collections.abc import Iterable

from shop.catalogue.artwork.sheet import Sheet

Point = tuple[float, float]

#: Attributes of a line drawn with a round brush.
ROUND = {"stroke_linecap": "round", "stroke_linejoin": "round"}


def number(value: float, places: int = 1) -> str:
    """Write a number as short as SVG reads it."""
    text = f"{value:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def polar(x: float, y: float, radius: float, angle: float) -> Point:
    """Return the point `radius` away from (x, y) towards `angle`."""
    return x + radius * math.cos(angle), y + radius * math.sin(angle)


def path(*parts: str | float | Point, places: int = 1) -> str:
    """Return path data: path("M", x, y, "q", a, b, point, "Z")."""
    data = ""
    for part in parts:
        if isinstance(part, str):
            data += part
            continue
        for value in part if isinstance(part, tuple) else (part,):
            text = number(value, places)
            data += text if text.startswith("-") or not data[-1:].isdigit() else f" {text}"
    return data


def polygon(points: Iterable[Point], *, closed: bool = True, places: int = 1) -> str:
    """Return straight lines through the points."""
    return path("M", *points, "Z" if closed else "", places=places)


def smooth(points: Iterable[Point], *, closed: bool = False, tension: float = 0.17, places: int = 1) -> str:
    """Return one curve through the points (Catmull-Rom)."""
    p = list(points)
    around = [p[-1], *p, *p[:2]] if closed else [p[0], *p, p[-1]]
    data = path("M", p[0], places=places)
    for a, b, c, d in zip(around, around[1:], around[2:], around[3:], strict=False):
        one = (b[0] + (c[0] - a[0]) * tension, b[1] + (c[1] - a[1]) * tension)
        two = (c[0] - (d[0] - b[0]) * tension, c[1] - (d[1] - b[1]) * tension)
        data += path("C", one, two, c, places=places)
    return data + ("Z" if closed else "")


def onward(curve: str) -> str:
    """Return a curve without its first move, to continue another outline from where it stands."""
    return curve[curve.index("C") :]


def ring(cx: float, cy: float, r: float) -> str:
    """Return a circle as path data, for outlines and for many circles in one path."""
    return path("M", cx - r, cy, "a", r, r, 0, 1, 1, 2 * r, 0, "a", r, r, 0, 1, 1, -2 * r, 0)


def box(x: float, y: float, width: float, height: float) -> str:
    """Return an upright rectangle as path data."""
    return path("M", x, y, "h", width, "v", height, "h", -width, "z")


def attributes(names: dict[str, str | float]) -> str:
    """Write an element's attributes; numbers get two decimals."""
    return "".join(
        f' {name.replace("_", "-")}="{value if isinstance(value, str) else number(value, 2)}"'
        for name, value in names.items()
    )


def fill(data: str, colour: str, **more: str | float) -> str:
    """Return the outline filled with one colour."""
    return f'<path d="{data}" fill="{colour}"{attributes(more)}/>'


def stroke(data: str, colour: str, width: float = 1.5, **more: str | float) -> str:
    """Return the outline drawn as a line `width` pixels wide."""
    return f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{number(width)}"{attributes(more)}/>'


def circle(cx: float, cy: float, r: float, colour: str, **more: str | float) -> str:
    """Return a filled circle."""
    return f'<circle cx="{number(cx)}" cy="{number(cy)}" r="{number(r)}" fill="{colour}"{attributes(more)}/>'


def hoop(cx: float, cy: float, r: float, colour: str, width: float, **more: str | float) -> str:
    """Return a circle that is only a line."""
    return circle(cx, cy, r, "none", stroke=colour, stroke_width=width, **more)


def ellipse(cx: float, cy: float, rx: float, ry: float, colour: str, **more: str | float) -> str:
    """Return a filled ellipse."""
    return (
        f'<ellipse cx="{number(cx)}" cy="{number(cy)}" rx="{number(rx)}" ry="{number(ry)}"'
        f' fill="{colour}"{attributes(more)}/>'
    )


def dashes(drawn: float, left_out: float) -> str:
    """Return a dash pattern."""
    return f"{number(drawn, 2)} {number(left_out, 2)}"


def clipped(uid: str, outline: str, *content: str) -> str:
    """Return the content cut out along an outline; `uid` names the cut and can be used again on the sheet."""
    return f'<clipPath id="{uid}"><path d="{outline}"/></clipPath><g clip-path="url(#{uid})">{"".join(content)}</g>'


def placed(content: str, x: float, y: float, *, turn: float = 0, scale: float = 1) -> str:
    """Return content drawn around (0, 0), moved to (x, y), turned by `turn` degrees and scaled."""
    moves = f"translate({number(x)} {number(y)})"
    moves += f" rotate({number(turn)})" if turn else ""
    moves += f" scale({number(scale, 3)})" if scale != 1 else ""
    return f'<g transform="{moves}">{content}</g>'


def drawn_once(uid: str, content: str) -> tuple[str, str]:
    """Return a definition of the content and what repeats it: for objects that stand on a sheet several times."""
    return f'<defs><g id="{uid}">{content}</g></defs>', f'<use href="#{uid}"/>'


def pattern(uid: str, width: float, height: float, content: str, moves: str = "") -> str:
    """Return a tile to fill with as `url(#uid)`; `moves` is an SVG transform."""
    moved = f' patternTransform="{moves}"' if moves else ""
    return (
        f'<pattern id="{uid}" width="{number(width)}" height="{number(height)}"'
        f' patternUnits="userSpaceOnUse"{moved}>{content}</pattern>'
    )


def ground(sheet: Sheet, colour: str) -> str:
    """Return the whole sheet in one colour."""
    return f'<path fill="{colour}" d="{box(0, 0, sheet.width, sheet.height)}"/>'


def table(sheet: Sheet, y: float, colour: str, **more: str | float) -> str:
    """Return what things stand on: everything below `y`."""
    return fill(path("M0", y, "H", sheet.width, "V", sheet.height, "H0Z"), colour, **more)
