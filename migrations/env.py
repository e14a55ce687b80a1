"""Runs the migrations on the database of the application."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

migrate = current_app.extensions["migrate"]
db = migrate.db


#: The search index keeps tables of its own, made by hand in a revision.
UNMAPPED = ("search_fts",)


def _include(_item: object, name: str | None, kind: str, reflected: bool, _other: object) -> bool:
    return not (kind in {"table", "index"} and reflected and (name or "").startswith(UNMAPPED))


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadatas[None],
        include_object=_include,
        **{"render_as_batch": True} | migrate.configure_args,
    )
    with context.begin_transaction():
        context.run_migrations()


with db.engine.connect() as connection:
    # SQLite alters a table by making it anew, which must not fire the references to it.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.commit()
    _run(connection)
    connection.commit()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.commit()
