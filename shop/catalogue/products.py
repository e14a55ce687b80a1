"""What a producer says and shows of a product."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from flask_babel import lazy_gettext as _l

from shop.catalogue import search
from shop.catalogue.models import Product, ProductPicture
from shop.core import audit, media
from shop.core.db import db
from shop.core.errors import Refusal

#: The texts a producer may change by himself; names, group and gradings go through the city office.
TEXTS = (
    "description_vi",
    "description_en",
    "materials_vi",
    "storage_vi",
    "storage_en",
    "use_vi",
    "use_en",
)
#: Texts that may be left empty; the others describe the product to everybody.
OPTIONAL = frozenset({"materials_vi", "storage_vi", "storage_en", "use_vi", "use_en"})
#: More pictures than this nobody looks at, and each is kept in three widths.
MOST_PICTURES = 8


class TextMissing(Refusal):
    """A product needs words in both languages."""


class TooManyPictures(Refusal):
    """The product shows as many photographs as it may."""


class NotItsPictures(Refusal):
    """The order names other photographs than the product's own."""


def edit_texts(product: Product, texts: dict[str, str], *, by: str) -> None:
    """Change the texts of `product` named in `texts` (see TEXTS); whatever stays the same leaves no trace.

    Raises TextMissing, and changes nothing, where a description is empty.
    """
    wanted = {name: text.strip() or None for name, text in texts.items() if name in TEXTS}
    if any(text is None and name not in OPTIONAL for name, text in wanted.items()):
        raise TextMissing(_l("Describe the product in Vietnamese and in English."))
    before = {name: getattr(product, name) for name, text in wanted.items() if getattr(product, name) != text}
    if not before:
        return
    for name in before:
        setattr(product, name, wanted[name])
    _record("products.texts", product, by, before=before, after={name: wanted[name] for name in before})
    search.reindex([product.id])


def add_picture(product: Product, upload: IO[bytes], *, alt_vi: str = "", alt_en: str = "", by: str) -> ProductPicture:
    """Show the photograph in `upload` as the last one of `product`; the same photograph again is not shown twice.

    Raises TooManyPictures, or what `media.keep` raises, and changes nothing.
    """
    if len(product.pictures) >= MOST_PICTURES:
        raise TooManyPictures(_l("A product shows at most %(most)s photographs. Remove one first.", most=MOST_PICTURES))
    picture = media.keep(upload, alt_vi=alt_vi, alt_en=alt_en)
    shown = next((shown for shown in product.pictures if shown.picture is picture), None)
    if shown is not None:
        return shown
    position = max((shown.position for shown in product.pictures), default=-1) + 1
    added = ProductPicture(product_id=product.id, picture=picture, position=position)
    product.pictures.append(added)
    _record("products.picture", product, by, after={"added": picture.key})
    return added


def remove_picture(product: Product, shown: ProductPicture, *, by: str) -> None:
    """Show `shown` no longer; the file stays, because another page may show the same photograph.

    Raises NotItsPictures, and changes nothing, when it is not one of the product's.
    """
    if shown not in product.pictures:
        raise NotItsPictures(_l("This photograph is not one of the product’s."))
    product.pictures.remove(shown)
    db.session.delete(shown)
    _record("products.picture", product, by, before={"removed": shown.picture.key})


def order_pictures(product: Product, ids: Sequence[int], *, by: str) -> None:
    """Show the photographs of `product` in the order of `ids` (of ProductPicture rows), each exactly once.

    Raises NotItsPictures, and changes nothing.
    """
    if sorted(ids) != sorted(shown.id for shown in product.pictures):
        raise NotItsPictures(_l("The photographs have changed meanwhile. Look at them again."))
    before = [shown.id for shown in product.pictures]
    if before == list(ids):
        return
    for shown in product.pictures:
        shown.position = ids.index(shown.id)
    product.pictures.sort(key=lambda shown: shown.position)
    _record("products.picture_order", product, by, before={"order": before}, after={"order": list(ids)})


def _record(
    action: str,
    product: Product,
    by: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    audit.record(action, product.slug, who=by, acting_for=product.producer.name_vi[:200], before=before, after=after)


__all__ = [
    "MOST_PICTURES",
    "TEXTS",
    "NotItsPictures",
    "TextMissing",
    "TooManyPictures",
    "add_picture",
    "edit_texts",
    "order_pictures",
    "remove_picture",
]
