"""What the workspace file holds: everything that people arranged, none of their secrets."""

from __future__ import annotations

from typing import Final

from workbench.store.database import Schema

WORKSPACE_SCHEMA: Final = Schema(
    title="The workspace",
    precious=True,
    steps=(
        (
            """CREATE TABLE account (
                source TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL,
                body BLOB NOT NULL, UNIQUE (source, name)) STRICT""",
            """CREATE TABLE view (
                source TEXT NOT NULL, resource TEXT NOT NULL, name TEXT NOT NULL,
                position INTEGER NOT NULL, body BLOB NOT NULL,
                UNIQUE (source, resource, name)) STRICT""",
            """CREATE TABLE item (
                kind TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL,
                changed INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (kind, name)) STRICT""",
            """CREATE TABLE job (
                id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, started INTEGER NOT NULL,
                body BLOB NOT NULL) STRICT""",
            "CREATE INDEX job_by_start ON job (started)",
            """CREATE TABLE query (
                source TEXT NOT NULL, text TEXT NOT NULL, asked INTEGER NOT NULL,
                UNIQUE (source, text)) STRICT""",
            """CREATE TABLE mark (
                name TEXT NOT NULL UNIQUE, value TEXT NOT NULL) STRICT""",
        ),
        (
            """CREATE TABLE basket (
                id TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, deleted INTEGER,
                body BLOB NOT NULL) STRICT""",
            """CREATE TABLE basket_line (
                id TEXT NOT NULL UNIQUE, basket TEXT NOT NULL, position INTEGER NOT NULL,
                deleted INTEGER, body BLOB NOT NULL) STRICT""",
            "CREATE INDEX basket_line_by_basket ON basket_line (basket, position)",
            """CREATE TABLE match_decision (
                a TEXT NOT NULL, b TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL,
                UNIQUE (a, b)) STRICT""",
            """CREATE TABLE rate (
                origin TEXT NOT NULL, currency TEXT NOT NULL, day TEXT NOT NULL,
                per_euro TEXT NOT NULL, UNIQUE (origin, currency, day)) STRICT""",
        ),
        (
            """CREATE TABLE run (
                id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, host TEXT NOT NULL,
                account TEXT NOT NULL, resource TEXT NOT NULL, state TEXT NOT NULL,
                begun INTEGER NOT NULL, body BLOB NOT NULL) STRICT""",
            "CREATE INDEX run_by_place ON run (source, host, account, begun)",
            """CREATE TABLE run_answer (
                run TEXT NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL) STRICT""",
            "CREATE INDEX run_answer_by_run ON run_answer (run, at)",
        ),
    ),
)
