"""`vanban people`: offices, people and keys from the machine itself: the first ones, and help for who cannot sign in any more."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

from service.cli.report import Report, reporting
from service.config import settings
from service.errors import InputRefused, RecordUnknown, UsageRefused, problem

if TYPE_CHECKING:
    from service.accounts import Accounts, KeyScope, Organisation, Person, Role

_ROLES: Final = {"clerk": "chuyên viên", "registrar": "văn thư", "signer": "người ký", "administrator": "quản trị cơ quan",
                 "operator": "quản trị hệ thống"}
_SCOPES: Final = ("make", "check", "batch", "sign")
_PATIENCE: Final = 10.0                           # seconds that a database may be away
_DAY: Final = 86_400.0
_LOGIN = click.argument("login", metavar="TÊN_ĐĂNG_NHẬP")
_OFFICE = click.option("--organisation", "office", default="", metavar="CƠ_QUAN",
                       help="Mã hoặc đúng tên cơ quan; không cần nếu chỉ có một.")
_LASTING = click.option("--lasting", is_flag=True, help="Không buộc đổi mật khẩu ở lần đăng nhập đầu.")


@click.group(short_help="Cơ quan, người dùng, khóa: từ chính máy chủ.")
def people() -> None:
    """Lập cơ quan, người dùng, khóa; giúp người quên mật khẩu hoặc bị khóa. Làm trên cơ sở dữ liệu của cấu hình hiện tại.

    Mật khẩu được hỏi, hoặc đọc một dòng từ đầu vào chuẩn; không bao giờ là tham số của lệnh.
    """


@people.command("add-organisation", short_help="Thêm một cơ quan.")
@click.argument("name", metavar="TÊN")
@reporting
@click.pass_obj
def add_organisation(report: Report, name: str) -> int:
    """Thêm cơ quan có TÊN; in mã của cơ quan."""
    with _accounts() as accounts:
        office = accounts.organisations.add(name)
        _note(accounts, office.id, "organisation-added", "organisation", office.id)
    report.result({"id": office.id, "name": office.name}, [f"{office.id}  {office.name}"])
    return 0


@people.command("add", short_help="Thêm một người dùng.")
@_LOGIN
@click.option("--name", required=True, metavar="HỌ_TÊN", help="Họ và tên.")
@click.option("--title", default="", metavar="CHỨC_VỤ", help="Chức vụ.")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice(tuple(_ROLES)), help="Vai trò; lặp lại được.")
@click.option("--no-password", is_flag=True, help="Chưa đặt mật khẩu: chưa đăng nhập được.")
@_LASTING
@_OFFICE
@reporting
@click.pass_obj
def add(report: Report, login: str, name: str, title: str, roles: tuple[Role, ...], no_password: bool, lasting: bool,
        office: str) -> int:
    """Thêm người dùng TÊN_ĐĂNG_NHẬP vào một cơ quan."""
    with _accounts() as accounts:
        where = _office(accounts, office)
        given = None if no_password else _password()
        person = accounts.people.add(where.id, login, name, title=title, roles=roles, password=given,
                                     must_change=given is not None and not lasting)
        _note(accounts, where.id, "person-added", "person", person.id, roles=list(person.roles))
    report.result(_told(person, where), [_line(person)])
    return 0


@people.command("list", short_help="Các cơ quan và người dùng.")
@_OFFICE
@reporting
@click.pass_obj
def listed(report: Report, office: str) -> int:
    """Liệt kê người dùng của từng cơ quan, hoặc của một cơ quan."""
    with _accounts() as accounts:
        offices = [_office(accounts, office)] if office else accounts.organisations.listed()
        found = [(one, accounts.people.listed(one.id)) for one in offices]
    lines = []
    for one, some in found:
        lines += [f"{one.name} ({one.id}){', đã đóng' if one.closed else ''}", *(f"  {_line(person)}" for person in some)]
    report.result({"organisations": [{"id": one.id, "name": one.name, "closed": one.closed is not None,
                                      "people": [_told(person, one) for person in some]} for one, some in found]}, lines)
    return 0


@people.command("password", short_help="Đặt mật khẩu mới.")
@_LOGIN
@_LASTING
@reporting
@click.pass_obj
def password(report: Report, login: str, lasting: bool) -> int:
    """Đặt mật khẩu mới, bỏ khóa tạm và kết thúc mọi phiên đăng nhập của TÊN_ĐĂNG_NHẬP."""
    with _accounts() as accounts:
        person = _person(accounts, login)
        accounts.people.set_password(person.id, _password(), must_change=not lasting)
        _note(accounts, person.organisation, "password-changed", "person", person.id)
        return _changed(report, accounts, login)


@people.command("unlock", short_help="Bỏ khóa tạm sau nhiều lần sai mật khẩu.")
@_LOGIN
@reporting
@click.pass_obj
def unlock(report: Report, login: str) -> int:
    """Cho TÊN_ĐĂNG_NHẬP đăng nhập lại ngay."""
    with _accounts() as accounts:
        person = _person(accounts, login)
        accounts.people.unlock(person.id, person.organisation)
        _note(accounts, person.organisation, "person-changed", "person", person.id, unlocked=True)
        return _changed(report, accounts, login)


@people.command("close", short_help="Đóng tài khoản: không đăng nhập được nữa.")
@_LOGIN
@reporting
@click.pass_obj
def close(report: Report, login: str) -> int:
    """Đóng tài khoản TÊN_ĐĂNG_NHẬP; việc đã làm vẫn còn tên."""
    with _accounts() as accounts:
        person = _person(accounts, login)
        accounts.people.close(person.id)
        _note(accounts, person.organisation, "person-changed", "person", person.id, closed=True)
        return _changed(report, accounts, login)


@people.command("open", short_help="Mở lại tài khoản đã đóng.")
@_LOGIN
@reporting
@click.pass_obj
def open_again(report: Report, login: str) -> int:
    """Mở lại tài khoản TÊN_ĐĂNG_NHẬP."""
    with _accounts() as accounts:
        person = _person(accounts, login)
        accounts.people.open_again(person.id, person.organisation)
        _note(accounts, person.organisation, "person-changed", "person", person.id, closed=False)
        return _changed(report, accounts, login)


@people.command("add-key", short_help="Làm một khóa cho phần mềm khác gọi vào.")
@_LOGIN
@click.option("--name", required=True, metavar="TÊN", help="Khóa để làm gì.")
@click.option("--scope", "scopes", multiple=True, required=True, type=click.Choice(_SCOPES), help="Quyền; lặp lại được.")
@click.option("--days", type=click.IntRange(1, 3660), metavar="SỐ", help="Hạn dùng, ngày; mặc định: không hạn.")
@reporting
@click.pass_obj
def add_key(report: Report, login: str, name: str, scopes: tuple[KeyScope, ...], days: int | None) -> int:
    """Làm khóa của cơ quan có người dùng TÊN_ĐĂNG_NHẬP; chỉ in ra lần này."""
    with _accounts() as accounts:
        person = _person(accounts, login)
        expires = time.time() + days * _DAY if days else None
        key, text = accounts.keys.make(person.organisation, person.id, name, scopes, expires)
        _note(accounts, person.organisation, "key-made", "key", key.id, scopes=list(key.scopes), shown=key.shown)
    report.result({"id": key.id, "key": text, "scopes": list(key.scopes), "expires": key.expires}, [text])
    report.note("Giữ khóa này ở nơi an toàn: không xem lại được.")
    return 0


@contextmanager
def _accounts() -> Iterator[Accounts]:
    from service.accounts import Accounts  # half a second of imports that --help does not need
    from service.database import Database, upgrade

    database = Database(settings().bulk.ledger_url, patience=_PATIENCE)
    try:
        upgrade(database)
        yield Accounts(database)
    finally:
        database.close()


def _office(accounts: Accounts, wanted: str) -> Organisation:
    """Raises RecordUnknown, UsageRefused."""
    every = accounts.organisations.listed()
    found = [one for one in every if wanted in (one.id, one.name)] if wanted else every
    if not found:
        raise RecordUnknown(problem("organisation-missing", "Không có cơ quan này; xem vanban people list, hoặc vanban people "
                                    "add-organisation.", place="--organisation"))
    if len(found) > 1:
        raise UsageRefused(problem("organisation-several", "Có {so} cơ quan; hãy nêu một cơ quan bằng --organisation.",
                                   place="--organisation", so=len(found)))
    return found[0]


def _person(accounts: Accounts, login: str) -> Person:
    found = accounts.people.by_login(login)
    if found is None:
        raise RecordUnknown(problem("login-unknown", "Không có người dùng {ten}.", place="TÊN_ĐĂNG_NHẬP", ten=login[:120]))
    return found


def _password() -> str:
    """Asked for twice at a terminal, else the first line of standard input. Raises InputRefused."""
    if sys.stdin.isatty():
        return str(click.prompt("Mật khẩu mới", hide_input=True, confirmation_prompt="Gõ lại mật khẩu", err=True))
    line = sys.stdin.readline().rstrip("\r\n")
    if not line:
        raise InputRefused(problem("password-missing", "Chưa có mật khẩu ở đầu vào chuẩn.", place="stdin"))
    return line


def _note(accounts: Accounts, office: str, action: str, kind: str, object: str, **details: Any) -> None:
    """In the trail, without a person: whoever has the machine."""
    from service.accounts import Actor  # as above

    accounts.trail.add(Actor(office), action, kind, object, **details)


def _changed(report: Report, accounts: Accounts, login: str) -> int:
    person = _person(accounts, login)
    report.result(_told(person, accounts.organisations.get(person.organisation)), [_line(person)])
    return 0


def _told(person: Person, office: Organisation) -> dict[str, object]:
    return {"id": person.id, "login": person.login, "name": person.name, "title": person.title, "roles": list(person.roles),
            "organisation": office.id, "must_change": person.must_change, "closed": person.closed is not None,
            "locked_until": person.locked_until}


def _line(person: Person) -> str:
    states: Iterable[str] = (
        *(["phải đổi mật khẩu"] if person.must_change else []),
        *([f"tạm khóa đến {datetime.fromtimestamp(person.locked_until):%H:%M}"] if person.locked_until else []),
        *(["đã đóng"] if person.closed else []))
    said = f" ({', '.join(states)})" if states else ""
    return f"{person.login}  {person.name}  {', '.join(_ROLES[one] for one in person.roles)}{said}"
