"""The kinds of product of the sandbox: a catalogue reads as real only when its words are.

One line of the table is one kind: it gives the product's name, its leaf category, the shape of its
picture, a price level and the materials and specifications that such a thing comes in. A category
is called what its products are called, as in the document's `stylos > stylo bille`.
"""

# A line of a table is one record.

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Noun:
    """One kind of product; `texts` in the order of `words.TEXT_LANGUAGES`, price in cents."""

    family: str
    shape: str
    cents: int
    specs: tuple[str, ...]
    materials: tuple[str, ...]
    texts: tuple[str, ...]
    sized: bool


# family | shape | cents | specifications | materials | fr | en | de | nl | sv
_TABLE = """
mugs|mug|240|250 ml,300 ml,350 ml|ceramic|mug en céramique|ceramic mug|Keramikbecher|keramische mok|keramikmugg
mugs|mug|310|300 ml,350 ml,500 ml|enamel|mug émaillé|enamel mug|Emaillebecher|emaille mok|emaljmugg
mugs|mug|290|280 ml,330 ml|ceramic,cork|mug base liège|cork base mug|Becher mit Korkboden|mok met kurk|mugg med korkbotten
mugs|mug|260|200 ml,250 ml|glass|mug en verre|glass mug|Glasbecher|glazen mok|glasmugg
tumblers|tumbler|520|380 ml,450 ml|steel,rplastic|mug de voyage|travel mug|Reisebecher|reismok|resemugg
tumblers|tumbler|690|400 ml,500 ml,600 ml|steel|gobelet isotherme|thermo tumbler|Thermobecher|thermobeker|termosmugg
tumblers|tumbler|190|350 ml,500 ml|bamboo,rplastic|gobelet réutilisable|reusable cup|Mehrwegbecher|herbruikbare beker|återbruksmugg
bottles|bottle|640|500 ml,750 ml,1 l|steel|bouteille en acier|steel bottle|Stahlflasche|stalen fles|stålflaska
bottles|bottle|480|550 ml,600 ml|glass|bouteille en verre|glass bottle|Glasflasche|glazen fles|glasflaska
bottles|bottle|210|500 ml,650 ml,750 ml|rplastic|gourde de sport|sports bottle|Sportflasche|sportfles|sportflaska
bottles|bottle|420|400 ml,600 ml|aluminium|gourde aluminium|aluminium bottle|Aluminiumflasche|aluminium fles|aluminiumflaska
bottles|bottle|980|500 ml,1 l|steel|bouteille isotherme|vacuum flask|Isolierflasche|isoleerfles|termosflaska
glassware|tumbler|330|330 ml,400 ml|glass|verre à bière|beer glass|Bierglas|bierglas|ölglas
glassware|bottle|1250|750 ml,1 l|glass|carafe|carafe|Karaffe|karaf|karaff
totes|bag|130|140 g,180 g,220 g|cotton,ocotton|sac en coton|cotton tote|Baumwolltasche|katoenen tas|bomullskasse
totes|bag|260|A4,42 × 38 cm|jute|sac en jute|jute bag|Jutetasche|jutetas|jutekasse
totes|bag|90|80 g,100 g|polyester,rplastic|sac de courses|shopping bag|Einkaufstasche|boodschappentas|shoppingkasse
totes|bag|70|A4,A3|paper|sac en papier|paper bag|Papiertüte|papieren tas|papperskasse
backpacks|backpack|1690|15 l,20 l,25 l|polyester|sac à dos|backpack|Rucksack|rugzak|ryggsäck
backpacks|backpack|2390|15",17"|polyester,leather|sac à dos ordinateur|laptop backpack|Laptop-Rucksack|laptoprugzak|datorryggsäck
backpacks|backpack|190|12 l|cotton,polyester|sac à cordon|drawstring bag|Turnbeutel|trekkoordtas|gympapåse
travel|bag|1890|30 l,45 l|polyester|sac de voyage|travel bag|Reisetasche|reistas|resväska
travel|bag|590|2 l,4 l|polyester,cotton|trousse de toilette|toiletry bag|Kulturbeutel|toilettas|necessär
travel|bag|490|6 l,12 l,20 l|rplastic,polyester|sac isotherme|cooler bag|Kühltasche|koeltas|kylväska
travel|tag|120|10 cm|leather,rplastic|étiquette bagage|luggage tag|Kofferanhänger|bagagelabel|bagagetagg
pens|pen|45|bleu,noir|aluminium,abs|stylo bille|ball pen|Kugelschreiber|balpen|kulspetspenna
pens|pen|120|0.7 mm,1 mm|aluminium,steel|stylo roller|rollerball pen|Tintenroller|rollerpen|rollerballpenna
pens|pen|60|1 mm|bamboo,wood|stylo en bambou|bamboo pen|Bambuskugelschreiber|bamboe balpen|bambupenna
pens|pen|150|1 mm|aluminium|stylo tactile|stylus pen|Touchpen|styluspen|touchpenna
pencils|pen|22|HB,2B|wood|crayon|pencil|Bleistift|potlood|blyertspenna
pencils|pen|85|5 mm|abs,rplastic|surligneur|highlighter|Textmarker|markeerstift|överstrykningspenna
notebooks|notebook|290|A4,A5,A6|paper,leather|carnet|notebook|Notizbuch|notitieboek|anteckningsbok
notebooks|notebook|340|A5,A6|paper,cork|carnet en liège|cork notebook|Korknotizbuch|kurk notitieboek|anteckningsbok i kork
notebooks|notebook|110|50,100|paper|bloc-notes|notepad|Notizblock|notitieblok|notisblock
notebooks|notebook|890|A4,A5|leather|conférencier|portfolio|Schreibmappe|schrijfmap|skrivmapp
desk|notebook|790|2027|paper|agenda|diary|Terminkalender|agenda|kalender
desk|box|380|8 cm|bamboo,wood|porte-stylos|pen holder|Stiftehalter|pennenhouder|pennställ
desk|box|460|20 × 24 cm|polyester,cork|tapis de souris|mouse mat|Mauspad|muismat|musmatta
tshirts|tshirt|390|150 g,180 g,200 g|cotton,ocotton|t-shirt|T-shirt|T-Shirt|T-shirt|T-shirt
tshirts|tshirt|560|180 g,220 g|ocotton|t-shirt bio|organic T-shirt|Bio-T-Shirt|biologisch T-shirt|ekologisk T-shirt
tshirts|tshirt|890|200 g,220 g|cotton,polyester|polo|polo shirt|Poloshirt|poloshirt|pikétröja
tshirts|tshirt|620|130 g|polyester|t-shirt de sport|sports shirt|Sportshirt|sportshirt|funktionströja
sweaters|hoodie|1790|260 g,280 g,320 g|cotton,ocotton|sweat à capuche|hoodie|Kapuzenpullover|hoodie|luvtröja
sweaters|hoodie|1490|260 g,300 g|cotton,polyester|sweat-shirt|sweatshirt|Sweatshirt|sweater|collegetröja
sweaters|hoodie|1690|220 g,280 g|polyester|veste polaire|fleece jacket|Fleecejacke|fleecejack|fleecejacka
jackets|hoodie|3290|200 g,300 g|polyester|softshell|softshell jacket|Softshelljacke|softshelljack|softshelljacka
jackets|hoodie|990|S1,S2|polyester|gilet|body warmer|Weste|bodywarmer|väst
caps|cap|290|5,6|cotton,polyester|casquette|five-panel cap|Kappe|cap|keps
caps|cap|340|100 %|wool,polyester|bonnet|wool hat|Wollmütze|muts|mössa
caps|cap|310|58 cm|cotton|bob|bucket hat|Fischerhut|bucket hat|solhatt
scarves|towel|540|180 cm|wool,polyester|écharpe|scarf|Schal|sjaal|halsduk
scarves|towel|160|24 × 48 cm|polyester|tour de cou|neck warmer|Schlauchtuch|nekwarmer|halsvärmare
usb|usb|420|8 GB,16 GB,32 GB,64 GB|aluminium,abs|clé USB|USB stick|USB-Stick|USB-stick|USB-minne
usb|usb|290|1 m,2 m|abs,rplastic|câble de charge|charging cable|Ladekabel|laadkabel|laddkabel
power|powerbank|1190|5,000 mAh,10,000 mAh,20,000 mAh|aluminium,abs|batterie externe|power bank|Powerbank|powerbank|powerbank
power|powerbank|990|10 W,15 W|bamboo,abs|chargeur sans fil|wireless charger|kabelloses Ladegerät|draadloze lader|trådlös laddare
audio|speaker|1490|3 W,5 W,10 W|bamboo,abs|enceinte|speaker|Lautsprecher|luidspreker|högtalare
audio|speaker|2190|20 h,30 h|abs|casque audio|headphones|Kopfhörer|koptelefoon|hörlurar
audio|speaker|1690|TWS|abs,rplastic|écouteurs|earbuds|Ohrhörer|oordopjes|öronsnäckor
umbrellas|umbrella|1290|105 cm,120 cm,130 cm|polyester|parapluie de golf|golf umbrella|Golfschirm|golfparaplu|golfparaply
umbrellas|umbrella|690|95 cm,98 cm|polyester|parapluie pliant|folding umbrella|Taschenschirm|opvouwbare paraplu|hopfällbart paraply
umbrellas|umbrella|790|104 cm|polyester,wood|parapluie canne|stick umbrella|Stockschirm|stokparaplu|stockparaply
umbrellas|hoodie|240|S–XL|rplastic|poncho|rain poncho|Regenponcho|regenponcho|regnponcho
picnic|towel|890|130 × 150 cm|polyester,wool|plaid de pique-nique|picnic blanket|Picknickdecke|picknickkleed|picknickfilt
picnic|box|490|700 ml,1 l|bamboo,rplastic|boîte à repas|lunch box|Lunchbox|lunchbox|matlåda
sports|towel|690|50 × 100 cm,70 × 140 cm|cotton,ocotton|serviette|towel|Handtuch|handdoek|handduk
sports|ball|590|4,5|rplastic|ballon de football|football|Fußball|voetbal|fotboll
sports|ball|160|20 cm|rplastic|disque volant|flying disc|Wurfscheibe|frisbee|frisbee
tools|torch|490|1 W,3 W|aluminium|lampe torche|torch|Taschenlampe|zaklamp|ficklampa
tools|usb|690|9,12|steel,wood|couteau multifonction|pocket knife|Taschenmesser|zakmes|fickkniv
tools|box|290|3 m,5 m|abs,steel|mètre ruban|tape measure|Maßband|rolmaat|måttband
kitchen|box|990|30 × 20 cm|bamboo,wood|planche à découper|cutting board|Schneidebrett|snijplank|skärbräda
kitchen|towel|390|45 × 70 cm|cotton,ocotton|torchon|tea towel|Geschirrtuch|theedoek|kökshandduk
kitchen|tshirt|590|70 × 85 cm|cotton|tablier|apron|Schürze|schort|förkläde
kitchen|usb|340|18 cm|steel|tire-bouchon|corkscrew|Korkenzieher|kurkentrekker|korkskruv
candles|tumbler|690|120 g,200 g|glass|bougie parfumée|scented candle|Duftkerze|geurkaars|doftljus
candles|torch|590|2 W|bamboo,wood|lampe de table|table lamp|Tischlampe|tafellamp|bordslampa
lanyards|lanyard|55|15 mm,20 mm,25 mm|polyester,rplastic|tour de cou porte-badge|lanyard|Schlüsselband|keycord|nyckelband
lanyards|lanyard|75|90 × 60 mm|rplastic|porte-badge|badge holder|Ausweishülle|badgehouder|korthållare
keyrings|tag|65|40 mm,50 mm|steel,wood|porte-clés|key ring|Schlüsselanhänger|sleutelhanger|nyckelring
keyrings|tag|95|NFC,BLE|rplastic|traceur|key finder|Schlüsselfinder|sleutelvinder|nyckelsökare
keyrings|tag|35|25 mm,37 mm|steel|badge épingle|button badge|Ansteckbutton|button|knapp
sweets|box|85|10 g,50 g,100 g|paper|boîte de bonbons|sweet box|Bonbondose|snoepblikje|godisask
sweets|box|140|30 g,75 g|paper|chocolat|chocolate|Schokolade|chocolade|choklad
toys|ball|110|6 cm,7 cm|rplastic|balle anti-stress|stress ball|Stressball|stressbal|stressboll
toys|box|690|52,54|paper|jeu de cartes|playing cards|Spielkarten|speelkaarten|kortlek
toys|box|390|25 cm|cotton,polyester|peluche|soft toy|Plüschtier|knuffel|gosedjur
"""

_SIZED_FAMILIES = frozenset({"tshirts", "sweaters", "jackets"})


def _noun(line: str) -> Noun:
    family, shape, cents, specs, materials, *texts = line.split("|")
    return Noun(
        family=family,
        shape=shape,
        cents=int(cents),
        # A comma separates, except inside a number such as 5,000 mAh.
        specs=tuple(specs.replace(",000", "\0").split(","))
        if ",000" in specs
        else tuple(specs.split(",")),
        materials=tuple(materials.split(",")),
        texts=tuple(texts),
        sized=family in _SIZED_FAMILIES,
    )


def _restored(noun: Noun) -> Noun:
    specs = tuple(spec.replace("\0", ",000") for spec in noun.specs)
    return Noun(noun.family, noun.shape, noun.cents, specs, noun.materials, noun.texts, noun.sized)


NOUNS: tuple[Noun, ...] = tuple(_restored(_noun(line)) for line in _TABLE.strip().splitlines())
"""Every kind of product, in the order of the catalogue."""
