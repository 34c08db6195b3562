"""What each note shows, kept; which notes are still to be compared; how often the field uses words."""

import json
from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signs",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_signs")),
    )
    op.create_table(
        "sign_members",
        sa.Column("member", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("sign", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("member", "owner", "sign", name=op.f("pk_sign_members")),
    )
    op.create_table(
        "matters",
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("matter", "claim_id", name=op.f("pk_matters")),
    )
    op.create_table(
        "meetings",
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("heard", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("owner", name=op.f("pk_meetings")),
    )
    op.create_table(
        "found",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("gap_id", sa.String(), nullable=False),
        sa.Column("member", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", "gap_id", name=op.f("pk_found")),
    )
    op.create_table(
        "changed",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("stems", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_changed")),
    )
    op.create_table(
        "field_words",
        sa.Column("stem", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("stem", name=op.f("pk_field_words")),
    )
    for table, *columns in (
        ("signs", "owner"), ("sign_members", "sign"), ("matters", "claim_id"), ("matters", "owner"),
        ("meetings", "day", "account"), ("found", "gap_id"), ("found", "member"), ("changed", "document_id"),
    ):  # fmt: skip
        op.create_index(op.f(f"ix_{table}_{'_'.join(columns)}"), table, columns, unique=False)
    _count_words()


def _count_words() -> None:
    """Count the stems of the field claims there are: from now on they are counted as they come and go."""
    connection = op.get_bind()
    counted: Counter[str] = Counter()
    for (body,) in connection.execute(sa.text("SELECT body FROM claims WHERE origin = 'field'")):
        counted.update(["", *json.loads(body).get("terms", ())])
    if counted:
        values = [{"stem": stem, "times": times} for stem, times in counted.items()]
        connection.execute(sa.text("INSERT INTO field_words VALUES (:stem, :times)"), values)


def downgrade() -> None:
    for table in ("field_words", "changed", "found", "meetings", "matters", "sign_members", "signs"):
        op.drop_table(table)
