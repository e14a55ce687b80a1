"""The part of the search index that no model can declare: full text over the folded words of `search_entry`.

For migrations: it names tables by strings, so that a revision stays true whatever the models become. On SQLite an
FTS5 table reads its text from `search_entry` and is kept in step by triggers; on PostgreSQL an index on the
expression that the query uses does the same work.
"""

from __future__ import annotations

from sqlalchemy import Connection

#: The text PostgreSQL searches, exactly as its index and every query spell it.
POSTGRES_TEXT = "to_tsvector('simple'::regconfig, name_folded || ' ' || words_folded)"

_SQLITE = (
    # The text is folded already: FTS5's own `remove_diacritics` leaves the letter đ alone.
    """CREATE VIRTUAL TABLE search_fts USING fts5(
        name_folded, words_folded, content='search_entry', content_rowid='id', tokenize='unicode61 remove_diacritics 0'
    )""",
    """CREATE TRIGGER search_fts_added AFTER INSERT ON search_entry BEGIN
        INSERT INTO search_fts(rowid, name_folded, words_folded) VALUES (new.id, new.name_folded, new.words_folded);
    END""",
    """CREATE TRIGGER search_fts_removed AFTER DELETE ON search_entry BEGIN
        INSERT INTO search_fts(search_fts, rowid, name_folded, words_folded)
        VALUES ('delete', old.id, old.name_folded, old.words_folded);
    END""",
    """CREATE TRIGGER search_fts_changed AFTER UPDATE ON search_entry BEGIN
        INSERT INTO search_fts(search_fts, rowid, name_folded, words_folded)
        VALUES ('delete', old.id, old.name_folded, old.words_folded);
        INSERT INTO search_fts(rowid, name_folded, words_folded) VALUES (new.id, new.name_folded, new.words_folded);
    END""",
)


def create_index_tables(connection: Connection) -> None:
    """Create the full-text index beside the table `search_entry`, and fill it with what stands there."""
    if connection.dialect.name == "sqlite":
        for statement in _SQLITE:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("INSERT INTO search_fts(search_fts) VALUES ('rebuild')")
    else:
        connection.exec_driver_sql(f"CREATE INDEX search_fts ON search_entry USING gin ({POSTGRES_TEXT})")


def drop_index_tables(connection: Connection) -> None:
    """Drop what `create_index_tables` created; to be called before the table `search_entry` goes."""
    if connection.dialect.name == "sqlite":
        for trigger in ("search_fts_added", "search_fts_removed", "search_fts_changed"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {trigger}")
        connection.exec_driver_sql("DROP TABLE IF EXISTS search_fts")
    else:
        connection.exec_driver_sql("DROP INDEX IF EXISTS search_fts")
