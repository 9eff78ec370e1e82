"""A pasted list keeps its order and says of every line what it names."""

from __future__ import annotations

from tests.compare.matching.made import gtin, item
from workbench.compare.matching.facts import all_facts
from workbench.compare.matching.match import group_id, match
from workbench.compare.matching.pasted import Found, KnownBy, Lookup

A = item("a", "1", gtins=(gtin(1),), mpn="T-100/4", number="555")
B = item("b", "1", gtins=(gtin(1),), supplier_number="MO 1")
C = item("c", "1", number="MO1")
D = item("d", "1", number="1,5 kg")


def lookup(*items):
    facts = all_facts(items)
    return Lookup(facts, match(facts, by_name=False))


def test_every_line_in_its_order():
    text = f"{gtin(1)}\r\n\n nothing \nt1004\nmo-1\n"
    lines = lookup(A, B, C).read(text)
    assert [(line.number, line.found) for line in lines] == [
        (1, Found.ONE),
        (3, Found.NONE),
        (4, Found.ONE),
        (5, Found.SEVERAL),
    ]
    first, missing, number, several = lines
    assert first.hits[0] == (group_id((A.ref, B.ref)), (A.ref, B.ref), KnownBy.GTIN)
    assert missing.text == " nothing "
    assert missing.asked == "nothing"
    assert number.hits[0] == (group_id((A.ref, B.ref)), (A.ref,), KnownBy.NUMBER)
    assert [hit.group for hit in several.hits] == [group_id((A.ref, B.ref)), group_id((C.ref,))]


def test_quantities_beside_the_number():
    looked = lookup(A, B, D)
    texts = ("555\t250", "555; 1 000", "555,20", "555\tmany", "555\t0", "|555|7", "1,5 kg;3")
    found = [looked.read(text)[0] for text in texts]
    assert [line.quantity for line in found] == [250, 1000, 20, None, None, 7, 3]
    assert all(line.found is Found.ONE for line in found)
    assert found[-1].asked == "1,5 kg"


def test_gtins_as_people_write_them():
    number = gtin(1)
    spaced = f"{number[0]} {number[1:7]} {number[7:]}"
    lines = lookup(A, B).read(f"{spaced}\n0{number}\n{number[:-1]}{(int(number[-1]) + 1) % 10}")
    assert [line.found for line in lines] == [Found.ONE, Found.ONE, Found.NONE]


def test_what_is_no_number_names_nothing():
    lines = lookup(A, B, C, D).read("---\n;;;\n,,,\n|")
    assert [line.found for line in lines] == [Found.NONE] * 4


def test_an_empty_list():
    assert lookup(A).read(" \n\n") == ()
