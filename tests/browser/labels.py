"""From the studio's button to what a camera reads: labels are fetched as PDF, rasterised and decoded."""

from __future__ import annotations

from tests.browser.visitor import Visitor
from tests.traceability.labels.reading import picture, symbols


def print_labels(maker: Visitor) -> bytes:
    """Press "make labels" on the page of labels, and fetch the PDF it leads to."""
    with maker.page.expect_navigation(url="**/labels?run=*"):
        maker.page.get_by_role("button", name="(PDF)").click()
    maker.look()
    address = maker.page.get_by_role("link", name=maker.said("Open the PDF")).get_attribute("href")
    answer = maker.context.request.get(str(address))
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def read_off_the_sheet(pdf: bytes, page: int = 0) -> list[str]:
    """Return what a decoder reads from one page, printed at 300 dots an inch."""
    return [symbol.text for symbol in symbols(picture(pdf, page))]
