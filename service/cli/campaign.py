"""`vanban campaign`: a campaign's folder checked whole, and its documents made: one, a school's dossier, a ward's set."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.campaign_set import Against, Progress, formats_of, make, said
from service.cli.progress import progress
from service.cli.render import Day, Formats
from service.cli.report import FINDINGS, FINE, Report, reporting
from service.errors import UsageRefused, problem
from service.language import translate
from service.vietnamese.clock import today

if TYPE_CHECKING:
    from service.campaign import Snapshot
    from service.dossier.planned import Planned


@click.group(short_help="Hồ sơ của cả một phong trào, từ một thư mục dữ liệu.")
def campaign() -> None:
    """Kiểm tra dữ liệu một phong trào thi đua và soạn văn bản từ đó: một văn bản, hồ sơ một trường, bộ văn bản một phường.

    THƯ_MỤC có phong_trao.yaml và các bảng (xem docs/campaign.md).
    """


_FOLDER = click.argument("folder", metavar="THƯ_MỤC")
_UNITS = click.option("--unit", "-u", "units", multiple=True, metavar="MÃ", help="Trường hoặc phường; lặp lại được.")
_DAY = click.option("--day", type=Day(), help="Ngày của văn bản, thay cho ngày đã đăng ký.")
_TODAY = click.option("--today", "on", type=Day(), help="Ngày thay cho hôm nay, dùng cho văn bản chưa đăng ký.")
_OUT = click.option("--out", "-o", default=".", metavar="THƯ_MỤC", help="Nơi ghi tệp; mặc định: thư mục hiện hành.")
_FORMATS = click.option("--format", "--formats", "-f", "formats", type=Formats(), default="docx,pdf",
                        help="docx, pdf; mặc định: docx,pdf.")


@campaign.command(short_help="Kiểm tra dữ liệu và đối chiếu các văn bản với nhau.")
@_FOLDER
@_UNITS
@_DAY
@_TODAY
@reporting
@click.pass_obj
def check(report: Report, folder: str, units: tuple[str, ...], day: date | None, on: date | None) -> int:
    """Đọc THƯ_MỤC, lập dữ liệu của mọi văn bản và đối chiếu chúng với nhau; không ghi tệp nào.

    Không có --unit: mọi trường, mọi phường. Mã kết thúc 1 nếu có văn bản chưa lập được hoặc có lỗi; 2 nếu dữ liệu bị từ chối.
    """
    from service.cli import across  # a second of imports that --help does not need
    from service.dossier.check import check_dossier
    from service.dossier.judged import Dossier
    from service.dossier.planned import judge
    from service.rules.reports import as_json

    with progress(f"Đang đọc {folder}"):
        snapshot = load(folder)
    now = on or today()
    planned = [one for unit in _units(snapshot, units) for one in _documents(snapshot, unit, now, day, folder)]
    late = _say_waiting(report, snapshot, _units(snapshot, units), now)
    state = Progress("Đang lập dữ liệu", len(planned))
    with progress(state.text):
        judged, refused = judge(planned, state.next)
    with progress("Đang đối chiếu các văn bản"):
        found = check_dossier(Dossier(snapshot, judged, now, tuple(one.unmade() for one, _ in refused)))
    value = {
        "documents": len(planned),
        "waiting": late,
        "refused": [said(one) | {"problems": [report.told(wrong) for wrong in error.problems]} for one, error in refused],
        "check": as_json(found, partial(translate, language=report.language)),
    }

    def lines() -> Iterator[str]:
        for one, error in refused:
            yield from (f"{one.scope.unit}/{one.name}: {report.line(wrong)}" for wrong in error.problems)
        yield from across.lines(found, report)
        yield translate(problem("campaign-summary", "{so} văn bản, {chua} chưa lập được.", so=len(planned), chua=len(refused)),
                        report.language)

    report.result(value, lines())
    return FINE if found.sign_ready and not refused else FINDINGS


@campaign.command(short_help="Soạn một loại văn bản của một đơn vị.")
@_FOLDER
@click.option("--type", "-t", "slug", required=True, metavar="LOẠI", help="Loại văn bản (xem vanban types).")
@click.option("--unit", "-u", metavar="MÃ", default="", help="Trường hoặc phường; mặc định: đơn vị duy nhất có loại văn bản này.")
@click.option("--award", metavar="MÃ", default="", help="Hình thức khen thưởng: giay_khen, bang_khen.")
@click.option("--subject", metavar="MÃ", default="", help="Trường hợp đề nghị hoặc khách mời.")
@_DAY
@_TODAY
@_OUT
@_FORMATS
@reporting
@click.pass_obj
def render(report: Report, folder: str, slug: str, unit: str, award: str, subject: str, day: date | None, on: date | None,
           out: str, formats: tuple[str, ...]) -> int:
    """Soạn văn bản LOẠI của một đơn vị; của mọi hình thức, mọi trường hợp nếu không chọn bằng --award, --subject."""
    from service import doctypes
    from service.dossier.planned import document, level, units

    wanted = formats_of(formats)
    with progress(f"Đang đọc {folder}"):
        snapshot = load(folder)
    kind = doctypes.get(slug)
    scope = kind.dossier.scope if kind.dossier else ("school", "ward")
    among = [unit] if unit else [ma for ma in units(snapshot) if level(snapshot, ma) in scope and _is_there(snapshot, ma, day)]
    if len(among) != 1:
        raise UsageRefused(problem("unit-needed", "Có {so} đơn vị có loại văn bản này; chọn một bằng --unit.", place="--unit",
                                   so=len(among)))
    now, asked = on or today(), {"award": award, "subject": subject}
    planned = [one for one in _documents(snapshot, among[0], now, day, folder) if one.slug == slug
               and all(not code or getattr(one.scope, part) == code for part, code in asked.items())]
    planned = planned or [document(snapshot, among[0], kind, today=now, award_code=award, subject=subject, day=day,
                                   folder=base(folder))]
    return make(report, planned, Path(out), wanted)


@campaign.command(name="set", short_help="Soạn cả hồ sơ của một trường, bộ văn bản của một phường.")
@_FOLDER
@_UNITS
@click.option("--only", metavar="LOẠI,…", default="", help="Chỉ những loại văn bản này.")
@_DAY
@_TODAY
@_OUT
@_FORMATS
@click.option("--jobs", "-j", type=click.IntRange(min=1), default=1, metavar="SỐ", help="Số tiến trình; mặc định: 1.")
@click.option("--volume", is_flag=True, help="Thêm ho-so.pdf cho mỗi đơn vị: mọi văn bản của đơn vị trong một tệp.")
@reporting
@click.pass_obj
def whole_set(report: Report, folder: str, units: tuple[str, ...], only: str, day: date | None, on: date | None, out: str,
              formats: tuple[str, ...], jobs: int, volume: bool) -> int:
    """Soạn mọi văn bản của hồ sơ, mỗi đơn vị một thư mục con, kèm manifest.json và kết quả đối chiếu các văn bản với nhau.

    Không có --unit: mọi phường, mọi trường. Văn bản chưa lập được không làm dừng những văn bản khác.
    """
    from service import doctypes

    wanted = formats_of(formats)
    if volume and "docx" not in wanted:
        raise UsageRefused(
            problem("volume-needs-docx", "Tập hồ sơ lập từ các tệp Word: --volume cần dạng docx.", place="--format"))
    slugs = [doctypes.get(slug.strip()).slug for slug in only.split(",") if slug.strip()]
    with progress(f"Đang đọc {folder}"):
        snapshot = load(folder)
    now = on or today()
    every = [one for unit in _units(snapshot, units) for one in _documents(snapshot, unit, now, day, folder)]
    planned = [one for one in every if not slugs or one.slug in slugs]
    against = Against(snapshot, every, now)
    _say_waiting(report, snapshot, _units(snapshot, units), now)
    titles = {unit: f"Hồ sơ – {_called(snapshot, unit)}" for unit in _units(snapshot, units)} if volume else None
    return make(report, planned, Path(out), wanted, against=against, jobs=jobs, titles=titles)


def load(folder: str) -> Snapshot:
    """The campaign of a folder or file. Raises InputRefused with every problem."""
    from service import doctypes
    from service.campaign import load_folder

    return load_folder(Path(folder), slugs=doctypes.catalogue())


def _units(snapshot: Snapshot, asked: tuple[str, ...]) -> list[str]:
    from service.dossier.planned import units

    return list(dict.fromkeys(asked)) or [ma for ma in units(snapshot) if snapshot.organ(ma).loai in ("truong", "ubnd_phuong")]


def base(folder: str) -> Path:
    """Where relative paths of pictures start."""
    path = Path(folder)
    return path if path.is_dir() else path.parent


def _documents(snapshot: Snapshot, unit: str, now: date, day: date | None, folder: str) -> tuple[Planned, ...]:
    from service import doctypes
    from service.dossier.planned import documents

    return documents(snapshot, unit, doctypes.catalogue().values(), today=now, day=day, folder=base(folder))


def _say_waiting(report: Report, snapshot: Snapshot, units: list[str], now: date) -> list[str]:
    """The documents that the units have still to write, told and given back."""
    from service import doctypes
    from service.dossier.planned import waiting

    late = [f"{unit}/{one.name}" for unit in units for one in waiting(snapshot, unit, doctypes.catalogue().values(), today=now)]
    if late:
        report.note(translate(problem("documents-waiting", "{so} văn bản chờ đơn vị viết phần riêng (rieng/): {cac_van_ban}.",
                                      so=len(late), cac_van_ban=", ".join(late)), report.language))
    return late


def _called(snapshot: Snapshot, unit: str) -> str:
    organ = snapshot.organ(unit)
    return organ.ten_day_du or " ".join(str(organ.ten).split())


def _is_there(snapshot: Snapshot, ma: str, day: date | None) -> bool:
    return day is None or snapshot.organ(ma).valid(day)


