"""What alembic runs: migrations on the connection `database` hands over, in its transaction."""

from alembic import context

from app.store.gap_tables import GapRow  # all tables share its metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=GapRow.metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
)
with context.begin_transaction():
    context.run_migrations()
