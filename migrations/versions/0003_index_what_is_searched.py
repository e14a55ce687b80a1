"""index what is searched: full text over folded words, in each database's own way

Revision ID: 0003
Revises: 0002
"""

from alembic import op

from shop.catalogue.index_tables import create_index_tables, drop_index_tables

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_index_tables(op.get_bind())


def downgrade() -> None:
    drop_index_tables(op.get_bind())
