"""The demo story: real centres, makers and products, and a month of trade."""
