"""Settings → the store of this process."""

from __future__ import annotations

from service.config import secret
from service.config.bulk import Bulk
from service.errors import SettingInvalid, problem
from service.store.folder import FolderStore
from service.store.store import Store


def open_store(bulk: Bulk) -> Store:
    """Objects in S3 where VANBAN_STORE names a bucket, else files in the folder `store` of VANBAN_DATA. No storage is asked yet.

    Raises SettingInvalid; of a folder StoreRefused, StoreUnreachable.
    """
    if not bulk.store:
        return FolderStore(bulk.data / "store")
    bucket, _, prefix = bulk.store.removeprefix("s3://").partition("/")
    access_key, secret_key = secret("S3_ACCESS_KEY") or "", secret("S3_SECRET_KEY") or ""
    SettingInvalid.raise_any(
        problem("setting-missing", "VANBAN_STORE cần {bien}.", place=name, bien=name)
        for name, key in (("VANBAN_S3_ACCESS_KEY", access_key), ("VANBAN_S3_SECRET_KEY", secret_key)) if not key)
    try:
        from service.store.s3 import S3Store
    except ImportError as error:
        raise SettingInvalid(problem("setting-extra", "VANBAN_STORE cần cài thêm: pip install 'vanban[many]'.",
                                     place="VANBAN_STORE")) from error
    return S3Store(bucket, prefix.strip("/"), endpoint=bulk.s3_endpoint, region=bulk.s3_region,
                   access_key=access_key, secret_key=secret_key)
