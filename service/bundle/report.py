"""The report of a batch, for people: what was asked, what was made, what was refused and why, what is to be looked at. One HTML
file that needs nothing from outside, and as a PDF of A4 pages by our own engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from html import escape
from typing import Final

from service.bundle.story import MOST_ROWS, Story, Told, story
from service.bundle.wording import VIETNAM, batch_day, number_text, severity_word, type_name
from service.errors import Problem
from service.fonts import faces
from service.html import Html
from service.language import Language, translate, translate_text
from service.ledger.values import Batch, Unit
from service.paper import Properties
from service.retold import message
from service.rules.finding import SEVERITIES
from service.vietnamese.dates import short_date

_FAMILY: Final = "Times New Roman"
# What XML cannot hold; a value of a row may.
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STYLE: Final = """
p,td,th,h1,h2,span{white-space:normal}
h1{font-size:1.6em;font-weight:bold;line-height:1.25} h2{font-size:1.2em;font-weight:bold;margin:1.5em 0 .4em;break-after:avoid}
table{border-collapse:collapse;table-layout:auto;width:100%;font-size:.95em}
td,th{text-align:left;vertical-align:top;padding:.3em .7em .3em 0;line-height:1.35}
th{font-weight:bold;border-bottom:1.5px solid #333}
td{border-bottom:1px solid #ccc} tr{break-inside:avoid} td p+p{margin-top:.25em}
.n{text-align:right;white-space:nowrap} th.n{white-space:normal} .m{width:45%}
.w,.w p{white-space:nowrap} .s{color:#555;font-size:.9em}
.good{border-left:5px solid #1c6b30;background:#eef6ef;padding:.6em .9em;margin:.8em 0 1em}
.bad{border-left:5px solid #a40000;background:#fbefef;padding:.6em .9em;margin:.8em 0 1em}
.note{border-left:5px solid #8a5a00;background:#fdf6e8;padding:.6em .9em;margin:.8em 0 1em}
.loi{color:#a40000;font-weight:bold} .nhac{color:#7a5200;font-weight:bold} .luu_y{color:#333}
.f td:first-child{width:38%;color:#444} .sub td:first-child{padding-left:1.4em}
"""
_SCREEN: Final = f"""body{{font:16px/1.5 "{_FAMILY}",serif;max-width:60em;margin:2em auto;padding:0 1em;color:#111}}
.scroll{{overflow-x:auto}}"""


def report_html(batch: Batch, units: Iterable[Unit], language: Language = "vi") -> bytes:
    """One HTML page, UTF-8."""
    markup = _markup(story(batch, units), language, f"{_STYLE}{_SCREEN}")
    return f"<!doctype html>\n{markup}\n".encode()


def report_pdf(batch: Batch, units: Iterable[Unit], language: Language = "vi") -> bytes:
    """The same on A4, with page numbers."""
    from service.pdf import to_pdf  # most of a second of imports, for the last page of a batch

    face = faces().find(_FAMILY).face
    foot = translate_text("Trang", language)
    sheet = (f"@page{{size:A4;margin:20mm 18mm 20mm 22mm;@bottom-center{{content:'{foot} ' counter(page) '/' counter(pages);"
             f"font:10pt {face.css_family};color:#444}}}}body{{font:11pt/1.4 {face.css_family};color:#111}}")
    markup = _markup(story(batch, units), language, f"{_STYLE}{sheet}")
    lacking = set(face.missing(markup)) - set("\n\t")          # no other face is guessed for a sign of somebody's key
    for sign in sorted(lacking):
        markup = markup.replace(sign, "?")
    title = translate_text("Báo cáo đợt soạn văn bản", language)
    return to_pdf(Html(markup, title=title), Properties(title=title, language=language))


def _markup(told: Story, language: Language, style: str) -> str:
    title = translate_text("Báo cáo đợt soạn văn bản", language)
    head = (f'<head><meta charset="utf-8"/><meta name="viewport" content="width=device-width"/><title>{escape(title)}: '
            f"{_text(told.batch.wish.name)}</title><style>{style}</style></head>")
    top = (_heading(title, 1), f"<p>{_text(told.batch.wish.name)}</p>", _result(told, language))
    body = "\n".join((*top, *_sections(told, language)))
    return f'<html lang="{language}">{head}\n<body>\n{body}\n</body></html>'


def _sections(told: Story, language: Language) -> Iterator[str]:
    wish, totals = told.batch.wish, told.totals

    yield from _notes(told.batch.problems, translate_text("Vì sao không làm được", language), language)
    yield _heading(translate_text("Yêu cầu", language))
    yield _pairs([
        (translate_text("Tệp", language), wish.name),
        (translate_text("Ngày", language), short_date(batch_day(told.batch))),
        (translate_text("Dạng tệp", language), ", ".join(one.upper() for one in wish.formats)),
        (translate_text("Khi có dòng sai", language), translate_text(
            "Vẫn làm các dòng đúng" if wish.partial else "Không làm dòng nào", language)),
        *_times(told.batch, language)])
    yield _heading(translate_text("Kết quả", language))
    yield _counts(told, language)
    if told.kinds:
        yield _heading(translate_text("Loại văn bản", language))
        yield _table(
            (translate_text("Loại văn bản", language), translate_text("Phiên bản mẫu", language),
             translate_text("Số văn bản", language), translate_text("Số trang", language)),
            [(f'{_text(type_name(slug))} <span class="s">{_text(slug)}</span>', f'<span class="s">{_text(version)}</span>',
              number_text(kind.documents, language), number_text(kind.pages, language))
             for (slug, version), kind in sorted(told.kinds.items())], numbers=(2, 3))
    if told.refused:
        yield _heading(translate_text("Dòng bị từ chối", language))
        yield _rows(told.refused, totals.of("faulty"), language)
    if told.failed:
        yield _heading(translate_text("Văn bản không làm được", language))
        yield _rows(told.failed, totals.of("failed"), language)
    if told.themes:
        yield _heading(translate_text("Điều cần xem lại", language))
        yield _themes(told, language)
    yield from _notes(told.batch.notices, translate_text("Lưu ý chung", language), language)


def _result(told: Story, language: Language) -> str:
    """The one sentence that everybody reads."""
    totals = told.totals
    short = totals.of("faulty", "failed", "cancelled", "todo", "queued", "running")
    if short:
        found = translate_text("Đã làm {lam} trong {tong} văn bản; {thieu} không có.", language)
    elif not totals.rows:
        found = translate_text("Đợt này không có văn bản nào.", language)
    elif totals.warned:
        found = translate_text("Đã làm đủ {lam} văn bản; {xem} văn bản có điều cần xem lại.", language)
    else:
        found = translate_text("Đã làm đủ {lam} văn bản, không có gì phải xem lại.", language)
    kind = "bad" if short or not totals.rows else "note" if totals.warned else "good"
    figures = {"lam": totals.of("done"), "tong": totals.rows, "thieu": short, "xem": totals.warned}
    said = found.format_map({name: number_text(figure, language) for name, figure in figures.items()})
    return f'<p class="{kind}"><strong>{_text(said)}</strong></p>'


def _counts(told: Story, language: Language) -> str:
    totals = told.totals
    rows = [
        (translate_text("Dòng trong danh sách", language), totals.rows, False, True),
        (translate_text("Văn bản đã làm", language), totals.of("done"), False, True),
        (translate_text("làm từ trước, còn nguyên", language), totals.reused, True, bool(totals.reused)),
        (translate_text("có điều cần xem lại", language), totals.warned, True, bool(totals.of("done"))),
        (translate_text("Văn bản không làm được", language), totals.of("failed"), False, True),
        (translate_text("Dòng bị từ chối", language), totals.of("faulty"), False, True),
        (translate_text("Đã hủy trước khi làm", language), totals.of("cancelled"), False, bool(totals.of("cancelled"))),
        (translate_text("Chưa làm xong", language), totals.of("todo", "queued", "running"), False,
         bool(totals.of("todo", "queued", "running"))),
        (translate_text("Số tệp", language), totals.files, False, True),
        (translate_text("Số trang", language), totals.pages, False, True)]
    lines = "".join(f'<tr class="sub"><td>– {_text(name)}</td><td>{number_text(count, language)}</td></tr>' if under else
                    f"<tr><td>{_text(name)}</td><td>{number_text(count, language)}</td></tr>"
                    for name, count, under, shown in rows if shown)
    return f'<table class="f"><tbody>{lines}</tbody></table>'


def _times(batch: Batch, language: Language) -> Iterator[tuple[str, str]]:
    for name, at in ((translate_text("Bắt đầu", language), batch.begun), (translate_text("Kết thúc", language), batch.ended)):
        if at is not None:
            moment = datetime.fromtimestamp(at, VIETNAM)
            yield name, f"{moment:%H:%M:%S} {short_date(moment.date())}"


def _rows(rows: Sequence[Told], count: int, language: Language) -> str:
    """Rows with their reasons. What is one by one too much is in the manifest, and that is said."""
    table = _table(
        (translate_text("Dòng", language), translate_text("Mã", language), translate_text("Lý do", language)),
        [(_text(" ".join(filter(None, (one.sheet, str(one.line or one.number))))),
          f'{_text(one.key)}<p class="s">{_text(type_name(one.slug))}</p>',
          "".join(f"<p>{_reason(found, language)}</p>" for found in one.problems)) for one in rows], narrow=(0, 1))
    if count > len(rows):
        more = translate_text("Còn {so} dòng nữa, xem manifest.csv.", language)
        table += f"<p>{_text(more.format(so=number_text(count - MOST_ROWS, language)))}</p>"
    return table


def _reason(found: Problem, language: Language) -> str:
    where = found.place or found.pointer
    return f'{f"<strong>{_text(where)}</strong>: " if where else ""}{_text(translate(found, language))}'


def _themes(told: Story, language: Language) -> str:
    """The gravest first, then those of most documents."""
    grave = {str(name): place for place, name in enumerate(SEVERITIES)}
    themes = sorted(told.themes.items(), key=lambda item: (
        grave.get(str(item[1].example.get("severity", "")), len(grave)), -item[1].documents, item[0]))
    rows = []
    for (_, code), theme in themes:
        severity = str(theme.example.get("severity", "luu_y"))
        names = ", ".join(theme.names) + (", …" if theme.documents > len(theme.names) else "")
        clause = str(theme.example.get("clause", ""))
        words = _text(message(theme.example, language))
        word = _text(severity_word(severity, language))
        rows.append((f'<span class="{escape(severity)}">{word}</span><p class="s">{_text(code)}</p>',
                     f'<p>{words}</p><p class="s">{_text(clause)}</p>' if clause else words,
                     number_text(theme.documents, language), _text(names)))
    return _table((translate_text("Mức", language), translate_text("Ví dụ", language), translate_text("Số văn bản", language),
                   translate_text("Ở các văn bản", language)), rows, numbers=(2,), narrow=(0,), wide=1)


def _notes(found: Sequence[Problem], heading: str, language: Language) -> Iterator[str]:
    if found:
        yield _heading(heading)
        yield from (f"<p>{_reason(one, language)}</p>" for one in found)


def _heading(words: str, level: int = 2) -> str:
    return f'<h{level} title="{_text(words)}">{_text(words)}</h{level}>'


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    lines = "".join(f"<tr><td>{_text(name)}</td><td>{_text(value)}</td></tr>" for name, value in pairs)
    return f'<table class="f"><tbody>{lines}</tbody></table>'


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = (),
           narrow: Sequence[int] = (), wide: int = -1) -> str:
    """Cells are markup, titles are words."""
    def kind(place: int) -> str:
        return ' class="n"' if place in numbers else ' class="w"' if place in narrow else ' class="m"' if place == wide else ""

    head = "".join(f'<th data-tag="TH"{kind(place)}>{_text(one)}</th>' for place, one in enumerate(titles))
    lines = "".join(f"<tr>{''.join(f'<td{kind(place)}>{one}</td>' for place, one in enumerate(row))}</tr>\n" for row in rows)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'


def _text(words: str) -> str:
    return escape(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", words))
