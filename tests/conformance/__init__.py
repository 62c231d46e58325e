"""The judges of the PDF: veraPDF's engine, and `page` as the second opinion."""
