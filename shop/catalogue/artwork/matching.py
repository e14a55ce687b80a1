"""Which craft stands for a product or a centre: by its kind, else by the words of its name."""

from shop.catalogue.artwork.chance import plain

#: The craft of a product whose name says nothing we know: most of what Hanoi grades is food.
ANY_FOOD = "am-thuc"

#: A product's kind, as the seed and the studio say it, and the craft that draws it.
CRAFT_OF_KIND = {
    # ceramics, bronze, gilding, stone
    "gom-binh": "gom",
    "gom-bo": "gom",
    "gom-tra": "gom",
    "tranh-su": "tranh-su",
    "dong": "dong",
    "vang": "vang",
    "da-quy": "da-quy",
    # wood, lacquer, mother-of-pearl
    "go-tuong": "tuong-go",
    "go-tranh": "go",
    "do-tho": "do-tho",
    "noi-that": "noi-that",
    "dan": "dan",
    "dong-ho": "dong-ho",
    "son-mai": "son-mai",
    "khay": "khay",
    "kham": "kham-trai",
    "dua": "dua",
    # cloth and clothes
    "lua-vai": "lua",
    "khan": "lua",
    "chan": "lua",
    "lua-kit": "ghep-vai",
    "lua-tranh": "ghep-vai",
    "lua-tui": "ghep-vai",
    "lua-ao": "may-mac",
    "ao-dai": "may-mac",
    "may": "may-mac",
    # bamboo, palm, dough, incense
    "may-tre": "may-tre",
    "non": "non",
    "to-he": "to-he",
    "huong": "huong",
    # from the field
    "gao": "gao",
    "com": "com",
    "com-xao": "com",
    "xoi": "com",
    "rau": "rau",
    "qua": "qua",
    "nam": "nam",
    "linh-chi": "nam",
    "dong-trung": "nam",
    "hoa-giay": "hoa-cay",
    "lan": "hoa",
    "hoa-cat": "hoa",
    # from the kitchen
    "thit-tuoi": "thit",
    "bo-kho": "thit",
    "ga": "ga",
    "gio-cha": "gio",
    "nem": "nem",
    "cha-gio": "nem",
    "cha-ca": "ca",
    "mon-kho": "am-thuc",
    "chay": "gio",
    "nuoc-cot": "am-thuc",
    "che": "am-thuc",
    "mien": "mien",
    "dau-phu": "dau-phu",
    "tuong": "hu",
    "cao": "hu",
    "bot-duoc": "bot",
    "gia-vi": "bot",
    "ngu-coc": "bot",
    "vien": "thao-duoc",
    # cakes and sweets
    "banh-chung": "banh",
    "banh-te": "banh-te",
    "banh-com": "banh-com",
    "banh-bao": "banh-bao",
    "banh-quy": "banh-quy",
    "banh-khoai": "banh-quy",
    "trung-thu": "trung-thu",
    "keo": "keo",
    # drinks
    "tra-sen": "sen",
    "tra-thao": "tra",
    "ruou": "ruou",
    # the village itself
    "tour": "du-lich",
}

#: A centre's `craft_slug` and the craft that draws its scene.
CRAFT_OF_CENTRE = {
    "gom-su": "gom",
    "son-mai": "son-mai",
    "kham-trai": "kham-trai",
    "may-tre-dan": "may-tre",
    "banh-truyen-thong": "banh",
    "tac-tuong": "tuong-go",
    "go-my-nghe": "go",
    "may-ao-dai": "may-mac",
    "det-lua": "lua",
    "mien-dong": "mien",
    "hoa-cay-canh": "hoa-cay",
    "lang-co": "du-lich",
    "non-la": "non",
    "moc": "noi-that",
    "quy-vang": "vang",
    "huong": "huong",
    "to-he": "to-he",
    "du-lich-nong-thon": "du-lich",
    "tra-sen": "sen",
    "duc-dong": "dong",
    "thao-duoc": "thao-duoc",
    "nong-san": "rau",
}

#: Words of a name, without accents, and their craft. The first row that matches wins, so the telling
#: words stand first: "trà sen" is lotus tea, "khảm" on a lute still says the lute.
CRAFT_OF_WORDS = (
    ("dan-ty-ba dan-bau dan-nguyet dan-tranh dan-nhi dan-day dan-tam", "dan"),
    ("dua-go", "dua"),
    ("dong-trung linh-chi", "nam"),
    ("su-su su-hao sup-lo gia-do khoai-tay ca-rot ca-chua bap-cai rau", "rau"),
    ("gio-lua gio cha-com cha-lua xuc-xich", "gio"),
    ("cha-gio nem", "nem"),
    ("dat-vang thep-vang quy-vang", "vang"),
    ("tuong-go tuong-phat tac-tuong", "tuong-go"),
    ("hoanh-phi cua-vong do-tho", "do-tho"),
    ("tranh-su", "tranh-su"),
    ("banh-te", "banh-te"),
    ("gom su am-chen binh lo-hoa men-ran men", "gom"),
    ("may-tre tre-dan giang guot co-te", "may-tre"),
    ("kham-trai kham oc-xa-cu", "kham-trai"),
    ("son-mai", "son-mai"),
    ("ao-dai com-le ao", "may-mac"),
    ("ghep-vai ghep", "ghep-vai"),
    ("lua to-tam to-sen khan vai", "lua"),
    ("tho-cam det", "tho-cam"),
    ("theu", "theu"),
    ("quat", "quat"),
    ("non", "non"),
    ("huong-vong nu-tram nu-que nhang tram", "huong"),
    ("duc-dong bang-dong", "dong"),
    ("bac kim-hoan", "kim-hoan"),
    ("to-he", "to-he"),
    ("chuon-chuon do-choi", "chuon-chuon"),
    ("ren", "ren"),
    ("ban-ghe tu-go noi-that", "noi-that"),
    ("go dieu-khac tien", "go"),
    ("mat-ong", "mat-ong"),
    ("ruou", "ruou"),
    ("trung-thu banh-deo banh-nuong", "trung-thu"),
    ("banh-com", "banh-com"),
    ("banh-bao", "banh-bao"),
    ("banh-chung banh-day", "banh"),
    ("keo", "keo"),
    ("banh", "banh-quy"),
    ("trung-ga trung-vit trung", "trung"),
    ("pho lau", "am-thuc"),
    ("mien bun mi", "mien"),
    ("ca-kho ca-loc that-lat muc tom cua", "ca"),
    ("thit-ga ga vit", "ga"),
    ("thit lon", "thit"),
    ("dau-phu", "dau-phu"),
    ("mam tuong nuoc-mam", "hu"),
    ("tra", "tra"),
    ("nam-so nam-huong nam-rom nam", "nam"),
    ("cai muop bau bi", "rau"),
    ("gao", "gao"),
    ("com xoi", "com"),
    ("sen", "sen"),
    ("buoi nhan cam oi chuoi nho tao qua", "qua"),
    ("bot muoi", "bot"),
    ("duoc thuoc cao tinh-dau", "thao-duoc"),
    ("hoa-lan dong-tien", "hoa"),
    ("hoa cay bonsai", "hoa-cay"),
    ("tour trai-nghiem tham-quan du-lich sinh-thai", "du-lich"),
)


def craft_of(name: str, kind: str = "") -> str:
    """Return the craft that draws a product of this `kind`, or the one its `name` suggests.

    A known kind decides alone. Accents and case do not matter; a name without a telling word is food.
    """
    if kind in CRAFT_OF_KIND:
        return CRAFT_OF_KIND[kind]
    words = f"-{plain(name)}-"
    for telling, craft in CRAFT_OF_WORDS:
        if any(f"-{word}-" in words for word in telling.split()):
            return craft
    return ANY_FOOD
