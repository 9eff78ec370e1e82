"""The words that the warehouse's articles are made of: goods, places, suppliers, odd ids."""

from __future__ import annotations

from typing import NamedTuple


class Known(NamedTuple):
    """An article that always stands at the head of the list."""

    id: str
    name: str
    ean: str
    price: str
    cost: str
    held: str
    least: str
    place: str
    supplier: int
    category: str


class Goods(NamedTuple):
    """A kind of article: its variants, its price and how it is kept."""

    name: str
    category: str
    price: int
    variants: tuple[str, ...]
    kept: str = ""


KUKSA, NORDIC, GAVELAND, SKARP, PAPIR, LJUS = 701, 702, 703, 704, 705, 706

SUPPLIERS = (
    (KUKSA, "Kuksa Design", "SEK", "1", "SE", "Malmö", "Bergsgatan 12"),
    (NORDIC, "Nordic Promo AB", "SEK", "1", "SE", "Göteborg", "Kungsgatan 40"),
    (GAVELAND, "Gaveland Europe", "EUR", "11.245", "NL", "Utrecht", "Kanaalweg 8"),
    (SKARP, "Skarp & Son Textil", "SEK", "1", "SE", "Borås", "Vävargatan 3"),
    (PAPIR, "Papir og Penn A/S", "DKK", "1.508", "DK", "Odense", "Vestergade 21"),
    (LJUS, "Ljusfabriken Åre", "SEK", "1", "SE", "Åre", "Årevägen 5"),
    (707, "Baltic Pack OÜ", "EUR", "11.245", "EE", "Tallinn", "Pärnu mnt 102"),
    (708, "Teko Elektronik", "SEK", "1", "SE", "Kista", "Isafjordsgatan 9"),
    (709, "Smak av Norden", "SEK", "1", "SE", "Umeå", "Storgatan 61"),
    (710, "Fjordgaver AS", "NOK", "0.968", "NO", "Bergen", "Strandgaten 14"),
    (711, "Möller Werbemittel GmbH", "EUR", "11.245", "DE", "Lübeck", "Hafenstraße 77"),
    (712, "Kontorsmaterial i Skåne", "SEK", "1", "SE", "Lund", "Skiffervägen 20"),
)

CATEGORIES = (
    "övrigt", "Muggar", "Flaskor", "Väskor", "Skrivdon", "Block & papper", "Kläder",
    "Elektronik", "Ljus & hem", "Mat & godis", "Paraply", "Kontor", "Presentset", "Arbete",
)  # fmt: skip

KNOWN = (
    Known("10-0412", "Enamel mug Dalarna white", "7350042910045", "49", "21.4", "1240", "200",
          "A-04-2", KUKSA, "Muggar"),
    Known("10-0413", "Enamel mug Dalarna navy", "7350042910052", "49", "21.4", "860", "200",
          "A-04-3", KUKSA, "Muggar"),
    Known("10-0414", "Enamel mug Dalarna black", "7350042910069", "49", "21.4", "415", "200",
          "A-04-4", KUKSA, "Muggar"),
    Known("10-0502", "Steel bottle Fjord 500 ml", "7331045220119", "129", "53.2", "310", "100",
          "B-11-1", NORDIC, "Flaskor"),
    Known("10-0503", "Steel bottle Fjord 750 ml", "7331045220126", "139", "61.75", "188", "100",
          "B-11-2", NORDIC, "Flaskor"),
    Known("10-0640", "Cotton tote Malmö 140 g", "7312280014008", "19", "10.85", "7400", "1000",
          "C-01-1", GAVELAND, "Väskor"),
    Known("10-0641", "Jute bag Hallands Väderö", "7312280014015", "32", "17.4", "2015", "500",
          "C-01-2", GAVELAND, "Väskor"),
    Known("10-0702", "Lanyard Skåne 15 mm", "7350091170025", "9.5", "5.95", "5100", "2000",
          "C-07-4", NORDIC, "Kontor"),
    Known("10-0715", "Ball pen Uppsala metal", "7350091170155", "7.5", "4.5", "12880", "5000",
          "C-08-1", PAPIR, "Skrivdon"),
    Known("10-0716", "Ball pen Uppsala rubber", "7350091170162", "6.9", "3.95", "0", "2000",
          "C-08-2", PAPIR, "Skrivdon"),
    Known("10-0801", "Notebook Öland A5 dotted", "7340051008017", "39", "20.6", "940", "200",
          "D-02-1", PAPIR, "Block & papper"),
    Known("10-0802", "Notebook Öland A5 lined", "7340051008024", "39", "20.6", "610", "100",
          "D-02-2", PAPIR, "Block & papper"),
    Known("10-0903", "Golf umbrella Kattegatt", "7350077130012", "189", "92.4", "72", "50",
          "E-01-1", NORDIC, "Paraply"),
    Known("10-1004", "Five-panel cap Gotland", "7312280015005", "59", "26.1", "508", "150",
          "C-03-1", SKARP, "Kläder"),
    Known("10-1010", "Wool hat Abisko", "7312280015104", "99", "44.3", "215", "80",
          "C-03-4", SKARP, "Kläder"),
    Known("10-1101", "USB stick Kalmar 16 GB", "7350099400162", "89", "43.6", "332", "100",
          "F-01-1", 708, "Elektronik"),
    Known("10-1102", "Power bank Vänern 10,000 mAh", "7350099401022", "199", "92.8", "104", "50",
          "F-01-2", 708, "Elektronik"),
    Known("10-1203", "Candle Sarek 45 h", "7340010012031", "75", "31", "460", "120",
          "D-05-2", LJUS, "Ljus & hem"),
    Known("10-1210", "Chocolate box Lucia 8 pcs", "7340010012109", "69", "38.2", "1120", "300",
          "D-06-1", 709, "Mat & godis"),
    Known("10-1215", "Tea tin Sommar 100 g", "7340010012154", "85", "40.1", "288", "100",
          "D-06-3", 709, "Mat & godis"),
    Known("10-1220", "Kuksa cup birch 150 ml", "7340010012208", "149", "70.5", "96", "40",
          "D-07-1", KUKSA, "Muggar"),
    Known("10-1301", "Beach towel Tylösand", "7312280016019", "169", "81", "140", "60",
          "C-05-1", SKARP, "Kläder"),
)  # fmt: skip

UNRATED = "10-1301"
"""Known article with a supplier in a currency that no rate leads from."""

PLACES = (
    "Abisko", "Bohuslän", "Dalarna", "Falun", "Fjäll", "Gotland", "Halland", "Jämtland", "Kalmar",
    "Kiruna", "Lappland", "Luleå", "Mälaren", "Norrland", "Omberg", "Piteå", "Roslagen", "Sarek",
    "Siljan", "Skåne", "Småland", "Tiveden", "Umeå", "Uppland", "Vänern", "Västerås", "Ystad",
    "Ålesund", "Åre", "Ängsö", "Öland", "Österlen",
)  # fmt: skip

_COLOURS = ("vit", "svart", "marin", "röd", "grön", "grå")
_SIZES = ("S", "M", "L", "XL", "XXL")

GOODS = (
    Goods("Emaljmugg", "Muggar", 49, _COLOURS),
    Goods("Termosmugg", "Muggar", 119, _COLOURS),
    Goods("Stålflaska", "Flaskor", 129, ("350 ml", "500 ml", "750 ml", "1 l")),
    Goods("Tygkasse", "Väskor", 19, ("140 g", "180 g", "220 g")),
    Goods("Ryggsäck", "Väskor", 349, _COLOURS),
    Goods("Kulspetspenna", "Skrivdon", 7, _COLOURS),
    Goods("Blyertspenna", "Skrivdon", 4, ("HB", "2B", "med suddgummi")),
    Goods("Anteckningsbok A5", "Block & papper", 39, ("linjerad", "prickad", "olinjerad")),
    Goods("Spiralblock A4", "Block & papper", 29, ("rutat", "linjerat")),
    Goods("T-shirt ekologisk", "Kläder", 89, _SIZES),
    Goods("Keps", "Kläder", 59, _COLOURS),
    Goods("Stickad mössa", "Kläder", 99, _COLOURS),
    Goods("USB-minne", "Elektronik", 89, ("8 GB", "16 GB", "32 GB", "64 GB"), "serial"),
    Goods("Powerbank", "Elektronik", 199, ("5 000 mAh", "10 000 mAh"), "serial"),
    Goods("Doftljus", "Ljus & hem", 75, ("20 h", "45 h"), "batch"),
    Goods("Chokladask", "Mat & godis", 69, ("8 bitar", "16 bitar"), "batch"),
    Goods("Teburk", "Mat & godis", 85, ("100 g", "200 g"), "batch"),
    Goods("Karameller", "Mat & godis", 25, ("mint", "hallon", "lakrits"), "batch"),
    Goods("Golfparaply", "Paraply", 189, _COLOURS),
    Goods("Nyckelband", "Kontor", 9, ("15 mm", "20 mm", "25 mm")),
    Goods("Pärm A4", "Kontor", 35, ("40 mm", "60 mm", "80 mm")),
    Goods("Badhandduk", "Ljus & hem", 169, _COLOURS),
)

SETS = ("Presentset", "Startpaket", "Mässpåse", "Julklapp")

SERVICES = (
    ("Tryck 1 färg", 350), ("Tryck 2 färger", 550), ("Lasergravyr", 450), ("Brodyr", 600),
    ("Packning per set", 12), ("Expressavgift", 750), ("Klichékostnad", 495), ("Frakt Norden", 149),
)  # fmt: skip

ODD = (
    ("M/12 röd", "Mugg med snedstreck"),
    ("40% extra", "Kampanjpåse fyrtio procent"),
    ("C#-10", "Pennfodral C-kryss"),
    ("Åre 3 åäö", "Vantar Åre"),
    ("a b  c", "Reflex med blanksteg"),
    ("kit/å %2F#1", "Paket med alla tecken"),
    ("mugg+lock?", "Mugg med lock & sked"),
    ("1;2,3", "Etiketter med skiljetecken"),
)
"""Ids with signs that a path must escape."""

TAGS = (
    ("Fragile", "Packas med mellanlägg"), ("Season", "Säljs en del av året"),
    ("Miljömärkt", "Nordisk miljömärkning"), ("Nyhet", "Ny i år"), ("Utgår", "Säljs slut"),
    ("Tillverkad i Sverige", "Svensk tillverkning"), ("Julklapp", "Passar till jul"),
    ("Kampanj", "Ingår i kampanj"),
)  # fmt: skip

UNITS = (
    ("st", "PCE"), ("förp", "PK"), ("kart", "CT"), ("kg", "KGM"), ("m", "MTR"), ("l", "LTR"),
    ("tim", "HUR"), ("pall", "PF"), ("set", None),
)  # fmt: skip

MAKERS = ("Kuksa Design", "Orrefalk", "Nordfjell", "Skarp", "Gaveland", "Papirhuset", "Lumo")
