"""The decree as data with clauses."""
