"""Documents in the words of the service's own reference, for tests of their reading."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

COLOUR = {
    "id": 1029, "slug": "bleu-ciel", "type": "multiple", "value": "bleu ciel",
    "hierarchy": [{
        "id": 995, "slug": "bleu", "value": "bleu", "parent_id": None, "project_id": 995,
        "additional_text_data": "0000FF", "full_hierarchy_value": "bleu",
    }],
    "parent_id": 995, "project_id": 1029, "attr_position": 0,
    "attribute_group": {
        "id": "multiple_4", "name": "Couleurs", "slug": "couleurs",
        "additional_text_data_type": "hexadecimal_color_type",
    },
    "additional_text_data": "77B5FE", "full_hierarchy_value": "bleu > bleu ciel",
}  # fmt: skip

SIZE = {
    "id": "simple_12", "value": "XL", "type": "simple",
    "attribute_group": {"id": "simple_2", "name": "Tailles", "slug": "tailles"},
}  # fmt: skip


def price(start: int, end: int | None, value: object, profile: int = 1418) -> dict[str, Any]:
    return {
        "id": 1291162612, "value": value, "to_quantity": end, "from_quantity": start,
        "reduced_value": None, "supplier_profile": {"id": profile, "country_code": "FR"},
        "calculation_value": value,
    }  # fmt: skip


VARIANT = {
    "id": 2504, "name": "Raja stylo", "stock": 12, "net_weight": "11", "gross_weight": None,
    "description": "Stylo", "raw_description": "<b>Stylo</b>", "keywords": [],
    "supplier_reference": "243660", "european_article_numbering": "0350042910045",
    "main_variant_image_id": 6969,
    "variant_images": [
        {"id": 1, "url": "https://uploads.europeansourcing.com/a.jpeg"},
        {"id": "6969", "url": "https://uploads.europeansourcing.com/b.jpeg"},
    ],
    "attributes": [COLOUR, SIZE],
    "variant_sizes": [{"id": 15, "type": "width", "value": 125.600}, {"type": None, "value": "9"}],
    "variant_packaging": {
        "id": 68, "parent_id": 67, "type": "plastic_bag", "inner_quantity": 80,
        "weight": "500.000", "variant_packaging_sizes": [],
        "hierarchy": [{"id": 67, "parent_id": None, "type": None, "inner_quantity": None}],
    },
    "variant_minimum_quantities": [
        {"value": 100, "supplier_profile": {"id": "1418", "country_code": "FR"}},
        {"value": None, "supplier_profile": {"id": 25, "country_code": "NL"}},
    ],
    "variant_prices": [price(12, None, 1.7), price(1, 11, 1.9), price(1, 99, "2.10", 25)],
    "variant_delivery_times": [
        {"id": 2, "value": 7, "supplier_profile": {"id": 1418, "country_code": "FR"}},
        {"id": 3, "value": 5, "supplier_profiles": [{"id": 25, "country_code": "NL"}]},
    ],
    "variant_list_prices": [price(1, None, 3.5, 728)],
    "variant_sample_prices": [price(1, None, 0.35, 357)],
    "variant_external_links": [{"id": 7, "url": "https://vimeo.com/207773686", "type": "simple"}],
    "supplier_profiles": [{"id": 25, "country_code": "NL"}],
    "mandatory_marking": False,
    "marking_additional_information": "more_marking_available",
}  # fmt: skip

PRODUCT = {
    "id": 827, "has_marking": True, "last_indexed_at": "2017-11-08T16:00:44+0100",
    "country_of_origin": "IT", "main_product_image_id": None, "union_customs_code": "62 06 30 00",
    "main_category_id": 930, "labels": None, "product_images": [], "main_variant_id": 2540,
    "supplier": {
        "id": 475, "name": "CLIPPER BV", "legal_name": "CLIPPER BV", "slug": "clipper-bv",
        "vat_identification_number": None,
        "supplier_profiles": [
            {"country_code": "NL", "name": "CLIPPER BV (NL)", "association": None, "id": 25}
        ],
    },
    "categories": [{
        "id": 930, "name": "stylo bille", "slug": "stylo-bille", "parent_id": 945,
        "full_hierarchy_name": "STYLOS > stylos > stylo bille",
    }],
    "supplier_base_reference": "2436", "internal_reference": "QVJ8NV",
    "brand": {"name": "Fruit of the Loom", "id": "151", "suffix": "registered_trademark",
              "logo": ""},
    "extremum_price": [{"supplier_profile_id": 25, "lowest_price": 1.7, "highest_price": 2.1}],
    "variants": [VARIANT],
}  # fmt: skip

PROFILE = {"id": 139, "country_code": "FR"}

MARKING = {
    "id": "supplier_720", "key": "abcd", "type": "supplier", "full_color": False,
    "length": "40.000", "width": "15.000", "number_of_colors": None,
    "maximum_number_of_colors": 4, "minimum_quantity": None, "maximum_quantity": None,
    "diameter": None, "supplier_profiles": [], "comment": None,
    "marking": {
        "full_hierarchy_name": "impression > sérigraphie", "parent_id": "20", "id": "32",
        "name": "sérigraphie",
    },
    "marking_position": {"name": "corps", "id": "161", "slug": "corps"},
    "supplier_marking": {"id": 1326, "code": "S1", "comment": "A flat fee", "name_complement": "-"},
    "static_fixed_prices": [
        {"condition": None, "calculation_value": "18.650", "total_price": False, "value": "18.650",
         "id": "supplier_20", "reduced_value": None, "supplier_profile": PROFILE},
        {"condition": "nb_couleurs > 2", "value": "5.000", "supplier_profile": PROFILE},
    ],
    "static_variable_price_holders": [{
        "condition": None, "total_price": False, "marking_fees": [], "id": "supplier_19",
        "supplier_profile": PROFILE,
        "static_variable_prices": [
            {"calculation_value": "0.120", "from_quantity": 250, "value": "0.120"},
            {"calculation_value": "0.180", "from_quantity": 1, "value": "0.180"},
        ],
    }],
    "dynamic_variable_price_holders": [{
        "condition": None, "id": "supplier_19", "supplier_profile": PROFILE,
        "dynamic_variable_prices": [
            {"calculation_value": "0.180*nb_couleurs", "from_quantity": 1},
            {"calculation_value": "0.150*nb_couleurs", "from_quantity": 500},
        ],
    }],
    "dynamic_fixed_prices": [
        {"condition": "quadrichromie", "calculation_value": "29.95*nb_couleurs",
         "supplier_profile": {"id": "140", "country_code": "NL"}},
    ],
    "supplier_options": [{
        "code": "HAND", "translations": [{"lang": "fr", "name": "manutention"},
                                          {"lang": "en", "name": "handling"}],
    }],
}  # fmt: skip


def product(**changes: object) -> bytes:
    """The product as JSON, with members changed."""
    return json.dumps(deepcopy(PRODUCT) | changes).encode()


def product_with(**changes: object) -> bytes:
    """The product with members of its one variant changed; None members are left out."""
    variant = {
        name: value
        for name, value in (deepcopy(VARIANT) | changes).items()
        if value is not None or name not in changes
    }
    return product(variants=[variant])
