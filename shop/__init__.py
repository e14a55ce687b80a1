"""Gốc, the shop of Hanoi's OCOP centres. Each folder here is one feature; docs/house.md draws the floors."""
