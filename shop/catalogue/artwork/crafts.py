"""The book of crafts: the name a craft goes by in addresses, and the hand that draws it."""

from collections.abc import Callable

from shop.catalogue.artwork.bronze import blades, bronze, filigree, gems
from shop.catalogue.artwork.ceramics import ceramics, tile_picture
from shop.catalogue.artwork.clothes import clothes
from shop.catalogue.artwork.drinks import crock, liquor, tea
from shop.catalogue.artwork.fans import fans
from shop.catalogue.artwork.flowers import cut_flowers, lotus_pond, potted_tree
from shop.catalogue.artwork.garden import vegetables
from shop.catalogue.artwork.gilding import altar_boards, gilding
from shop.catalogue.artwork.grain import noodles, rice, young_rice
from shop.catalogue.artwork.hats import hats
from shop.catalogue.artwork.herbs import herbs
from shop.catalogue.artwork.incense import incense
from shop.catalogue.artwork.instruments import instrument
from shop.catalogue.artwork.kitchen import bowl, eggs, powder, tofu
from shop.catalogue.artwork.lacquer import clock, lacquer
from shop.catalogue.artwork.leaf_cakes import long_cakes, square_cakes, young_rice_cakes
from shop.catalogue.artwork.meat import hen, meat, rolls, sausage
from shop.catalogue.artwork.needlework import embroidery, patchwork
from shop.catalogue.artwork.orchard import fruit, mushrooms
from shop.catalogue.artwork.pearl import chopsticks, pearl, tray
from shop.catalogue.artwork.seafood import seafood
from shop.catalogue.artwork.sheet import Sheet
from shop.catalogue.artwork.statues import statue
from shop.catalogue.artwork.sweets import (
    biscuits,
    buns,
    candies,
    honey,
    moon_cakes,
)
from shop.catalogue.artwork.textiles import brocade, silk
from shop.catalogue.artwork.toys import dough_figures, dragonflies
from shop.catalogue.artwork.village import village
from shop.catalogue.artwork.weaving import weaving
from shop.catalogue.artwork.wood import carving, furniture

#: Every craft by its Vietnamese name without accents, as it stands in addresses.
CRAFTS: dict[str, Callable[[Sheet], str]] = {
    "gom": ceramics,
    "tranh-su": tile_picture,
    "dong": bronze,
    "vang": gilding,
    "kim-hoan": filigree,
    "ren": blades,
    "da-quy": gems,
    "may-tre": weaving,
    "non": hats,
    "quat": fans,
    "huong": incense,
    "to-he": dough_figures,
    "chuon-chuon": dragonflies,
    "lua": silk,
    "tho-cam": brocade,
    "theu": embroidery,
    "ghep-vai": patchwork,
    "may-mac": clothes,
    "go": carving,
    "noi-that": furniture,
    "tuong-go": statue,
    "dan": instrument,
    "son-mai": lacquer,
    "dong-ho": clock,
    "do-tho": altar_boards,
    "kham-trai": pearl,
    "khay": tray,
    "dua": chopsticks,
    "gao": rice,
    "com": young_rice,
    "mien": noodles,
    "rau": vegetables,
    "qua": fruit,
    "nam": mushrooms,
    "sen": lotus_pond,
    "hoa": cut_flowers,
    "hoa-cay": potted_tree,
    "thao-duoc": herbs,
    "tra": tea,
    "ruou": liquor,
    "hu": crock,
    "mat-ong": honey,
    "am-thuc": bowl,
    "thit": meat,
    "ga": hen,
    "gio": sausage,
    "nem": rolls,
    "ca": seafood,
    "dau-phu": tofu,
    "trung": eggs,
    "bot": powder,
    "banh": square_cakes,
    "banh-te": long_cakes,
    "banh-com": young_rice_cakes,
    "banh-bao": buns,
    "banh-quy": biscuits,
    "trung-thu": moon_cakes,
    "keo": candies,
    "du-lich": village,
}
