"""Environment variables one by one → checked values; collects what is wrong and the names it was asked for."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from service.errors import Problem, problem

PREFIX: Final = "VANBAN_"
MIB: Final = 1024 * 1024
_HOST: Final = r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?"
_HOSTS: Final = rf"{_HOST}(?:[,\s]+{_HOST})*"
_UNITS: Final = {"": 1, "K": 1024, "M": MIB, "G": 1024 * MIB}


class Reader:
    """Variables without `VANBAN_` before their names; an empty one is not there."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.names: list[str] = []
        self.problems: list[Problem] = []

    def _get(self, name: str) -> str | None:
        self.names.append(PREFIX + name)
        return self.environ.get(PREFIX + name)

    def _bad(self, name: str, text: str, expected: str) -> None:
        self.problems.append(problem("setting-value", "Biến môi trường {bien} là “{gia_tri}”; cần {can}.", place=PREFIX + name,
                                     bien=PREFIX + name, gia_tri=text, can=expected))

    def text(self, name: str, default: str, pattern: str, expected: str, *, secret: bool = False) -> str:
        text = self._get(name)
        if text is None:
            return default
        if not re.fullmatch(pattern, text, re.ASCII):
            self._bad(name, "•••" if secret else text, expected)
            return default
        return text

    def integer(self, name: str, default: int, least: int, most: int | None = None) -> int:
        text = self._get(name)
        if text is None:
            return default
        # ASCII digits, no more than a 64-bit number has: int() would also take "1_000", "٣", and a million digits
        number = int(text) if re.fullmatch("[0-9]{1,18}", text) else -1
        if number < least or (most is not None and number > most):
            self._bad(name, text, f"số nguyên từ {least}" + (f" đến {most}" if most is not None else ""))
            return default
        return number

    def size(self, name: str, default: int) -> int:
        text = self._get(name)
        if text is None:
            return default
        found = re.fullmatch("([0-9]{1,12}) ?([KMG]?)(?:i?B)?", text, re.ASCII | re.IGNORECASE)
        if found is None or int(found[1]) == 0:
            self._bad(name, text, "số byte lớn hơn 0, có thể kèm đơn vị KiB, MiB, GiB (ví dụ 20MiB)")
            return default
        return int(found[1]) * _UNITS[found[2].upper()]

    def seconds(self, name: str, default: float) -> float:
        text = self._get(name)
        if text is None:
            return default
        number = float(text) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", text, re.ASCII) else 0.0
        if number <= 0:
            self._bad(name, text, "số giây lớn hơn 0")
            return default
        return number

    def hosts(self, name: str) -> tuple[str, ...]:
        """`host` or `host:port`, lower case."""
        text = self.text(name, "", _HOSTS, "các tên máy, có thể kèm :cổng, cách nhau bằng dấu phẩy")
        return tuple(text.lower().replace(",", " ").split())

    def folders(self, name: str) -> tuple[Path, ...]:
        text = self._get(name)
        found = [Path(part).expanduser() for part in (text or "").split(os.pathsep) if part.strip()]
        for folder in found:
            if not folder.is_dir():
                self._bad(name, str(folder), "thư mục có thật")
        return tuple(folder.resolve() for folder in found if folder.is_dir())

    def paths(self, name: str) -> tuple[Path, ...]:
        """Files and folders, as `folders`."""
        found = [Path(part).expanduser() for part in (self._get(name) or "").split(os.pathsep) if part.strip()]
        for path in found:
            if not path.exists():
                self._bad(name, str(path), "tệp hoặc thư mục có thật")
        return tuple(path.resolve() for path in found if path.exists())

    def file(self, name: str) -> Path | None:
        text = self._get(name)
        if text is None:
            return None
        path = Path(text).expanduser()
        if not path.is_file():
            self._bad(name, text, "tệp có thật")
            return None
        return path.absolute()             # not resolved: a module of PKCS#11 is known by the path it was loaded by

    def check_unknown(self) -> None:
        """A misspelt limit is not dropped silently; a name far from ours (Kubernetes' VANBAN_SERVICE_HOST) is not for us."""
        known = {name.removeprefix(PREFIX): name for name in self.names}
        for name in sorted(set(self.environ) - set(self.names)):
            near = difflib.get_close_matches(name.removeprefix(PREFIX), known, n=1, cutoff=0.7)
            if near:
                self.problems.append(problem("setting-unknown", "Không có biến môi trường {bien}; có phải {goi_y}?",
                                             place=name, bien=name, goi_y=known[near[0]]))
