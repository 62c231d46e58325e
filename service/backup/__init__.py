"""All that an office has, in one file, and back: rows of every table, and the files they refer to.

    archive.py    the file: a tar with a manifest of SHA-256, written and read as a stream
    places.py     which files the rows refer to
    taken.py      database and store → archive, while the service runs
    put_back.py   archive → an empty database and a store

    vanban.json           format, program, migration, hour
    files/<name>          as in the store
    rows/<table>.jsonl.gz
    missing.jsonl         files that rows refer to and that were not in the store
    manifest.jsonl        name, size, SHA-256 of everything before it        manifest.sha256   of the manifest

A tar and not a ZIP: neither writing nor reading holds more in memory for a million files than for one.
"""

# All units that have tables: what is not imported would not be backed up.
from service.accounts import tables as _accounts  # noqa: F401
from service.backup.putting import put_back
from service.backup.taking import Taken, take
from service.ledger import tables as _ledger  # noqa: F401
from service.records import tables as _records  # noqa: F401

__all__ = ["Taken", "put_back", "take"]
