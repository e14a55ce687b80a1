"""Addresses within Viet Nam and what it costs to send a parcel there."""
