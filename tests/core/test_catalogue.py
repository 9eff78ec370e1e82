"""The sources are named before they are read, and each is read once."""

from __future__ import annotations

from msgspec.structs import replace

from tests.ui.sample import sample_source
from workbench.core.catalogue import Sources, sources_of
from workbench.sources import ALL, TITLES


def make():
    read: list[str] = []

    def take(identity):
        read.append(identity)
        return replace(sample_source(1), id=identity)

    return Sources({"one": "One", "two": "Two", "three": "Three"}, take), read


def test_titles_and_number_read_nothing():
    sources, read = make()
    assert (list(sources.titles), len(sources), bool(sources)) == (["one", "two", "three"], 3, True)
    assert read == []


def test_a_source_is_read_once_and_no_other_with_it():
    sources, read = make()
    found = sources.find("two")
    assert found is sources[1] is sources.find("two")
    assert found is not None
    assert found.id == "two"
    assert read == ["two"]


def test_an_unknown_id_is_none():
    sources, read = make()
    assert sources.find("four") is None
    assert read == []


def test_all_of_them_come_in_their_order():
    sources, read = make()
    assert [source.id for source in sources] == read == ["one", "two", "three"]
    assert [source.id for source in sources[1:]] == ["two", "three"]
    assert sources[-1] in sources


def test_read_sources_know_themselves():
    one = sample_source(1)
    known = sources_of((one,))
    assert known.find(one.id) is one
    assert dict(known.titles) == {one.id: one.title}
    assert sources_of(known) is known


def test_every_folder_bears_the_id_and_title_it_is_named_by():
    assert {source.id: source.title for source in ALL} == TITLES
