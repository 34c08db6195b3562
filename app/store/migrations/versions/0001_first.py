"""Everything the loop keeps, and the lexical index."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Every token stays whole: only spaces part them. All that is not ASCII (å, ä, ö, §) belongs to a word in this tokenizer.
WORDS = """CREATE VIRTUAL TABLE words_{origin} USING fts5(
    tokens, tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[\\]^_`{{|}}~'"
)"""


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("ingested", sa.Date(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_path_part"), "documents", ["path", "part"], unique=False)
    op.create_index(op.f("ix_documents_source_part"), "documents", ["source", "part"], unique=False)
    op.create_table(
        "facts",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_facts")),
    )
    op.create_table(
        "gaps",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_gaps")),
        sa.UniqueConstraint("id", name=op.f("uq_gaps_id")),
    )
    op.create_table(
        "index_changes",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("passage_id", sa.String(), nullable=False),
        sa.Column("added", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_index_changes")),
    )
    op.create_table(
        "questions",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("asked", sa.Date(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_questions")),
    )
    op.create_index(op.f("ix_questions_asked"), "questions", ["asked"], unique=False)
    op.create_table(
        "events",
        sa.Column("gap_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["gap_id"], ["gaps.id"], name=op.f("fk_events_gap_id_gaps")),
        sa.PrimaryKeyConstraint("gap_id", "number", name=op.f("pk_events")),
    )
    op.create_table(
        "gap_evidence",
        sa.Column("gap_id", sa.String(), nullable=False),
        sa.Column("claim_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["gap_id"], ["gaps.id"], name=op.f("fk_gap_evidence_gap_id_gaps")),
        sa.PrimaryKeyConstraint("gap_id", "claim_id", name=op.f("pk_gap_evidence")),
    )
    op.create_index(op.f("ix_gap_evidence_claim_id"), "gap_evidence", ["claim_id"], unique=False)
    op.create_table(
        "passages",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("text_hash", sa.String(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_passages_document_id_documents")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_passages")),
        sa.UniqueConstraint("id", name=op.f("uq_passages_id")),
    )
    op.create_index(op.f("ix_passages_document_id_start"), "passages", ["document_id", "start"], unique=False)
    op.create_index(op.f("ix_passages_origin"), "passages", ["origin"], unique=False)
    op.create_index(op.f("ix_passages_text_hash_fingerprint"), "passages", ["text_hash", "fingerprint"], unique=False)
    op.create_table(
        "claims",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("passage_id", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_claims_document_id_documents")),
        sa.ForeignKeyConstraint(["passage_id"], ["passages.id"], name=op.f("fk_claims_passage_id_passages")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_document_id_start"), "claims", ["document_id", "start"], unique=False)
    op.create_index(op.f("ix_claims_origin"), "claims", ["origin"], unique=False)
    op.create_index(op.f("ix_claims_passage_id"), "claims", ["passage_id"], unique=False)

    if op.get_bind().dialect.name == "sqlite":
        for origin in ("official", "field"):
            op.get_bind().exec_driver_sql(WORDS.format(origin=origin))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for origin in ("official", "field"):
            op.get_bind().exec_driver_sql(f"DROP TABLE words_{origin}")
    for table in (
        "claims",
        "passages",
        "documents",
        "gap_evidence",
        "events",
        "gaps",
        "questions",
        "index_changes",
        "facts",
    ):
        op.drop_table(table)
