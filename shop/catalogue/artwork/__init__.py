"""Pictures drawn from a craft and a slug, for whatever has no photograph yet.

    svg = draw("binh-men-ran-bat-trang", "gom")        # 400 x 500, the card format
    svg = draw("bat-trang", "gom", 1200, 540)          # any other format: the scene widens

The same slug, craft and size always give the same bytes, so an artwork may be cached for ever. Flat shapes
and one weight of line, after the woodblock print; the pigments are the site's own (palette.py). One module
holds one family of crafts; words in the slug choose the form (dia, am-chen, mam, khan, buoi).
"""

from shop.catalogue.artwork.drawings import CRAFTS
from shop.catalogue.artwork.drawings import draw as _draw
from shop.catalogue.artwork.matching import CRAFT_OF_CENTRE, CRAFT_OF_KIND, craft_of

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
    return _draw(slug, craft, width, height)
