"""Texts as vendors really type them: inch marks, quotes, line breaks, other scripts, traps."""

from __future__ import annotations

ODD = (
    'Ladies\' "Claire" setting, 7" circumference',
    'Two-tone band\nRhodium plated inside\nEngraved: "Always, M & J"',
    "Finition poli, sertissage à grains, N° 54 – poinçon d'état",
    "=SUM(A1:A9) copied from the vendor's own sheet",
    "+44 1632 960 123; ask for @studio",
    "خاتم ذهب عيار 18",
    "טבעת זהב ויהלום",
    "18金ホワイトゴールド ダイヤモンド",
    "Sparkle \U0001f48e set, e\u0301clat",
    '"Quoted from end to end"',
    'b"bb',
    "NA",
    "null",
    "0012",
    "1-2",
    "1E5",
    "  blanks at both ends  ",
    "Tab\tbetween; semicolons; and, commas",
    "Line one\r\nline two",
    "zero\u200bwidth and \u202eturned\u202c text",
    "<b>Bold</b> &amp; <img src=x>",
    "-12.5",
    "'leading apostrophe",
    "Long: " + "hand-finished milgrain edge, " * 160,
)
"""Descriptions that a reader must carry through unchanged."""

REFERENCES = (
    "GIA 2141438171", "1/16\" melee", "\"D\" parcel, lot 7", "IGI-LG 553204419", "Ø 1.3 mm",
    "", "0007", "3-4",
)  # fmt: skip
"""References of stones."""

CHAIN_DETAILS = (
    "{inch}\" adjustable, 2\" extender", "{inch}\" with \"S\" clasp", "{inch}\"", "",
    "{inch}\" / soldered\nlobster clasp",
)  # fmt: skip
"""Extra details of chains; `{inch}` is the length."""
