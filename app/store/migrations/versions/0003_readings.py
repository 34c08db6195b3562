"""What each file held when it was last read."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "readings",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("source", "member", name=op.f("pk_readings")),
    )


def downgrade() -> None:
    op.drop_table("readings")
