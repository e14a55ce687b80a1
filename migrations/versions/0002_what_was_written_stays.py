"""What was written stays: history and ledger refuse to be changed or deleted

Both are append-only by design; the database says so too, for the day the code is wrong. Of a history row only
its place in the chain is filled in later, once.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

#: Table and the columns that never change; None: no column ever does.
FROZEN = {
    "history_event": (
        "id",
        "batch_id",
        "kind",
        "occurred_at",
        "recorded_at",
        "said_by",
        "what_vi",
        "what_en",
        "place_vi",
        "note_vi",
        "note_en",
        "quantity",
        "event",
        "event_id",
        "key",
    ),
    "ledger_entry": None,
    "ledger_line": None,
    "movement": None,
}


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    if not sqlite:
        op.execute(
            "CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
    for table, columns in FROZEN.items():
        of = f" OF {', '.join(columns)}" if columns else ""
        for verb, suffix in ((f"UPDATE{of}", "update"), ("DELETE", "delete")):
            action = (
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
                if sqlite
                else "FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()"
            )
            op.execute(f"CREATE TRIGGER {table}_stays_{suffix} BEFORE {verb} ON {table} {action}")
    _keep_places(sqlite)


def _keep_places(sqlite: bool) -> None:
    """Let an event get its place in the chain once, and never another one."""
    when = "WHEN (OLD.position IS NOT NULL)"
    action = (
        f"{when} BEGIN SELECT RAISE(ABORT, 'history_event is append-only'); END"
        if sqlite
        else f"FOR EACH ROW {when} EXECUTE FUNCTION refuse_rewriting()"
    )
    op.execute(
        f"CREATE TRIGGER history_event_stays_placed BEFORE UPDATE OF position, chain_hash ON history_event {action}"
    )


def downgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table in FROZEN:
        suffixes = ("update", "delete", "placed") if table == "history_event" else ("update", "delete")
        for suffix in suffixes:
            on = "" if sqlite else f" ON {table}"
            op.execute(f"DROP TRIGGER {table}_stays_{suffix}{on}")
    if not sqlite:
        op.execute("DROP FUNCTION refuse_rewriting()")
