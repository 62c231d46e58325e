"""A draft: types, form, preview, findings, files.

    types      the list of types, their pictures        drafts, files     pages and files of a draft
    shapes     a schema's fields → inputs               nodes, written    inputs with the data in them; form: back to data
    sections   the parts of a form                      drafting          a draft from its beginning to its document
    sources    what a campaign gives                    preview, holes, kept, causes      the PDF, what is missing, what is found
    told       what the page is told after each saving
"""

from __future__ import annotations

from service.web.make import drafts, files, types
from service.web.make.blueprint import blueprint

__all__ = ["blueprint", "drafts", "files", "types"]
