"""The site's own pigments: dó paper, lacquer, celadon, indigo, gold, earth and leaf."""

PAPER, OLD_PAPER, IVORY = "#F3EADA", "#E8DAC2", "#FBF5E9"
BLACK, WING, LACQUER, VERMILION = "#1D1411", "#4A1812", "#8A2A1B", "#B4472F"  # wing: the brown of a cockroach's
CELADON, DEEP_CELADON, PALE_CELADON, DARK_CELADON = "#9DBDAB", "#2F6450", "#D5E2D6", "#1F4638"
INDIGO, WASHED_INDIGO, PALE_INDIGO, DARK_INDIGO = "#27406F", "#7388B0", "#D6DDE6", "#182A4B"
GOLD, STRAW, DARK_GOLD = "#C2923C", "#E7CE94", "#9B6E22"
CLAY, PALE_CLAY, BAMBOO, BROWN = "#B8754D", "#DDB79E", "#CDA869", "#6B4A32"
LEAF, YOUNG_LEAF, DARK_LEAF, ROSE = "#5F7D4B", "#A9B98A", "#3D5530", "#DDA898"
INK, WHITE = "#2A1C13", "#fff"

#: What mother-of-pearl does in light.
PEARL = ("#F1E9D8", "#CFE0D4", "#E9CFC6", "#C8D2E0", "#F7F1E4")
#: The bark of an inlaid branch: cut from the brown edge of the shell.
SHELL_BROWN = "#BFA98A"
