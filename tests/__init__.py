"""How Gốc behaves; the folders mirror the rooms."""
