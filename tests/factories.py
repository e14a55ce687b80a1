"""Makers of valid things, built through the verbs, with people and pots that have names.

A test states only what it depends on; everything else has a believable default. Things that most tests
need once (the centre, the producer, the seller) are the same row each time they are asked for plainly.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from shop.accounts import sign_in
from shop.accounts.models import Membership, Organisation, OrganisationKind, Role, User
from shop.batches.models import Batch, Recall
from shop.catalogue.models import (
    Centre,
    CentreStatus,
    Grading,
    GradingBasis,
    Group,
    Listing,
    OcopStatus,
    Price,
    Producer,
    Product,
    Seller,
    Variant,
)
from shop.core.db import db
from shop.core.time import now, today
from shop.delivery.models import DeliveryFee
from shop.stock.models import LotInStock

if TYPE_CHECKING:
    from shop.cart.models import Cart
    from shop.orders.checkout import Details
    from shop.orders.models import Order, Parcel

PASSWORD = "một câu dài dễ nhớ"


@cache
def _password_hash() -> str:
    return sign_in.hasher.hash(PASSWORD)


class Make:
    """One test's makers."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] = {}
        self.count = 0

    def _once(self, name: str, build: Any) -> Any:
        if name not in self.kept:
            self.kept[name] = build()
        return self.kept[name]

    def _next(self) -> int:
        self.count += 1
        return self.count

    def _keep(self, *rows: Any) -> Any:
        db.session.add_all(rows)
        db.session.flush()
        return rows[-1]

    # People

    def user(self, name: str = "Lan", email: str | None = None) -> User:
        """A person with an account; the password is PASSWORD."""
        email = email or f"{name.lower().replace(' ', '.')}.{self._next()}@vidu.vn"
        return self._keep(User(email=email, name=name, password_hash=_password_hash()))

    def _member(self, user: User, organisation: Organisation, role: Role) -> User:
        self._keep(Membership(user=user, organisation=organisation, role=role))
        return user

    def centre_staff(self, centre: Centre | None = None) -> User:
        """Hạnh, who works at the counter of `centre`."""
        return self._member(self.user("Hạnh"), (centre or self.centre()).organisation, Role.CENTRE_STAFF)

    def producer_staff(self, producer: Producer | None = None) -> User:
        """Tú, who keeps the books of `producer`."""
        return self._member(self.user("Tú"), (producer or self.producer()).organisation, Role.PRODUCER_STAFF)

    def officer(self) -> User:
        """Minh of the city office."""
        city = self._once(
            "city",
            lambda: self._keep(Organisation(kind=OrganisationKind.CITY, name_vi="Văn phòng Điều phối NTM Hà Nội")),
        )
        return self._member(self.user("Minh"), city, Role.CITY_OFFICE)

    # Catalogue

    def seller(self) -> Seller:
        """The merchant of record."""
        return self._once(
            "seller",
            lambda: self._keep(
                Seller(
                    slug="goc",
                    legal_name="Công ty Gốc (mẫu)",
                    address="1 Phố Mẫu, Hà Nội",
                    tax_code="0100000000",
                    phone="02400000000",
                    email="ban@goc.example",
                    is_demo=True,
                )
            ),
        )

    def centre(self, slug: str = "bat-trang", **fields: Any) -> Centre:
        """A recognised centre with a flat fee of 30,000 đồng; the same one for the same slug."""
        return self._once(f"centre:{slug}", lambda: self._new_centre(slug, fields))

    def _new_centre(self, slug: str, fields: dict[str, Any]) -> Centre:
        name = fields.pop("name_vi", f"Trung tâm {slug}")
        organisation = Organisation(kind=OrganisationKind.CENTRE, name_vi=name)
        defaults: dict[str, Any] = {
            "slug": slug,
            "status": CentreStatus.RECOGNISED,
            "name_vi": name,
            "name_en": f"{slug} centre",
            "village_vi": slug.replace("-", " ").title(),
            "craft_slug": "gom-su",
            "craft_vi": "Gốm sứ",
            "craft_en": "Ceramics",
            "story_vi": "Làng gốm bên sông Hồng.",
            "story_en": "A potters' village by the Red River.",
            "commune_new_vi": "Xã Bát Tràng",
            "commune_old_vi": "Xã Bát Tràng",
            "district_old_vi": "Huyện Gia Lâm",
            "lat": 20.976,
            "lon": 105.913,
            "recognised_year": 2023,
            "opens_at": "08:30",
            "closes_at": "17:30",
        }
        centre = Centre(organisation=organisation, seller=self.seller(), **(defaults | fields))
        self._keep(centre)
        self._keep(DeliveryFee(centre_id=centre.id, fee_vnd=30_000))
        return centre

    def producer(self, slug: str = "xuong-giang-cao", **fields: Any) -> Producer:
        """A workshop; the same one for the same slug."""
        return self._once(f"producer:{slug}", lambda: self._new_producer(slug, fields))

    def _new_producer(self, slug: str, fields: dict[str, Any]) -> Producer:
        name = fields.pop("name_vi", "Xưởng gốm Giang Cao" if slug == "xuong-giang-cao" else f"Xưởng {slug}")
        defaults: dict[str, Any] = {
            "slug": slug,
            "kind": "household",
            "name_vi": name,
            "name_en": f"{slug} workshop",
            "address_vi": "Thôn Giang Cao, xã Bát Tràng, Hà Nội",
            "commune_new_vi": "Xã Bát Tràng",
            "lot_prefix": "BT",
            "is_fictional": True,
        }
        organisation = Organisation(kind=OrganisationKind.PRODUCER, name_vi=name)
        return self._keep(Producer(organisation=organisation, **(defaults | fields)))

    def product(self, name: str = "Bình tỳ bà men rạn", *, producer: Producer | None = None, **fields: Any) -> Product:
        """A product of `producer` with no variant yet."""
        number = self._next()
        defaults: dict[str, Any] = {
            "slug": f"san-pham-{number}",
            "group": Group.HANDICRAFTS,
            "kind": "gom-binh",
            "craft": "gom",
            "name_vi": name,
            "name_en": f"{name} (en)",
            "description_vi": "Men rạn trên cốt đất sét trắng.",
            "description_en": "Crackle glaze on white clay.",
            "ocop_status": OcopStatus.RECOGNISED,
            "storage_vi": "Nơi khô ráo",
        }
        if "home" not in fields:
            fields["home"] = self.centre()
        return self._keep(Product(producer=producer or self.producer(), **(defaults | fields)))

    def variant(self, *, product: Product | None = None, gtin: str | None = None, **fields: Any) -> Variant:
        """A sellable form of a product."""
        defaults = {"name_vi": "32 cm", "name_en": "32 cm", "net_vi": "1 chiếc", "weight_g": 1800}
        return self._keep(Variant(product=product or self.product(), gtin=gtin, **(defaults | fields)))

    def grading(self, product: Product, stars: int = 4, **fields: Any) -> Grading:
        """A live certificate, unless told otherwise."""
        defaults = {
            "basis": GradingBasis.CERTIFICATE,
            "decision_number": "12/QĐ-UBND",
            "issuer": "UBND thành phố Hà Nội",
            "decided_on": today() - timedelta(days=200),
        }
        return self._keep(Grading(product=product, stars=stars, **(defaults | fields)))

    def listing(
        self, *, variant: Variant | None = None, centre: Centre | None = None, price_vnd: int = 450_000, **fields: Any
    ) -> Listing:
        """A variant on sale at a centre."""
        listing = Listing(
            variant=variant or self.variant(), centre=centre or self.centre(), price_vnd=price_vnd, **fields
        )
        listing.prices.append(Price(price_vnd=price_vnd, by="Hạnh"))
        return self._keep(listing)

    # Batches and stock

    def batch(
        self,
        lot_code: str | None = None,
        *,
        variant: Variant | None = None,
        made_on: date | None = None,
        best_before: date | None = None,
        quantity: int = 60,
        released: bool = True,
    ) -> Batch:
        """A batch, released unless told otherwise."""
        from shop.batches import opening

        number = self._next()
        batch = opening.open_batch(
            variant or self.variant(),
            lot_code=lot_code or f"BT-26{number:03}",
            made_on=made_on or today() - timedelta(days=20),
            best_before=best_before,
            quantity=quantity,
            inputs=[],
            by="Tú",
            at=now(),
        )
        db.session.flush()
        if released:
            opening.release(batch, by="Tú", at=now())
            db.session.flush()
        return batch

    def lot(self, batch: Batch | None = None, *, centre: Centre | None = None, on_hand: int = 10) -> LotInStock:
        """So many items of a batch received at a centre."""
        from shop.stock import movements

        lot = movements.receive(
            centre or self.centre(), batch or self.batch(), on_hand, by="Hạnh", at=now(), reference=None, key=None
        )
        db.session.flush()
        return lot

    def on_sale(
        self,
        name: str = "Bình tỳ bà men rạn",
        *,
        centre: Centre | None = None,
        price_vnd: int = 450_000,
        on_hand: int = 10,
        lot_code: str | None = None,
        best_before: date | None = None,
        **product: Any,
    ) -> Listing:
        """A product with one variant, listed at a centre that holds `on_hand` of one released batch."""
        variant = self.variant(product=self.product(name, **product))
        listing = self.listing(variant=variant, centre=centre, price_vnd=price_vnd)
        if on_hand:
            batch = self.batch(lot_code, variant=variant, best_before=best_before)
            self.lot(batch, centre=listing.centre, on_hand=on_hand)
        return listing

    def recall(self, batch: Batch) -> Recall:
        """An open recall of `batch`, by the city office."""
        from traceability import recalls

        return recalls.open_recall(
            batch,
            reason_vi="Men thôi chì.",
            reason_en="The glaze sheds lead.",
            what_to_do_vi="Ngừng dùng và mang trả.",
            what_to_do_en="Stop using it and bring it back.",
            said_by="Văn phòng Điều phối NTM Hà Nội",
            by="Minh",
            at=now(),
        )

    # Orders

    def cart(self, *wanted: tuple[Listing, int], batch: Batch | None = None) -> Cart:
        """A cart with so many of each listing, pinned to `batch` where one is given."""
        from shop.cart import contents
        from shop.cart.models import Cart

        cart = self._keep(Cart())
        for listing, quantity in wanted:
            contents.add(cart, listing, quantity, batch)
        return cart

    def details(self, cart: Cart, method: str = "cod", delivery: str = "ship", **changes: Any) -> Details:
        """What Lan tells at checkout: everything shipped to Bát Tràng and paid in cash, unless told otherwise."""
        from shop.delivery.addresses import address
        from shop.orders.checkout import Details
        from shop.orders.models import Delivery
        from shop.payments.models import Method

        place = address(
            recipient="Nguyễn Lan",
            phone="0912345678",
            province_code="01",
            commune="Xã Bát Tràng",
            street="12 ngõ 3",
        )
        centres = {line.listing.centre_id for line in cart.lines}
        told: dict[str, Any] = {
            "recipient": "Nguyễn Lan",
            "phone": "+84912345678",
            "email": "lan@vidu.vn",
            "method": Method(method),
            "delivery": dict.fromkeys(centres, Delivery(delivery)),
            "address": place if delivery == "ship" else None,
        }
        return Details(**(told | changes))

    def order(
        self,
        *wanted: tuple[Listing, int],
        method: str = "cod",
        delivery: str = "ship",
        batch: Batch | None = None,
        **changes: Any,
    ) -> Order:
        """An order of so many of each listing; cash on delivery, so that the desk has it at once."""
        cart = self.cart(*(wanted or ((self.on_sale(), 1),)), batch=batch)
        return self.order_of(cart, method, delivery, **changes)

    def order_of(self, cart: Cart, method: str = "cod", delivery: str = "ship", **changes: Any) -> Order:
        """An order of what is in a cart."""
        from shop.orders import checkout

        details = self.details(cart, method, delivery, **changes)
        key = f"key-{self._next()}"
        return checkout.place_order(cart, details, key=key, user=None, language="vi", at=now())

    def parcel(self, lot_code: str = "BT-2407", quantity: int = 1, **order: Any) -> Parcel:
        """A parcel of the centre, waiting to be packed with so many items of one lot."""
        listing = self.on_sale(lot_code=lot_code)
        return self.order((listing, quantity), **order).parcels[0]
