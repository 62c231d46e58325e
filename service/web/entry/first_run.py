"""/thiet-lap: the office and its first administrator, by the code that `vanban serve` prints."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.accounts import Accounts, Organisation, Person, Role
from service.api.opened import opened
from service.config import own_folder
from service.dossier.packed import pack
from service.errors import AssetMissing, Forbidden, InputRefused, StoreUnreachable, VanbanError, problem
from service.web.entry import code
from service.web.limits import sign_ins
from service.web.page import page
from service.web.texts import _, say
from service.web.visit import enter, stranger

_ROLES: Final[tuple[Role, ...]] = ("administrator", "registrar", "clerk", "operator")
_EXAMPLE: Final = "phong-trao"
PASSWORDS_DIFFER: Final = problem("password-differs", "Hai lần gõ mật khẩu chưa giống nhau.", pointer="/again")


@dataclass(frozen=True, slots=True)
class _Form:
    office: str = ""
    name: str = ""
    title: str = ""
    login: str = ""
    example: bool = True


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/thiet-lap", "first_run", first_run, methods=["GET", "POST"])


@sign_ins
def first_run() -> ResponseReturnValue:
    accounts = opened().accounts
    if accounts.people.any():
        return redirect(url_for("entry.sign_in"))
    given = request.values.get("ma", "")
    if request.method == "GET":
        return page("entry/first_run.html", code=given, known=code.fits(accounts, given), form=_Form())
    if not code.fits(accounts, given):
        raise Forbidden(problem("set-up-code", "Mã thiết lập không đúng hoặc đã được thay. Hãy mở lại đường dẫn mà máy chủ in ra "
                                "ở lần chạy gần nhất."))
    sent = request.form
    form = _Form(sent.get("office", ""), sent.get("name", ""), sent.get("title", ""), sent.get("login", ""), "example" in sent)
    try:
        office, person = _entered(accounts, form)
    except InputRefused as refused:
        return page("entry/first_run.html", refused.status, code=given, known=True, form=form, problems=refused.problems)
    if form.example:
        _add_example(office, person)
    enter(person)
    flash(_("Đã lập cơ quan và tài khoản của bạn. Có thể bắt đầu ngay."), "success")
    return redirect(url_for("home.start"))


def _entered(accounts: Accounts, form: _Form) -> tuple[Organisation, Person]:
    """Raises InputRefused with all that is wrong; an office that a try before has left is taken again."""
    password = request.form.get("password", "")
    if password != request.form.get("again", ""):
        raise InputRefused(PASSWORDS_DIFFER)
    there = accounts.organisations.listed()
    office = accounts.organisations.save(there[0].id, name=form.office) if there else accounts.organisations.add(form.office)
    person = accounts.people.add(office.id, form.login, form.name, title=form.title, roles=_ROLES, password=password)
    code.spend(accounts)
    actor = replace(stranger(), organisation=office.id, person=person.id)
    accounts.trail.add(actor, "person-added", "person", person.id, roles=list(_ROLES))
    return office, person


def _add_example(office: Organisation, person: Person) -> None:
    """The campaign of the guide. The office is there already: where this fails it is said, and can be done again."""
    try:
        opened().records.campaigns.add(office.id, person, _("Phong trào thi đua (mẫu)"), pack(own_folder("examples") / _EXAMPLE))
    except (AssetMissing, InputRefused, StoreUnreachable) as error:
        flash(_("Chưa nạp được phong trào mẫu: {ly_do}", ly_do=_reason(error)), "warning")


def _reason(error: VanbanError) -> str:
    return say(error.problems[0])
