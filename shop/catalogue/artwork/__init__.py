"""Pictures drawn from a craft and a slug, for whatever has no photograph yet.

    svg = draw("binh-men-ran-bat-trang", "gom")        # 400 x 500, the card format
    svg = draw("bat-trang", "gom", 1200, 540)          # any other format: the scene widens

The same slug, craft and size always give the same bytes, so an artwork may be cached for ever. Flat shapes
and one weight of line, after the woodblock print; the pigments are the site's own (palette.py). One module
holds one family of crafts; words in the slug choose the form (dia, am-chen, mam, khan, buoi).
"""

import hashlib

from shop.catalogue.artwork.chance import Chance
from shop.catalogue.artwork.crafts import CRAFTS
from shop.catalogue.artwork.matching import CRAFT_OF_CENTRE, CRAFT_OF_KIND, craft_of
from shop.catalogue.artwork.sheet import Sheet

__all__ = ["CRAFTS", "CRAFT_OF_CENTRE", "CRAFT_OF_KIND", "UnknownCraft", "craft_of", "draw"]


class UnknownCraft(ValueError):
    """No drawing goes by this name."""

    def __init__(self, craft: str) -> None:
        super().__init__(f"No craft is called {craft!r}. Known crafts: {', '.join(sorted(CRAFTS))}.")


def draw(slug: str, craft: str, width: int = 400, height: int = 500) -> str:
    """Return the picture of `slug` in `craft` as an SVG document of `width` by `height` pixels.

    Raises UnknownCraft when nobody here draws that craft.
    """
    if craft not in CRAFTS:
        raise UnknownCraft(craft)
    # Ids must differ between pictures that are put inline into one page.
    uid = "g" + hashlib.sha256(f"{craft}/{slug}/{width}x{height}".encode()).hexdigest()[:5]
    picture = CRAFTS[craft](Sheet(width, height, Chance(f"{craft}/{slug}"), uid))
    frame = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" preserveAspectRatio="xMidYMid slice"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>{picture}</svg>'
