"""Files are there whole or not at all; what a killed process left of one goes when it is written again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from service.cli.files import clear_halves, write_by, write_whole

# writes a few bytes, says where, and waits to be killed
_WRITER = """
import sys, time
from pathlib import Path
from service.cli.files import write_by

def write(file):
    file.write(b"half")
    file.flush()
    print("begun", flush=True)
    time.sleep(60)

write_by(Path(sys.argv[1]), write)
"""


def _names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def _grow_old(folder: Path) -> None:
    for one in folder.iterdir():
        os.utime(one, (1e9, 1e9))


def test_what_a_killed_process_left_goes_and_what_is_being_written_stays(tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    (tmp_path / ".manifest.json").write_text("của người khác")
    (tmp_path / ".manifest.json.saoluu").write_text("của người khác")
    process = subprocess.Popen([sys.executable, "-c", _WRITER, path], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process, process.stdout as said:
        assert said.readline() == "begun\n"
        _grow_old(tmp_path)
        clear_halves(path)
        assert len(_names(tmp_path)) == 3                # it is being written
        process.kill()
    _grow_old(tmp_path)
    clear_halves(tmp_path / "manifest.csv")
    assert len(_names(tmp_path)) == 3                    # half of another file
    clear_halves(path)
    assert _names(tmp_path) == {".manifest.json", ".manifest.json.saoluu"}


def test_a_file_is_written_over_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "mới" / "a.txt"
    clear_halves(path)                                   # its folder is not there yet
    for data in (b"1", b"22"):
        write_whole(path, data)
        assert path.read_bytes() == data
    write_by(path, lambda file: file.write(b"333"), private=True)
    assert (path.read_bytes(), path.stat().st_mode & 0o777, _names(path.parent)) == (b"333", 0o600, {"a.txt"})
