"""The store: a folder and a real S3 server, held to the same table."""
