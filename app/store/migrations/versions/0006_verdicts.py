"""What judges said of pairs, what they left open, and what people decided."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "verdicts",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("official", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_verdicts")),
    )
    op.create_table(
        "doubts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("official", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("harm", sa.Integer(), nullable=False),
        sa.Column("lean", sa.Float(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_doubts")),
    )
    op.create_table(
        "rulings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("official", sa.String(), nullable=False),
        sa.Column("other", sa.String(), nullable=False),
        sa.Column("contradicts", sa.Boolean(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
    )
    for table in ("verdicts", "doubts", "rulings"):
        for column in ("official", "other"):
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def downgrade() -> None:
    for table in ("rulings", "doubts", "verdicts"):
        op.drop_table(table)
