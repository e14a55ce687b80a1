"""Checkout, parcels, packing and handing over."""
