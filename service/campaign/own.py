"""`rieng/`: what is particular to one document. `<slug>`, `<unit>/<slug>`, `<unit>/<slug>/<code>`, each a data file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from service.campaign.written import Origin, Written, in_file
from service.errors import InputRefused, Problem, problem
from service.inputs import load, read_file

DATA: Final = (".yaml", ".yml", ".json", ".toml")
DEEPEST: Final = 3


def own_files(folder: Path, problems: list[Problem]) -> dict[tuple[str, str, str], Written]:
    """(unit, slug, code) → what the file says; "" where a part is not said. What cannot be read goes to `problems`."""
    found: dict[tuple[str, str, str], Written] = {}
    for path, steps in _files(folder, (), problems):
        place = "/".join((folder.name, *steps[:-1], path.name))
        key = (steps[0] if steps[1:] else "", steps[:2][-1], steps[2] if steps[2:] else "")
        if key in found:
            problems.append(problem("own-twice", "Đã có {tep}; chỉ giữ một trong hai.", place=place, tep=found[key].origin.file))
            continue
        try:
            found[key] = Written(load(read_file(path), name=place), Origin(place))
        except InputRefused as fault:
            problems += in_file(fault.problems, place)
    return found


def ignored(name: str) -> bool:
    """Files and sheets that are not for us: hidden ones, notes, what Excel leaves beside an open file."""
    return name.startswith(("_", ".", "~")) or name.upper().startswith("README")


def _files(folder: Path, above: tuple[str, ...], problems: list[Problem]) -> Iterator[tuple[Path, tuple[str, ...]]]:
    for one in sorted(folder.iterdir()):
        if ignored(one.name):
            continue
        steps = (*above, one.stem)
        if one.is_dir() and len(steps) < DEEPEST:
            yield from _files(one, (*above, one.name), problems)
        elif one.is_file() and one.suffix.lower() in DATA:
            yield one, steps
        else:
            problems.append(problem("own-unknown", "Ở đây chỉ để tệp dữ liệu rieng/<loại>.yaml, rieng/<đơn vị>/<loại>.yaml, "
                                    "rieng/<đơn vị>/<loại>/<mã>.yaml.", place="/".join(("rieng", *above, one.name))))
