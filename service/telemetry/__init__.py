"""Logs, counts and traces of a process."""
