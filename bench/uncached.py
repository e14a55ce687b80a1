"""The shop with a page cache that keeps nothing, so that every view is a first one."""

from shop.app import create_app
from shop.core import pages

pages.MOST_PAGES = 0
app = create_app()
