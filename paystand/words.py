"""What the pages say, in Vietnamese and in English."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LANGUAGES = ("vi", "en")

WORDS: dict[str, tuple[str, str]] = {
    "desk": ("Quầy thẻ", "Card desk"),
    "banner": (
        "Quầy thẻ thử: không có tiền thật nào được chuyển. Đừng gõ số thẻ thật.",
        "A stand-in: no money moves. Never type a real card number.",
    ),
    "notice": ("Lưu ý", "Please note"),
    "skip": ("Đến phần chính", "Skip to the main part"),
    # Paying
    "pay_title": ("Trả bằng thẻ", "Pay by card"),
    "bill": ("Trả cho {merchant}", "Paying {merchant}"),
    "order": ("Đơn {code}", "Order {code}"),
    "total": ("Tổng", "Total"),
    "open_until": ("Trang này mở đến {moment}, giờ Hà Nội.", "This page stays open until {moment}, Hanoi time."),
    "back": ("Quay lại {merchant}, chưa trả", "Back to {merchant} without paying"),
    "email": ("E-mail", "Email"),
    "email_hint": ("Để nhận biên nhận.", "For the receipt."),
    "number": ("Số thẻ", "Card number"),
    "number_hint": ("Ví dụ 4242 4242 4242 4242.", "For example 4242 4242 4242 4242."),
    "number_more": ("Các số thẻ thử khác", "Other test numbers"),
    "expiry": ("Hết hạn", "Expires"),
    "expiry_hint": ("Tháng/năm, ví dụ 12/30.", "Month/year, say 12/30."),
    "cvc": ("Mã CVC", "CVC"),
    "cvc_hint": ("Ba chữ số bất kỳ.", "Any three digits."),
    "name": ("Tên trên thẻ", "Name on the card"),
    "name_hint": ("Tên nào cũng được.", "Any name will do."),
    "pay": ("Trả {amount}", "Pay {amount}"),
    "keeps": ("Quầy chỉ giữ bốn chữ số cuối của thẻ.", "The desk keeps only the card’s last four digits."),
    # What was typed wrong
    "to_correct_one": ("Còn một chỗ cần sửa", "One thing to correct"),
    "to_correct": ("Còn {count} chỗ cần sửa", "{count} things to correct"),
    "typed_again": (
        "Số thẻ và CVC không được giữ lại, bạn gõ lại giúp.",
        "The card number and CVC are not kept: please type them again.",
    ),
    "email_wrong": ("Địa chỉ này chưa đủ, ví dụ chau@example.vn.", "That is not a full address, say chau@example.vn."),
    "number_missing": (
        "Chưa có số thẻ. Bạn chép một số trong danh sách thẻ thử.",
        "No card number yet. Copy one from the list of test cards.",
    ),
    "number_wrong": (
        "Quầy chỉ nhận các số thẻ thử trong danh sách. Đừng gõ số thẻ thật.",
        "Only the test numbers in the list are taken here. Never type a real one.",
    ),
    "expiry_wrong": ("Gõ tháng và năm, ví dụ 12/30.", "Type month and year, for example 12/30."),
    "expiry_past": ("Tháng này đã qua. Gõ một tháng chưa đến.", "That month is over. Type one still to come."),
    "cvc_wrong": ("CVC có ba chữ số; ở đây số nào cũng được.", "A CVC has three digits; any three will do here."),
    "name_wrong": ("Chưa có tên. Tên nào cũng được.", "No name yet. Any name will do."),
    # What the card company said
    "refused": ("Thẻ chưa trả được", "The card was declined"),
    "refused_card_declined": (
        "Ngân hàng không nêu lý do và chưa trừ tiền. Bạn thử thẻ khác, hoặc quay lại chọn cách trả khác.",
        "The bank gave no reason and took nothing. Try another card, or go back and choose another way to pay.",
    ),
    "refused_insufficient_funds": (
        "Thẻ không đủ tiền, chưa trừ gì. Bạn thử thẻ khác.",
        "There is not enough money on this card; nothing was taken. Try another.",
    ),
    "refused_expired_card": (
        "Ngân hàng báo thẻ đã hết hạn. Bạn thử thẻ khác.",
        "The bank says this card has expired. Try another.",
    ),
    "refused_incorrect_cvc": (
        "Mã CVC không đúng, chưa trừ tiền. Bạn xem lại ba chữ số ở mặt sau thẻ.",
        "The CVC is not right; nothing was taken. Check the three digits on the back.",
    ),
    "refused_processing_error": (
        "Ngân hàng chưa xử lý được, chưa trừ tiền. Bạn thử lại sau ít phút.",
        "The bank could not process it; nothing was taken. Try again in a few minutes.",
    ),
    "refused_payment_intent_authentication_failure": (
        "Ngân hàng chưa nhận ra chủ thẻ nên chưa trừ tiền. Bạn thử lại, hoặc dùng thẻ khác.",
        "The bank could not tell that the card is yours, so nothing was taken. Try again, or use another card.",
    ),
    # Test cards
    "cards": ("Thẻ thử", "Test cards"),
    "cards_intro": (
        "Chép một số dưới đây. Hạn thẻ là tháng nào chưa qua, CVC là ba chữ số bất kỳ.",
        "Copy one of these numbers. Any month to come, any three digits for the CVC.",
    ),
    "group_paid": ("Trả được", "Paid"),
    "group_authenticate": ("Ngân hàng hỏi lại (3-D Secure)", "The bank asks first (3-D Secure)"),
    "group_declined": ("Bị từ chối", "Declined"),
    "card_visa": ("Visa", "Visa"),
    "card_mastercard": ("Mastercard", "Mastercard"),
    "card_authenticated": ("Hỏi, rồi trả được", "Asks, then paid"),
    "card_authenticated-2": ("Hỏi, rồi trả được", "Asks, then paid"),
    "card_authenticated-then-declined": ("Hỏi, rồi từ chối", "Asks, then declines"),
    "card_declined": ("Không nêu lý do", "No reason given"),
    "card_no-funds": ("Không đủ tiền", "Not enough money"),
    "card_expired": ("Thẻ hết hạn", "Card expired"),
    "card_wrong-cvc": ("Sai mã CVC", "Wrong CVC"),
    "card_processing-error": ("Lỗi xử lý", "Processing error"),
    # 3-D Secure
    "ask_title": ("Có phải bạn đang trả tiền?", "Is it you who is paying?"),
    "ask_who": ("Ngân hàng của thẻ hỏi", "The card’s bank asks"),
    "ask_text": (
        "Ngân hàng thật sẽ gửi một mã về điện thoại của bạn. Ở quầy thử, bạn chỉ cần bấm một nút.",
        "A real bank would send a code to your phone. At this desk you simply press a button.",
    ),
    "ask_merchant": ("Nơi nhận", "Paid to"),
    "ask_amount": ("Số tiền", "Amount"),
    "ask_card": ("Thẻ", "Card"),
    "ask_yes": ("Đúng, tôi trả", "Yes, it’s me"),
    "ask_no": ("Không phải tôi", "No, it isn’t"),
    # Closed pages
    "done_title": ("Đã trả xong", "Paid"),
    "done_text": (
        "Bạn đã trả {amount} cho {merchant}. Không có tiền thật nào được chuyển.",
        "You paid {merchant} {amount}. No real money moved.",
    ),
    "expired_title": ("Trang này đã đóng", "This page is closed"),
    "expired_text": (
        "Chưa trừ tiền nào. Bạn quay lại {merchant} để bắt đầu lại.",
        "Nothing was taken. Go back to {merchant} to start again.",
    ),
    "return": ("Về lại {merchant}", "Back to {merchant}"),
    "missing_title": ("Không có trang này", "There is no such page"),
    "missing_text": (
        "Địa chỉ có lẽ thiếu vài ký tự. Bạn quay lại cửa hàng và bấm trả bằng thẻ lần nữa.",
        "The address may have lost a few characters. Go back to the shop and choose to pay by card again.",
    ),
    # Console
    "console": ("Sổ của quầy", "The desk’s books"),
    "console_intro": (
        "Các phiên trả tiền và những tin quầy báo về cửa hàng. Trang này không tự làm mới.",
        "Payment sessions, and what the desk tells the shop. This page does not refresh by itself.",
    ),
    "refresh": ("Làm mới", "Refresh"),
    "other_language": ("English", "Tiếng Việt"),
    "held": ("Đang giữ tin lại", "Deliveries are held back"),
    "held_text": (
        "Cửa hàng chưa biết gì cho đến khi bạn thả tin.",
        "The shop hears nothing until you let them go.",
    ),
    "flowing": ("Tin được gửi ngay", "Deliveries go out at once"),
    "flowing_text": ("Gửi về {url}", "To {url}"),
    "nobody": ("Không có nơi nhận tin", "Nobody listens"),
    "nobody_text": (
        "Khởi động quầy với --webhook để báo tin cho cửa hàng.",
        "Start the desk with --webhook to tell a shop.",
    ),
    "hold": ("Giữ tin lại", "Hold back"),
    "release": ("Thả tin", "Let them go"),
    "sessions": ("Phiên trả tiền", "Sessions"),
    "no_sessions": (
        "Chưa có phiên nào. Đặt một đơn ở cửa hàng và chọn trả bằng thẻ.",
        "None yet. Place an order in the shop and choose to pay by card.",
    ),
    "reference": ("Đơn", "Order"),
    "amount": ("Số tiền", "Amount"),
    "state": ("Trạng thái", "State"),
    "expires": ("Đóng lúc", "Closes"),
    "actions": ("Việc", "Do"),
    "status_open": ("đang mở", "open"),
    "status_complete": ("đã trả", "paid"),
    "status_expired": ("đã đóng", "expired"),
    "intent_requires_action": ("đang chờ 3-D Secure", "waiting for 3-D Secure"),
    "intent_requires_payment_method": ("thẻ vừa bị từ chối", "last card declined"),
    "open_page": ("Mở trang", "Open page"),
    "expire": ("Đóng ngay", "Expire now"),
    "deliveries": ("Tin báo", "Deliveries"),
    "no_deliveries": ("Chưa có tin nào.", "None yet."),
    "event": ("Tin", "Event"),
    "tries": ("Số lần gửi", "Tries"),
    "answer": ("Trả lời", "Answer"),
    "delivered": ("đã nhận", "delivered"),
    "waiting": ("đang chờ", "waiting"),
    "retrying": ("gửi lại lúc {moment}", "again at {moment}"),
    "resent": ("gửi thêm", "resent"),
    "resend": ("Gửi lần nữa", "Resend"),
    "foreign": (
        "Yêu cầu này đến từ một trang khác nên không được làm.",
        "This came from another site, so nothing was done.",
    ),
}


def speaker(language: str) -> Callable[..., str]:
    """Return a function that says a phrase in `language`, with its gaps filled by name."""
    index = LANGUAGES.index(language)

    def say(key: str, **gaps: object) -> str:
        return WORDS[key][index].format(**gaps)

    return say


def moment(seconds: float) -> str:
    """Write a time as the shop does: 12/11/2026, 09:05, in Hanoi."""
    return datetime.fromtimestamp(seconds, HANOI).strftime("%d/%m/%Y, %H:%M")
