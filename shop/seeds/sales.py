"""Who buys what in the story's month, and how far each order has got today.

The sales that must exist (one in every state, the batches that sell out, expire and are recalled) are chosen by hand;
the dice add everyday ones. Every name, telephone number and street is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from shop.delivery.addresses import Address
from shop.delivery.addresses import address as read_address
from shop.payments.models import Method
from shop.seeds import people

B, V, TK, QO = "bat-trang", "van-phuc", "tranh-khuc", "quoc-oai"


class Until(StrEnum):
    """How far a parcel has got."""

    WAITING = "waiting for the card"
    EXPIRED = "never paid"
    CANCELLED = "cancelled by its buyer"
    TO_PACK = "to pack"
    PACKED = "packed"
    READY = "ready to collect"
    HANDED_OVER = "on its way"
    DELIVERED = "delivered"


@dataclass(frozen=True)
class Buyer:
    """Somebody who buys: where it goes, and in which language they read."""

    name: str
    phone: str
    street: str
    #: Id of a commune of Hanoi; elsewhere its name.
    commune: str
    province: str = "01"
    mailbox: str = ""
    language: str = "vi"

    @property
    def email(self) -> str | None:
        """Return an address no mail can reach, or None for those who gave none."""
        if self.name == people.BUYER.name:
            return people.BUYER.email
        return f"{self.mailbox}@khach.example" if self.mailbox else None

    @property
    def address(self) -> Address:
        return read_address(
            recipient=self.name,
            phone=self.phone,
            province_code=self.province,
            commune=self.commune,
            street=self.street,
        )


LAN = Buyer(people.BUYER.name, "0900000001", "Số 8, ngõ 12 phố Mẫu", "phuong-cau-giay")
EMMA = Buyer("Emma Wilson", "0900000002", "Phòng 402, nhà nghỉ Mẫu", "phuong-ba-dinh", mailbox="emma", language="en")
GUESTS = (
    Buyer("Hoàng Thu Hà", "0900000003", "Số 15 đường Mẫu", "phuong-bo-de", mailbox="ha"),
    Buyer("Bùi Đức Anh", "0900000004", "Ngõ 3, tổ 5", "phuong-bach-mai", mailbox="anh"),
    Buyer("Vũ Thị Ngọc", "0900000005", "Thôn 4", "xa-an-khanh"),
    Buyer("Phan Quốc Bảo", "0900000006", "120 đường Mẫu", "Phường Hải Châu", "48", mailbox="bao"),
    Buyer("Trịnh Thị Mai", "0900000007", "27 phố Mẫu", "Phường Hồng Bàng", "31", mailbox="mai"),
    Buyer("Lương Văn Sơn", "0900000008", "Xóm 2", "Xã Nam Đàn", "40"),
    Buyer("Đinh Khánh Linh", "0900000009", "Chung cư Mẫu, tầng 9", "Phường Sài Gòn", "79", mailbox="linh"),
    Buyer("Tạ Hồng Nhung", "0900000010", "Số 2, ngách 6", "phuong-cau-giay", mailbox="nhung"),
    Buyer("Cao Minh Quân", "0900000011", "Khu tập thể Mẫu, nhà B2", "phuong-ba-dinh", mailbox="quan"),
    Buyer("Nguyễn Thị Thảo", "0900000012", "Số 40 đường Mẫu", "Phường Thuận Hóa", "46"),
    Buyer("Kenji Mori", "0900000013", "Số 5 phố Mẫu", "phuong-bo-de", mailbox="kenji", language="en"),
)


@dataclass(frozen=True)
class Item:
    """So many of one variant at one centre; `pinned` when the buyer chose the batch that lies in front."""

    centre: str
    product: str
    position: int = 0
    quantity: int = 1
    pinned: bool = False


@dataclass(frozen=True)
class Sale:
    """One order: when, who, what, how it is paid, and how far each centre's parcel has got."""

    days_ago: int
    hour: int
    buyer: Buyer
    method: Method
    items: tuple[Item, ...]
    until: Until | dict[str, Until] = Until.DELIVERED
    #: Centres where the buyer collects.
    collected_at: frozenset[str] = field(default_factory=frozenset)

    def until_of(self, centre: str) -> Until:
        """Return how far the parcel of `centre` has got."""
        return self.until[centre] if isinstance(self.until, dict) else self.until


CARD, CASH = Method.CARD, Method.CASH_ON_DELIVERY

JAR, CUPS, BOWLS = "binh-hut-loc-men-may", "am-chen-men-ngoc", "bat-com-ve-lam"
SCARF, SILK, TEA, SEEDS = "khan-lua-song-nhue", "lua-hoa-sen-chim", "tra-uop-sen-som", "mut-sen-som"
HONEY, RICE_CAKE, BASKET = "mat-ong-hoa-nhan", "banh-te-la-dong", "gio-may-nan-vang"

CHOSEN = (
    # The four tall jars of one firing: sold out.
    Sale(27, 10, GUESTS[0], CARD, (Item(B, JAR, 1),)),
    Sale(21, 20, GUESTS[5], CASH, (Item(B, JAR, 1, 2),)),
    Sale(14, 9, LAN, CARD, (Item(B, JAR, 1, 1, pinned=True), Item(V, SCARF, 0, 1))),
    # The candied lotus seeds that are recalled later.
    Sale(22, 19, LAN, CARD, (Item(V, SEEDS, 0, 2), Item(V, TEA, 0, 1))),
    Sale(18, 12, GUESTS[2], CASH, (Item(B, SEEDS, 0, 3),)),
    Sale(15, 11, EMMA, CARD, (Item(QO, SEEDS, 0, 2), Item(QO, HONEY, 0, 1)), collected_at=frozenset({QO})),
    Sale(9, 21, GUESTS[6], CARD, (Item(V, SEEDS, 0, 4),)),
    # Steamed rice cakes, good for three days and so only collected; what is left of them has expired.
    Sale(8, 8, GUESTS[7], CASH, (Item(TK, RICE_CAKE, 0, 6),), collected_at=frozenset({TK})),
    # Lan's account has something in every state.
    Sale(12, 20, LAN, CASH, (Item(B, BOWLS, 0, 2), Item(QO, HONEY, 1, 1))),
    Sale(5, 13, LAN, CASH, (Item(V, SILK, 0, 1),), Until.CANCELLED),
    Sale(
        3,
        18,
        LAN,
        CARD,
        (Item(B, JAR, 0, 1, pinned=True), Item(B, BOWLS, 0, 1), Item(V, SCARF, 0, 2)),
        {B: Until.PACKED, V: Until.HANDED_OVER},
    ),
    Sale(2, 9, LAN, CASH, (Item(V, TEA, 0, 2),), Until.READY, collected_at=frozenset({V})),
    Sale(0, 0, LAN, CARD, (Item(B, CUPS, 0, 1),), Until.WAITING),
    # Cards that were never finished.
    Sale(16, 22, GUESTS[3], CARD, (Item(B, CUPS, 0, 1),), Until.EXPIRED),
    Sale(6, 7, EMMA, CARD, (Item(V, SCARF, 1, 1), Item(B, BOWLS, 0, 1)), Until.EXPIRED),
    # What the two desks with accounts have to do today.
    Sale(1, 20, GUESTS[4], CARD, (Item(B, JAR, 0, 1), Item(B, "dua-kham-hoa-cuc", 0, 3)), Until.TO_PACK),
    Sale(1, 21, GUESTS[8], CASH, (Item(B, BOWLS, 0, 2, pinned=True),), Until.TO_PACK),
    Sale(0, 7, EMMA, CARD, (Item(B, BASKET, 0, 1),), Until.TO_PACK, collected_at=frozenset({B})),
    Sale(2, 14, GUESTS[10], CARD, (Item(B, TEA, 1, 1), Item(B, CUPS, 1, 1)), Until.PACKED),
    Sale(2, 8, GUESTS[1], CASH, (Item(B, SCARF, 0, 1),), Until.READY, collected_at=frozenset({B})),
    Sale(3, 15, GUESTS[9], CARD, (Item(B, JAR, 0, 2),), Until.HANDED_OVER),
    Sale(1, 19, GUESTS[0], CASH, (Item(V, HONEY, 0, 2), Item(V, SEEDS, 0, 1)), Until.TO_PACK),
    Sale(0, 6, GUESTS[6], CARD, (Item(V, "hop-son-mai-canh-gian", 0, 1),), Until.TO_PACK),
    Sale(2, 16, GUESTS[2], CASH, (Item(V, SILK, 0, 2),), Until.PACKED),
    Sale(4, 10, GUESTS[5], CASH, (Item(V, SCARF, 1, 1),), Until.HANDED_OVER),
    # More than one centre, not all of it on the same day.
    Sale(
        4,
        12,
        GUESTS[3],
        CARD,
        (Item(B, BOWLS, 0, 1), Item("phu-nghia", BASKET, 1, 1), Item(V, HONEY, 0, 1)),
        {B: Until.DELIVERED, "phu-nghia": Until.HANDED_OVER, V: Until.PACKED},
    ),
)


@dataclass(frozen=True)
class Everyday:
    """A sale whose goods are chosen from the shelves of that day."""

    days_ago: int
    hour: int
    buyer: Buyer
    method: Method
    centres: tuple[str, ...]
    until: Until
    collected: bool


#: The centres with an account come up more often.
_CENTRES = (
    B,
    B,
    B,
    V,
    V,
    V,
    TK,
    QO,
    "kim-lan",
    "ha-thai",
    "chuyen-my",
    "phu-nghia",
    "son-dong",
    "thiet-ung",
    "trach-xa",
)


def everyday(dice: Random, count: int = 32) -> Iterator[Everyday]:
    """Throw `count` sales over the month; the older ones are delivered, those of these days are on their way."""
    for _ in range(count):
        days_ago = dice.randint(2, 29)
        first, second = dice.choice(_CENTRES), dice.choice(_CENTRES)
        centres = (first, second) if second != first and dice.random() < 0.3 else (first,)
        collected = len(centres) == 1 and dice.random() < 0.2
        on_its_way = Until.READY if collected else dice.choice((Until.PACKED, Until.HANDED_OVER))
        yield Everyday(
            days_ago,
            dice.randint(7, 21),
            dice.choice((*GUESTS, LAN)),
            dice.choice((CARD, CARD, CASH)),
            centres,
            Until.DELIVERED if days_ago > 4 else on_its_way,
            collected,
        )
