"""Relations by attribute: products that differ in one attribute or one feature."""

from __future__ import annotations

from workbench.sandbox.etim import spoken
from workbench.sandbox.etim.calls import Call
from workbench.sandbox.etim.world import Document, Product, World, an_object, is_empty, texts


def shown(call: Call, row: Document) -> Document:
    """A relation with the values of its products; those without a product are virtual."""
    world, language = call.world, ""
    if "lang" in call.query:
        language = spoken.checked(call.text("lang"))
    name = row.get("name")
    answer: Document = {
        "identifier": row["identifier"],
        "attribute": row.get("attribute", ""),
        "name": an_object(name).get(language, "") if language else name,
        "products": row.get("products", []),
    }
    attribute = str(row.get("attribute", ""))
    listed = texts(row.get("products"))
    held = {key: world.products[key] for key in listed if key in world.products}
    values = {key: _value(world, product, attribute, language) for key, product in held.items()}
    answer["productValues"] = {k: v for k, v in values.items() if not is_empty(v)} or []
    virtual = [key for key in listed if key not in held]
    return answer | {"virtualProducts": virtual} if virtual else answer


def _value(world: World, product: Product, attribute: str, language: str) -> object:
    if attribute.startswith("EF"):
        described = product.part("etimDescription")
        value = an_object(described.get("features")).get(attribute)
        if not language or value is None:
            return value
        slots = world.release.slots(str(described.get("classId"))) or {}
        return spoken.feature(world, slots.get(attribute), attribute, value, language)
    value = product.part("attributes").get(attribute)
    if not language or value is None:
        return value
    return spoken.attribute(world, attribute, value, language)
