"""The list of all benchmarks: a new one is a line here (see harness.py)."""

from __future__ import annotations

from typing import Final

from tests.benchmarks import (
    bench_compare,
    bench_comparison,
    bench_courses,
    bench_edits,
    bench_etim,
    bench_grid,
    bench_marking,
    bench_matching,
    bench_memory,
    bench_offers,
    bench_overview,
    bench_prices,
    bench_search_all,
    bench_search_page,
    bench_start,
    bench_tables,
    bench_window,
    bench_xlsx,
)
from tests.benchmarks.harness import Benchmark

BENCHMARKS: Final[tuple[Benchmark, ...]] = (
    bench_tables.search_as_typed,
    bench_tables.sort_by_price,
    bench_tables.first_sort,
    bench_tables.search_large,
    bench_tables.against_pandas,
    bench_tables.stays_flat,
    bench_memory.memory,
    bench_search_page.search_page,
    bench_search_all.search_all,
    bench_xlsx.xlsx,
    bench_grid.repaint,
    bench_grid.sort_with_repaint,
    bench_start.start,
    bench_window.window,
    bench_edits.edits,
    bench_marking.marked_orders,
    bench_compare.comparison,
    bench_compare.marked_comparison,
    bench_comparison.comparison_of_a_workspace,
    bench_matching.matching,
    bench_offers.items_of_documents,
    bench_offers.orders_by_technique,
    bench_prices.price_history,
    bench_courses.scrolling,
    bench_etim.release,
    bench_etim.completeness,
    bench_overview.overview,
)
