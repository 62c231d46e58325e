"""Alembic's entry: the connection comes from schema.py, its transaction too."""

from alembic import context

from service.database import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA,
                  render_as_batch=True)           # SQLite cannot alter a column
context.run_migrations()
