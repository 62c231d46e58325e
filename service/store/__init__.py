"""Where uploads and results stand: files in a folder, or objects in S3. Only home of obstore (`s3`).

    names      which names there are
    store      `Store`: what both can do
    folder     files below a folder
    s3         objects below s3://bucket/prefix
    patient    `PatientStore`: waits for a store that is away
    opening    settings → the store of this process
"""

from service.store.folder import FolderStore
from service.store.opening import open_store
from service.store.patient import PatientStore
from service.store.store import Store

__all__ = ["FolderStore", "PatientStore", "Store", "open_store"]
