"""Blocks, whoever prints them: what they are for the tags (`roles`, `data`, `tree`), which border stands on an edge (`edges`,
`borders`), what a drawing takes of the lines beside it (`wrap`). Shared by the printers, so that they cannot disagree."""
