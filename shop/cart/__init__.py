"""The cart of a visitor, spanning centres."""
