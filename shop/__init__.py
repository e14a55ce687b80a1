"""Gốc, the shop of Hanoi's OCOP centres. Each folder here is one feature; README.md draws the floors."""
