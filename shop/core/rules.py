"""The one dated table of what the law and the house prescribe.

No number of a law or a policy stands anywhere else: code asks `rule("return_days_craft")`. When a rule changes, its row
gets an `until` and a new row begins the day after, so that an old order is still judged by the rule of its day.
"House rule" in `basis` marks what we chose ourselves and publish.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from shop.core.time import today

#: When the whole table was last read against published copies of the texts.
CHECKED = date(2026, 11, 23)
#: The first day of the house: nothing we chose ourselves is older.
OPENED = date(2026, 1, 1)

HOUSE = "House rule"
OCOP = "Quyết định 148/QĐ-TTg ngày 24/02/2023, sửa đổi bởi Quyết định 1489/QĐ-TTg ngày 06/07/2025"
OCOP_2019 = "Quyết định 1048/QĐ-TTg ngày 21/08/2019"
CENTRES = "Tiêu chí công nhận trung tâm thiết kế sáng tạo, giới thiệu, quảng bá và bán sản phẩm OCOP, TP. Hà Nội"
ALCOHOL = "Luật Phòng, chống tác hại của rượu, bia 2019, Điều 5, 16, 17"
LABELS = "Nghị định 43/2017/NĐ-CP, Điều 5; nay là Nghị định 37/2026/NĐ-CP, Chương về nhãn hàng hóa"
MEASURES = "Thông tư 21/2014/TT-BKHCN"
BARCODES = "GS1 General Specifications 26.0, 5.12.3.1; ISO/IEC 18004"
CONSUMERS = "Luật Bảo vệ quyền lợi người tiêu dùng 19/2023/QH15, Điều 37-38"
E_COMMERCE = "Luật Thương mại điện tử 122/2025/QH15"
SITE_RULES = "Nghị định 248/2026/NĐ-CP, Điều 4-14"
PERSONAL_DATA = "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15; Nghị định 356/2025/NĐ-CP, Điều 5"
TRACING = "Thông tư 02/2024/TT-BKHCN, Điều 6"
ACCOUNTS = "Luật Kế toán; Nghị định 254/2026/NĐ-CP"
CARD_COMPANY = "Stripe, Checkout Sessions, API 2026-10-28"


@dataclass(frozen=True)
class Rule:
    """One value of one rule for as long as it holds; both days are inclusive."""

    key: str
    #: Unit and meaning are in the key (`_days`, `_mm`, `_vnd`, `_percent`); a tuple where the rule is a small table.
    value: Any
    since: date
    until: date | None
    basis: str
    checked_on: date = CHECKED

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class NoSuchRule(LookupError):
    """No row of this key holds on that day: a programming error, not something a visitor did."""


RULES: tuple[Rule, ...] = (
    # --- OCOP grading: how long a certificate lives; the older row judges the certificates of 2019 to 2023.
    Rule("ocop_certificate_months", 36, date(2019, 8, 21), date(2023, 2, 23), OCOP_2019),
    Rule("ocop_certificate_months", 36, date(2023, 2, 24), None, OCOP),
    Rule("ocop_stars", (3, 4, 5), date(2019, 8, 21), date(2023, 2, 23), OCOP_2019),
    Rule("ocop_stars", (3, 4, 5), date(2023, 2, 24), None, OCOP),
    # A certificate known by its year only counts until 31 December this many years on.
    Rule("ocop_year_only_years", 3, OPENED, None, f"{HOUSE}; {OCOP}"),
    Rule("ocop_warn_days", 90, OPENED, None, HOUSE),
    Rule("own_craft_share_percent", 60, date(2023, 1, 1), None, CENTRES),
    # --- Alcohol: adults, paid before it leaves; in this shop shown and not yet sold.
    Rule("alcohol_adult_age", 18, date(2020, 1, 1), None, ALCOHOL),
    Rule("alcohol_cash_on_delivery", False, date(2020, 1, 1), None, ALCOHOL),
    Rule("alcohol_licence_abv_percent", 5.5, date(2020, 1, 1), None, ALCOHOL),
    Rule("alcohol_sold_online", False, OPENED, None, f"{HOUSE}; {ALCOHOL}"),
    # --- Buying.
    Rule("card_hold_minutes", 40, OPENED, None, f"{HOUSE}; {CARD_COMPANY} (30 minutes to 24 hours)"),
    # With less left than this a card payment starts a new attempt: the card company asks for at least 30 minutes.
    Rule("card_least_minutes", 31, OPENED, None, CARD_COMPANY),
    # Of one parcel, delivery included: what a carrier is asked to collect at a door.
    Rule("cash_limit_vnd", 5_000_000, OPENED, None, HOUSE),
    Rule("line_quantity_most", 999, OPENED, None, HOUSE),
    # A lot is sold until so many days before its best-before day.
    Rule("sale_margin_days", 1, OPENED, None, HOUSE),
    Rule("stock_low_items", 3, OPENED, None, HOUSE),
    Rule("stock_old_days", 14, OPENED, None, HOUSE),
    Rule("batch_quantity_most", 100_000, OPENED, None, HOUSE),
    # Made within one request; more is work for the worker.
    Rule("label_run_most", 2_000, OPENED, None, HOUSE),
    Rule("password_least_length", 10, OPENED, None, HOUSE),
    Rule("account_age", 16, OPENED, None, f"{HOUSE}; {PERSONAL_DATA}"),
    # --- Delivery, as published: days from the day the centre hands the parcel over.
    Rule("delivery_days_hanoi", (1, 3), OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    Rule("delivery_days_elsewhere", (3, 7), OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    Rule("packing_working_days", 2, OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    Rule("collection_days", 7, OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    # --- Returns without a fault, per kind of goods, as published: 0 means only with a fault.
    Rule("return_days_food", 0, OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    Rule("return_days_drink", 0, OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    Rule("return_days_herbal", 0, OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    Rule("return_days_craft", 7, OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    Rule("return_days_plant", 0, OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    Rule("return_days_tourism", 0, OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    # With a fault: crafts by the day; what expires, until it expires.
    Rule("fault_days", 30, OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    Rule("refund_days", 7, OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    # Missing or wrong information before the purchase: the buyer may end the contract, and gets the money back.
    Rule("wrong_information_days", 30, date(2024, 7, 1), None, CONSUMERS),
    Rule("wrong_information_refund_days", 30, date(2024, 7, 1), None, CONSUMERS),
    Rule("complaint_answer_working_days", 2, OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    Rule("complaint_solve_days", 7, OPENED, None, f"{HOUSE}; {SITE_RULES}"),
    Rule("takedown_hours", 24, date(2026, 7, 1), None, SITE_RULES),
    # --- Personal data: how soon we answer, how long we keep.
    Rule("data_request_acknowledge_working_days", 2, date(2026, 1, 1), None, PERSONAL_DATA),
    Rule("data_request_copy_days", 10, date(2026, 1, 1), None, PERSONAL_DATA),
    Rule("data_request_withdraw_days", 15, date(2026, 1, 1), None, PERSONAL_DATA),
    Rule("data_request_delete_days", 20, date(2026, 1, 1), None, PERSONAL_DATA),
    Rule("breach_notice_hours", 72, date(2026, 1, 1), None, PERSONAL_DATA),
    Rule("order_kept_years", 3, date(2026, 7, 1), None, f"{E_COMMERCE}, Điều 16"),
    Rule("listing_kept_years", 1, date(2026, 7, 1), None, f"{E_COMMERCE}, Điều 16"),
    Rule("accounting_kept_years", 10, date(2026, 7, 1), None, ACCOUNTS),
    # --- Traceability: kept for the shelf life and this long; goods that do not expire from the day they were made.
    Rule("trace_kept_months_after_expiry", 24, OPENED, None, f"{HOUSE}; {TRACING}"),
    Rule("trace_kept_months_without_expiry", 60, OPENED, None, f"{HOUSE}; {TRACING}"),
    Rule(
        "origin_page_fields",
        (
            "product_name",
            "picture",
            "producer_name",
            "producer_address",
            "event_times",
            "brand_or_serial",
            "shelf_life",
        ),
        date(2024, 6, 1),
        None,
        TRACING,
    ),
    # --- Labels. Letter heights are heights of the letter without ascender (x-height).
    Rule("label_text_mm", 1.2, date(2017, 6, 1), None, LABELS),
    Rule("label_text_small_mm", 0.9, date(2017, 6, 1), None, LABELS),
    Rule("label_text_small_below_cm2", 80, date(2017, 6, 1), None, LABELS),
    # Height of the digits of the net quantity: up to so many grams or millilitres, so many millimetres.
    Rule("label_quantity_digit_mm", ((50, 2), (200, 3), (1000, 4), (None, 6)), date(2014, 12, 1), None, MEASURES),
    Rule("label_module_mm", 0.396, date(2026, 1, 1), None, BARCODES),
    Rule("label_module_target_mm", 0.46, OPENED, None, f"{HOUSE}; {BARCODES}"),
    Rule("label_module_most_mm", 0.99, date(2026, 1, 1), None, BARCODES),
    Rule("label_quiet_zone_modules", 4, date(2026, 1, 1), None, BARCODES),
    Rule("gtin_demo_prefixes", ("952", "950"), date(2026, 1, 1), None, BARCODES),
)


def rule(key: str, on: date | None = None) -> Any:
    """Return the value of the rule `key` as it stood on the day `on` (today in Hanoi by default).

    Raises NoSuchRule when no row of that key holds on that day.
    """
    return row(key, on).value


def row(key: str, on: date | None = None) -> Rule:
    """Return the whole row of `key` on the day `on`, for pages that name the source of what they say."""
    day = on or today()
    for candidate in RULES:
        if candidate.key == key and candidate.holds_on(day):
            return candidate
    raise NoSuchRule(f"no rule {key!r} on {day}")
