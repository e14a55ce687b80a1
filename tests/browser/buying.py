"""What every buyer does: put two centres' things into a basket, say where to, review, order, pay."""

from __future__ import annotations

from tests.browser.visitor import Visitor

#: Two things that different centres pack, and the centres.
VASE = ("binh-hut-loc-men-may", "kim-lan", "Kim Lan")
TEA = ("tra-sen-hien-xiem", "van-phuc", "Vạn Phúc")

GOOD, DECLINED, ASKS_THE_BANK = "4242 4242 4242 4242", "4000 0000 0000 0002", "4000 0027 6000 3184"


def put_in(buyer: Visitor, slug: str, centre: str, _village: str = "") -> Visitor:
    """Put one of something from one centre into the basket."""
    return buyer.open(f"{prefix(buyer)}/products/{slug}?centre={centre}").press("Add to the basket")


def prefix(buyer: Visitor) -> str:
    """Return what stands before every path in the language of the page the buyer is on."""
    return "/en" if buyer.path.startswith("/en") else ""


def say_where_to(buyer: Visitor, method: str, *, collect: tuple[str, ...] = (), expect: int = 200) -> Visitor:
    """Fill in the first step as a guest in Hanoi and go on to the review."""
    buyer.fill("Full name", "Nguyễn Minh Châu").fill("Telephone", "0912 345 678").fill("E-mail", "chau@example.vn")
    if len(collect) < 2:
        buyer.fill("Commune or ward", "Phường Cửa Nam").fill("House number, street or hamlet", "12 Tràng Thi")
    for village in collect:
        buyer.choose(buyer.said("Collect at the centre in %(place)s", place=village))
    buyer.choose(method)
    return buyer.press("Review the order", expect=expect)


def order(buyer: Visitor) -> Visitor:
    """Say yes to the terms and place the order."""
    buyer.choose("I accept the terms of sale and the use of my data for this order")
    with buyer.arriving():
        buyer.page.locator("form[action$='/orders'] button[type=submit]").click()
    return buyer


def pay(buyer: Visitor, number: str, expect: int = 200) -> Visitor:
    """Fill in the card company's page, which is a program and a house of its own, and press its button."""
    buyer.page.get_by_label("Số thẻ").fill(number)
    buyer.page.get_by_label("Hết hạn").fill("12/34")
    buyer.page.get_by_label("Mã CVC").fill("123")
    buyer.page.get_by_label("Tên trên thẻ").fill("NGUYEN MINH CHAU")
    with buyer.arriving(expect):
        buyer.page.locator("form button[type=submit]").click()
    return buyer


def buy(buyer: Visitor, method: str, *, collect: tuple[str, ...] = ()) -> Visitor:
    """Do all of it with one thing of each centre, up to the order or the card company's page."""
    put_in(buyer, *VASE)
    put_in(buyer, *TEA).follow("Go to checkout")
    say_where_to(buyer, method, collect=collect)
    return order(buyer)
