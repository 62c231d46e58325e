"""Kính gửi and Như trên (PL I, II.9a–d)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, also, rule
from service.rules.seen import Part, Seen, per_document
from service.rules.types import BY_ABBREVIATION
from service.rules.words.body import body
from service.rules.words.said import SURE, at, filled, lines, on_one_line, shortened
from service.rules.words.sequence import Numbered, numbered

_ADDRESSED: Final = frozenset(("", "TTr", "BC"))  # II.9b
# Slips that accompany something are addressed by their nature; the decree's samples 1.6–1.8 have forms of their own.
_LEFT_ALONE: Final = frozenset(("PC", "PG", "PB", "GM", "CĐ", "GGT"))
_KINH_GUI: Final = re.compile(r"Kính gửi\b", re.IGNORECASE)
_AS_ABOVE: Final = re.compile(r"(?:[-–+•*] ?)?Như (?:trên|kính gửi)\b", re.IGNORECASE)
_AS_ARTICLE: Final = re.compile(r"(?:[-–+•*] ?)?Như (?:các )?Điều (?P<numbers>\d+(?:(?:, ?| và )\d+)*)", re.IGNORECASE)


@per_document
def _kinh_gui(seen: Seen) -> Part | None:
    return seen.first("kinh_gui") or next((part for part in filled(seen) if _KINH_GUI.match(part.text.strip())), None)


@also("N-01")
def kinh_gui(seen: Seen) -> Iterator[Fault | Outcome]:
    """“Kính gửi:” chỉ có, và luôn có, ở tờ trình, công văn, báo cáo cấp dưới gửi cấp trên (II.9b, d)."""
    if seen.abbreviation is None or seen.abbreviation in _LEFT_ALONE:
        yield UNDETERMINED
        return
    part = _kinh_gui(seen)
    if part is None:
        if seen.abbreviation in {"", "TTr"} and (title := seen.first("ten_loai", "trich_yeu_cong_van")) and body(seen):
            yield at(
                title,
                problem(
                    "kinh-gui-missing", "{loai} không có “Kính gửi”.", loai="Tờ trình" if seen.abbreviation else "Công văn"
                ),
                required="Kính gửi: …",
            )
        elif seen.abbreviation not in _ADDRESSED:
            yield NOT_APPLICABLE
        return
    if part.component == "kinh_gui" and part.confidence >= SURE and seen.abbreviation not in _ADDRESSED:
        yield at(
            part,
            problem(
                "kinh-gui-extra",
                "{loai} không có phần “Kính gửi”; “Kính gửi” chỉ dùng cho tờ trình, báo cáo gửi cấp trên và công văn.",
                loai=BY_ABBREVIATION[seen.abbreviation].name,
            ),
            found=on_one_line(part),
        )
    elif part.component == "kinh_gui" and not on_one_line(part).startswith("Kính gửi:"):
        needed = "Kính gửi:"
        yield at(
            part,
            problem(
                "kinh-gui-colon",
                "Ghi “{co}”, sau “Kính gửi” phải có dấu hai chấm: “{can}”.",
                co=shortened(on_one_line(part), 30),
                can=needed,
            ),
            found=on_one_line(part),
            required=needed,
        )


@per_document
def _lines(seen: Seen) -> tuple[Part | None, str, list[tuple[Part, str]]]:
    """The part "Kính gửi:", what stands on its own line, and the lines below it."""
    head = seen.first("kinh_gui")
    if head is None:
        return None, "", []
    first, *rest = lines(head) or [""]
    below = [(head, line) for line in rest]
    below += [(part, line) for part in seen.of("kinh_gui_dong") for line in lines(part)]
    return head, re.sub(r"^Kính gửi ?:?", "", first, flags=re.IGNORECASE).strip(), below


@rule("N-02", "kinh-gui-one-line", "II.9d", about=("kinh_gui",))
def mot_noi_nhan(seen: Seen) -> Iterator[Fault | Outcome]:
    """Gửi cho một cơ quan, tổ chức hoặc một cá nhân: “Kính gửi” và tên nơi nhận trình bày trên cùng một dòng."""
    head, same, below = _lines(seen)
    if head is None:
        yield NOT_APPLICABLE
    elif not same and len(below) == 1 and below[0][1].startswith(("-", "–")):
        yield at(
            below[0][0],
            problem(
                "kinh-gui-single",
                "Chỉ có một nơi nhận thì ghi cùng dòng: “Kính gửi: {ten}”.",
                ten=shortened(below[0][1].lstrip("-– ").rstrip(".;")),
            ),
            found=below[0][1],
        )


@rule("N-03", "kinh-gui-list", "II.9d", about=("kinh_gui",))
def nhieu_noi_nhan(seen: Seen) -> Iterator[Fault | Outcome]:
    """Gửi từ hai nơi trở lên: mỗi nơi một dòng, có gạch đầu dòng; cuối dòng có dấu chấm phẩy, dòng cuối có dấu chấm."""
    head, same, below = _lines(seen)
    if head is None or len(below) + bool(same) < 2:
        yield NOT_APPLICABLE
        return
    if same:
        yield at(
            head,
            problem(
                "kinh-gui-several",
                "Có nhiều nơi nhận thì xuống dòng sau “Kính gửi:”, ở đây “{ten}” ghi cùng dòng.",
                ten=shortened(same),
            ),
            found=same,
        )
    for index, (part, line) in enumerate(below):
        last = index == len(below) - 1
        if not line.startswith("- "):
            if line[0].islower() or not (line[0] in "–+•*-" or line[-1] in ";."):
                continue  # the line above runs on
            yield at(
                part,
                problem("kinh-gui-dash", "Nơi nhận “{co}” phải bắt đầu bằng gạch đầu dòng (-).", co=shortened(line)),
                found=line,
                required="- …",
            )
        elif line[-1] != (needed := "." if last else ";") and not (not last and below[index + 1][1][0].islower()):
            told = (
                problem(
                    "kinh-gui-last-sign", "Dòng cuối của Kính gửi “{co}” phải kết thúc bằng dấu chấm (.).", co=shortened(line)
                )
                if last
                else problem(
                    "kinh-gui-sign", "Dòng “{co}” của Kính gửi phải kết thúc bằng dấu chấm phẩy (;).", co=shortened(line)
                )
            )
            yield at(part, told, found=line[-1], required=needed, suggestion=line.rstrip(" ;.,:") + needed)


def _first_recipient(seen: Seen) -> tuple[Part, str] | None:
    return next(((part, line) for part in seen.of("noi_nhan") for line in lines(part)), None)


@rule("N-08", "nhu-tren", "II.9b")
def nhu_tren(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dòng thứ nhất của Nơi nhận ghi “Như trên” khi và chỉ khi văn bản có “Kính gửi”."""
    first = _first_recipient(seen)
    if not first:
        yield NOT_APPLICABLE
        return
    if seen.abbreviation is None or seen.abbreviation in _LEFT_ALONE:
        yield UNDETERMINED
        return
    part, line = first
    addressed = _kinh_gui(seen) is not None
    above = next(((one, text) for one in seen.of("noi_nhan") for text in lines(one) if _AS_ABOVE.match(text)), None)
    if above and not addressed:
        if seen.abbreviation in _ADDRESSED - {"BC"}:
            yield UNDETERMINED  # N-01: it is Kính gửi that is missing
        else:
            yield at(
                above[0],
                problem(
                    "nhu-tren-extra",
                    "Nơi nhận ghi “{co}” nhưng văn bản không có “Kính gửi”; phải ghi tên nơi nhận.",
                    co=above[1],
                ),
                found=above[1],
            )
    elif addressed and not above and seen.abbreviation in _ADDRESSED:
        yield at(
            part,
            problem(
                "nhu-tren-missing",
                "Văn bản có “Kính gửi” thì dòng thứ nhất của Nơi nhận ghi “Như trên”, ở đây ghi “{co}”.",
                co=shortened(line),
            ),
            found=line,
            required="- Như trên;",
        )
    elif above and above[1] != line and seen.abbreviation in _ADDRESSED:
        yield at(
            above[0],
            problem("nhu-tren-not-first", "“Như trên” phải ở dòng thứ nhất của Nơi nhận, trước “{co}”.", co=shortened(line)),
            found=above[1],
        )


@rule("N-09", "nhu-dieu", "PL III, mẫu 1.1–1.3", severity="nhac", types=("QĐ",))
def nhu_dieu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dòng thứ nhất của Nơi nhận trong quyết định ghi “Như Điều …”, là điều có trong quyết định."""
    first = _first_recipient(seen)
    if not first:
        yield NOT_APPLICABLE
        return
    part, line = first
    found = _AS_ARTICLE.match(line)
    if not found:
        if not _AS_ABOVE.match(line) and "…" not in line:
            yield at(
                part,
                problem("nhu-dieu-missing", "Dòng thứ nhất của Nơi nhận ghi “{co}”; mẫu ghi “Như Điều …”.", co=shortened(line)),
                found=line,
                required="- Như Điều …;",
            )
        return
    articles = [one.label.number for one in numbered(body(seen)) if isinstance(one, Numbered) and one.label.level == "dieu"]
    if articles != list(range(1, len(articles) + 1)):
        yield UNDETERMINED  # B-13: which of them is meant is anyone's guess
        return
    missing = [number for number in re.findall(r"\d+", found["numbers"]) if articles and int(number) not in articles]
    if missing:
        yield at(
            part,
            problem(
                "nhu-dieu-unknown", "Nơi nhận ghi “{co}” nhưng văn bản không có Điều {so}.", co=shortened(line), so=missing[0]
            ),
            found=line,
        )
