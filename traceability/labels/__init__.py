"""Labels: the symbol, the tag around it, and sheets of them."""
