"""Buy: from the window to a paid order, with a card, with cash, with a change of mind, and without a script."""

from __future__ import annotations

import pytest

from tests.browser.buying import ASKS_THE_BANK, DECLINED, GOOD, TEA, VASE, buy, order, pay, put_in, say_where_to
from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

THANKS = "Thank you, %(name)s. The payment has arrived."
NAME = "Nguyễn Minh Châu"


def search_for(buyer: Visitor, words: str) -> None:
    """Type into the search field of the page."""
    field = buyer.page.locator("main input[type=search]")
    field.fill(words)
    with buyer.arriving():
        field.press("Enter")


def is_paid(buyer: Visitor) -> bool:
    return buyer.said(THANKS, name=NAME) in buyer.words


def code_of(buyer: Visitor) -> str:
    """Return the code of the order whose page this is."""
    return buyer.heading.split()[-1]


@pytest.mark.parametrize(("width", "scripts"), [(360, True), (1280, True), (360, False)])
def test_a_guest_buys_from_two_centres_by_card(visit: Visit, width: int, scripts: bool) -> None:
    guest = visit(width, scripts=scripts).open("/")
    look = str(width) if scripts else f"{width}-without"
    guest.picture(f"home-{look}")

    search_for(guest, "binh hut loc men may")
    guest.picture(f"search-{look}")
    guest.follow("Bình hút lộc men mây")
    guest.picture(f"product-{look}")
    newest = guest.page.locator("label.choice:has(input[name=batch])").last
    lot_code = newest.locator(".choice__name").inner_text().split()[-1]
    newest.click()
    guest.press("Add to the basket")
    assert lot_code in guest.words

    guest.open("/")
    search_for(guest, "tra sen hien xiem")
    guest.page.locator(f"main a[href*='{TEA[0]}']").first.click()
    guest.page.wait_for_load_state("load")
    guest.look()
    guest.press("Add to the basket")
    guest.picture(f"cart-{look}")
    groups = guest.page.locator(".basket-group__title")
    assert groups.all_inner_texts() == ["Bát Tràng", TEA[2]]

    guest.follow("Go to checkout")
    guest.picture(f"checkout-{look}")
    say_where_to(guest, "Card")
    guest.picture(f"review-{look}")
    assert lot_code in guest.words
    order(guest)
    assert guest.page.url.startswith(f"{guest.house.cards}/c/pay/")
    pay(guest, GOOD)

    guest.wait_for(lambda: is_paid(guest), what="The payment")
    guest.picture(f"order-{look}")
    assert lot_code in guest.words
    read_the_mail(guest, "Your order %(code)s is paid", code_of(guest))


def read_the_mail(guest: Visitor, subject: str, code: str) -> None:
    """Wait for a letter in the demo's letter box, and follow its link back to the order."""
    letter = guest.said(subject, code=code)
    guest.open("/mailbox")
    guest.wait_for(lambda: guest.page.get_by_role("link", name=letter).count() == 1, what="The mail")
    guest.follow(letter)
    with guest.arriving():
        guest.page.locator(".letter a").first.click()
    assert code_of(guest) == code


def test_a_declined_card_costs_nothing_and_the_bank_may_ask(visit: Visit) -> None:
    guest = visit(360)
    buy(guest, "Card")

    pay(guest, DECLINED, expect=402)
    assert guest.page.get_by_role("alert").is_visible()
    pay(guest, ASKS_THE_BANK)
    with guest.arriving():
        guest.page.get_by_role("button", name="Đúng, tôi trả").click()

    guest.wait_for(lambda: is_paid(guest), what="The payment")


def test_whoever_turns_back_at_the_card_page_can_pay_later(house: House, visit: Visit) -> None:
    guest = visit(1280)
    buy(guest, "Card")
    at_the_company = guest.page.url

    with guest.arriving():
        guest.page.get_by_role("link", name="Quay lại Gốc, chưa trả").click()
    guest.picture("order-unpaid-1280")
    assert guest.said("Not paid yet") in guest.words
    with guest.arriving():
        guest.page.locator("form[action$='/payment'] button").click()

    assert guest.page.url == at_the_company


def test_a_payment_arrives_although_its_buyer_closed_the_page(visit: Visit) -> None:
    guest = visit(1280)
    buy(guest, "Card")
    at_the_company = guest.page.url
    with guest.arriving():
        guest.page.get_by_role("link", name="Quay lại Gốc, chưa trả").click()

    # As in a second tab that is closed before it is led back to the shop.
    typed = {"number": GOOD, "expiry": "12/34", "cvc": "123", "name": "NGUYEN MINH CHAU"}
    guest.context.request.post(at_the_company, form=typed, max_redirects=0)

    guest.wait_for(lambda: is_paid(guest), what="The card company's own word")


@pytest.mark.parametrize(
    ("collect", "how"), [((), "cash on delivery"), ((VASE[2], TEA[2]), "cash at the counter"), ((VASE[2],), "")]
)
def test_cash_needs_no_card_page(visit: Visit, collect: tuple[str, ...], how: str) -> None:
    guest = visit(360, language="en-GB").open("/en/")

    buy(guest, "Cash", collect=collect)

    guest.picture(f"order-cash-{len(collect)}-360")
    assert guest.said("Thank you, %(name)s. The order is placed.", name=NAME) in guest.words
    assert how in guest.words
    read_the_mail(guest, "Your order %(code)s is placed", code_of(guest))


def test_what_is_missing_is_said_beside_its_field(visit: Visit) -> None:
    guest = visit(360)
    put_in(guest, *VASE).follow("Go to checkout")

    say_where_to(guest, "Card")
    guest.open("/checkout")
    guest.fill("Telephone", "091234567").fill("House number, street or hamlet", "")
    guest.press("Review the order", expect=422)

    guest.picture("checkout-refused-360")
    assert guest.error_beside("Telephone")
    assert guest.field("Telephone").input_value() == "091234567"
    assert guest.error_beside("House number, street or hamlet")
    assert guest.field("Full name").input_value() == NAME


def test_an_order_needs_a_yes(visit: Visit) -> None:
    guest = visit(360)
    put_in(guest, *VASE).follow("Go to checkout")
    say_where_to(guest, "Cash")

    with guest.arriving(422):
        guest.page.locator("form[action$='/orders'] button[type=submit]").click()

    guest.picture("review-refused-360")
    assert guest.said("An order needs your yes to the terms.") in guest.words


@pytest.mark.parametrize("quantity", ["0", "1000000000"])
def test_a_number_nobody_can_sell_is_answered_beside_it(visit: Visit, quantity: str) -> None:
    guest = visit(360).open(f"/products/{VASE[0]}?centre={VASE[1]}")
    field = guest.page.locator("main qty-stepper input").first
    field.evaluate("(field) => field.form.noValidate = true")

    field.fill(quantity)
    guest.press("Add to the basket", expect=422)

    guest.picture(f"cart-refused-{quantity}-360")
    assert guest.page.locator("[aria-invalid=true]").input_value() == quantity


def test_a_basket_emptied_in_a_second_tab_is_no_order(visit: Visit) -> None:
    guest = visit(1280)
    put_in(guest, *VASE).follow("Go to checkout")
    say_where_to(guest, "Cash")
    second = guest.context.new_page()
    second.goto("/cart")
    second.locator("form[action$='/removal'] button").click()
    second.wait_for_load_state()
    second.close()

    order(guest)

    assert guest.path == "/cart"
    assert guest.said("Nothing in it yet") in guest.words
