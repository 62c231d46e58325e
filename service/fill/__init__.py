"""docxtpl's language and its results, not its run time: a template is prepared once, a record costs one render and one raw ZIP.

    template bytes ── package: members ── parts: those with tags
        each part:  scan (tags, places) → source (docxtpl's patching) → syntax, balance (mistakes, contexts) → compiled
    Prepared.fill(values):  compiled → afterwards (only what is needed) → package: bytes

The only home of docxtpl and of Jinja as a template language of documents.
"""

from service.fill.prepared import MAX_CHARS, MAX_SECONDS, Prepared, lint, prepare

__all__ = ["MAX_CHARS", "MAX_SECONDS", "Prepared", "lint", "prepare"]
