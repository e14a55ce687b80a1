"""Centres, producers, products, gradings and what is on sale where."""
