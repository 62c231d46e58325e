"""docxtpl's language and its results, not its run time: a template is prepared once, a record costs one render and one raw ZIP.

    prepare   package: ZIP → members · parts: those with tags
              each part: places, scan: tags and places, losses · source: docxtpl's patching · syntax, scope, balance: mistakes
              and where each value stands · rewrite, language, limits: Jinja, sandboxed and bounded · generator: Python → compiled
    fill      compiled → output: pieces · markup (drawing, grid): values as WordprocessingML · record: missing fields, images
              → afterwards: only what the result needs · pictures · package: bytes

The only home of docxtpl and of Jinja as a template language of documents.
"""

from service.fill.prepared import MAX_CHARS, MAX_SECONDS, Filled, Prepared, lint, prepare

__all__ = ["MAX_CHARS", "MAX_SECONDS", "Filled", "Prepared", "lint", "prepare"]
