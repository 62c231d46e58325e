"""Passages copied inside a document and between units: G6. Syllables are masked, cut into shingles and found again by hashing."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from service.dossier.facts import fault, texts
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.dossier.slugs import MERIT, REVIEW, YEARLY
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome

RUN: Final = 15                                   # identical syllables in a row
SAME: Final = 0.9                                 # of the shingles, between units
_SHINGLE: Final = 5
_LEAST: Final = 60                                # syllables: shorter narratives are alike by their nature
_COMPARED: Final = (REVIEW, YEARLY, *MERIT)
_SYLLABLE: Final = re.compile(r"\x00|[^\W_]+")       # \x00 stands for what is masked
# Names of cited documents: "Kế hoạch số 2268/KH-UBND ngày 31 tháng 5 năm 2023 của Ủy ban nhân dân …"
_CITED: Final = re.compile(
    r"(?:Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Kế hoạch|Chỉ thị|Công văn|Tờ trình|Biên bản|Báo cáo)\s+(?:[^.;]{0,80}?)?"
    r"(?:số\s+\S+|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})[^.;,]{0,160}", re.IGNORECASE)
# Fields that say who and what it is, and tables, are alike on purpose.
_ASIDE: Final = frozenset({
    "ten_phong_trao", "ten_goi_tat", "trich_yeu", "can_cu", "kinh_gui", "noi_nhan", "luu", "co_quan_ban_hanh", "co_quan_chu_quan",
    "ky", "hinh_thuc", "thanh_tich", "khen_thuong", "danh_hieu", "chi_tieu", "tap_the", "ca_nhan", "tham_quyen"})
_NAMING: Final = frozenset({"trich_yeu", "don_vi", "chuc_vu", "ghi_chu"})      # parts of rows: names, notes beside figures
Place = tuple[tuple[object, ...], int]


@across("TD-G6", "copied-passage", "thông lệ", severity="nhac")
def copied(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Trong một văn bản không chép lại một đoạn (từ 15 tiếng liền trở lên, không kể tên phong trào và tên văn bản viện dẫn); báo
    cáo của hai đơn vị không giống nhau từ 90 %."""
    names = {dossier.snapshot.frame.ten, dossier.snapshot.frame.ten_goi_tat} - {""}
    asked = False
    for document in dossier.documents:
        passages = list(_passages(document, names))
        asked = asked or bool(passages)
        yield from _inside(document, passages)
    yield from _between(dossier, names)
    if not asked:
        yield NOT_APPLICABLE


def _passages(document: Judged, names: set[str]) -> Iterator[tuple[tuple[object, ...], list[str]]]:
    """Masked syllables of every text of its narrative."""
    narrative = {name: value for name, value in document.data.items() if name not in _ASIDE and not name.startswith("ky_")}
    for steps, text in texts(narrative):
        if _NAMING.intersection(steps):
            continue
        syllables = masked(text, names)
        if len(syllables) >= _SHINGLE:
            yield steps, syllables


def masked(text: str, names: set[str]) -> list[str]:
    """A text as syllables in lower case; every campaign name and cited document is one mark, never the same twice in a run."""
    text = unicodedata.normalize("NFC", text)
    for name in names:
        text = re.sub(re.escape(name), " \x00 ", text, flags=re.IGNORECASE)
    text = _CITED.sub(" \x00 ", text)
    return [one.casefold() for one in _SYLLABLE.findall(text)]


def _inside(document: Judged, passages: Sequence[tuple[tuple[object, ...], list[str]]]) -> Iterator[Fault]:
    seen: dict[int, Place] = {}
    told: set[tuple[tuple[object, ...], tuple[object, ...]]] = set()
    for steps, syllables in passages:
        for start in range(len(syllables) - RUN + 1):
            run = syllables[start:start + RUN]
            if "\x00" in run:
                continue
            first = seen.setdefault(hash(tuple(run)), (steps, start))
            apart = first[0] != steps or start - first[1] >= RUN
            if apart and (first[0], steps) not in told:
                told.add((first[0], steps))
                said = problem("copied-passage", "Hai chỗ giống nhau từ {so} tiếng liền: “{doan} …”.", so=RUN, doan=" ".join(run))
                yield fault(said, document.at(*first[0]), document.at(*steps), found=" ".join(run))


def _between(dossier: Dossier, names: set[str]) -> Iterator[Fault]:
    """Reports of one type and different units: pairs that share shingles are counted, all others never meet."""
    for slug in _COMPARED:
        documents = dossier.of(slug)
        shingles = [_shingles(one, names) for one in documents]
        holders: dict[int, list[int]] = defaultdict(list)
        for index, own in enumerate(shingles):
            for one in own:
                holders[one].append(index)
        yield from _alike(documents, shingles, holders)


def _shingles(document: Judged, names: set[str]) -> set[int]:
    syllables = [one for _, passage in _passages(document, names) for one in passage]
    if len(syllables) < _LEAST:
        return set()
    return {hash(tuple(syllables[start:start + _SHINGLE])) for start in range(len(syllables) - _SHINGLE + 1)}


def _alike(documents: list[Judged], shingles: list[set[int]], holders: dict[int, list[int]]) -> Iterator[Fault]:
    """A copy shares the rarest tenth of a document's shingles and more, so one met there is enough to compare the pair."""
    told: set[int] = set()
    for index, own in enumerate(shingles):
        if not own or index in told:
            continue
        rare = sorted(own, key=lambda one: len(holders[one]))[: max(1, int(len(own) * (1 - SAME)) + 1)]
        met = {other for one in rare for other in holders[one] if other > index
               and documents[other].unit != documents[index].unit}
        for other in sorted(met):
            shared = len(own & shingles[other])
            if shared >= SAME * max(len(own), len(shingles[other])):
                told.add(other)
                said = problem("copied-report", "{van_ban} và {van_ban_khac} giống nhau {phan_tram}% lời văn.",
                               van_ban=documents[index],
                               van_ban_khac=documents[other], phan_tram=100 * shared // max(len(own), len(shingles[other])))
                yield fault(said, str(documents[index]), str(documents[other]))
