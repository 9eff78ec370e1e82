"""What stands around the records in answers; the records stay raw until they are read singly.

One form serves every list: the service names the list by what it holds, and counts by as many
names. Its own examples put other lists than documented into some answers.
"""

from __future__ import annotations

import msgspec

Raws = list[msgspec.Raw] | None
Whole = int | str | None


class Listing(msgspec.Struct, rename="camel"):
    """A page of records (ArticlesResponse and its sisters), whatever they are.

    Attributes:
        page: number of the page, from 0.
        pages: how many there are.
        page_size: rows of a page.
        since: what a later question for changes may name, milliseconds since 1970.
    """

    page: Whole = None
    pages: Whole = None
    page_size: Whole = None
    since: Whole = None
    articles_count: Whole = None
    fifo_count: Whole = None
    history_count: Whole = None
    dates_count: Whole = None
    projects_count: Whole = None
    import_template_count: Whole = None
    total_batches: Whole = None
    total_serial_numbers: Whole = None
    articles: Raws = None
    units: Raws = None
    categories: Raws = None
    suppliers: Raws = None
    pricelists: Raws = None
    stores: Raws = None
    tags: Raws = None
    fifos: Raws = None
    history: Raws = None
    batches: Raws = None
    bundles: Raws = None
    serial_numbers: Raws = None
    fields: Raws = None
    dates: Raws = None
    stockplaces: Raws = None
    import_templates: Raws = None
