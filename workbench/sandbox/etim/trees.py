"""The category trees that the sandbox starts with."""

from __future__ import annotations

from workbench.sandbox.etim.words import FAMILIES, spoken
from workbench.sandbox.etim.world import LANGUAGES, Document

SHOP, PRINT = "TC1", "TC2"


def trees() -> dict[str, Document]:
    """A shop with two levels of categories, and a printed catalogue with one."""
    shop = spoken("Sklep|Shop|Shop|Butik|Boutique")
    printed = spoken("Katalog|Catalogue|Katalog|Katalog|Catalogue")
    rows: list[Document] = []
    for number, name in enumerate(FAMILIES.values(), 1):
        rows.append(_category(f"C{number}", name))
        rows.extend(_below(number, name))
    flat = [_category(f"K-{family}", name) for family, name in FAMILIES.items()]
    return {
        SHOP: _tree(SHOP, shop, ["M1", "L2"], rows),
        PRINT: _tree(PRINT, printed, ["T7"], flat),
    }


def category_of(family: str) -> str:
    """The shop's category of a family of products."""
    return f"C{list(FAMILIES).index(family) + 1}"


def _tree(key: str, name: dict[str, str], attributes: list[str], rows: list[Document]) -> Document:
    return {
        "categoryTreeIdentifier": key,
        "categoryTreeName": name,
        "categoryTreeAttributes": attributes,
        "categories": rows,
    }


def _below(number: int, name: dict[str, str]) -> list[Document]:
    kinds = (spoken("standard|standard|Standard|standard|standard"),
             spoken("premium|premium|Premium|premium|premium"))  # fmt: skip
    return [
        _category(
            f"SC{number}-{place}",
            {lang: f"{name[lang]} {kind[lang]}" for lang in LANGUAGES},
            parent=f"C{number}",
        )
        for place, kind in enumerate(kinds, 1)
    ]


def _category(key: str, name: dict[str, str], parent: str = "") -> Document:
    row: Document = {"identifier": key}
    if parent:
        row["parent"] = parent
    row["name"] = name
    if parent:
        row["attributes"] = ["N4", "S3"]
    row["seo"] = seo(name, f"category/{key}")
    row["www"] = [block(name, key)]
    return row


def seo(name: dict[str, str], path: str) -> Document:
    """What search engines are told about a page."""
    return {
        "index": "true",
        "follow": "true",
        "canonical": {lang: f"https://shop.example/{lang}/{path}" for lang in name},
        "url": {lang: f"https://shop.example/{lang}/page/{path}" for lang in name},
        "metaDescription": name,
        "metaKeywords": {lang: f"{text.lower()}, etim" for lang, text in name.items()},
        "title": {lang: f"{text} | shop.example" for lang, text in name.items()},
        "h1": name,
    }


def block(name: dict[str, str], key: str) -> Document:
    """A block of a page, with a picture by language."""
    url = f"https://files.etim-mapper.com/sandbox/{key}"
    return {
        "header": name,
        "text": {lang: f"{text}: <strong>{key}</strong>" for lang, text in name.items()},
        "imageUrl": {lang: f"{url}-{lang}.jpg" for lang in name},
        "imageTitle": name,
        "imageAlt": name,
    }
