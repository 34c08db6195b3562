"""What people do with gaps, and what the reporters of notes are told of it."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("events") as events:
        events.add_column(sa.Column("body", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "receipts",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rep", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_receipts")),
    )
    op.create_index(op.f("ix_receipts_rep"), "receipts", ["rep"], unique=False)
    op.create_index(op.f("ix_receipts_document_id"), "receipts", ["document_id"], unique=False)


def downgrade() -> None:
    op.drop_table("receipts")
    with op.batch_alter_table("events") as events:
        events.drop_column("body")
