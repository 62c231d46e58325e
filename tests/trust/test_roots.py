"""Files of root certificates: PEM, DER, several in one, folders; what is broken is named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from service.config import settings
from service.errors import SettingInvalid
from service.trust import context, roots
from tests.pki.pki import Pki


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """Writes files into a folder and names paths of it in the setting."""
    def _put(*named: str, **files: bytes) -> Path:
        for name, data in files.items():
            (tmp_path / name.replace("__", ".")).write_bytes(data)
        monkeypatch.setenv("VANBAN_TRUST_ROOTS", ":".join(str(tmp_path / one) for one in named))
        settings.cache_clear()
        return tmp_path

    yield _put
    settings.cache_clear()


def names() -> set[str]:
    return {one.subject.native["common_name"] for one in roots()}


def test_every_form_is_read_and_none_twice(pki: Pki, put: Callable[..., Path]) -> None:
    pem, der = (pki.root.public_bytes(one) for one in (Encoding.PEM, Encoding.DER))
    other = pki.office_root.public_bytes(Encoding.PEM)
    both = {"Gốc Thử nghiệm", "Gốc của văn phòng"}
    put("a.pem", a__pem=pem)
    assert names() == {"Gốc Thử nghiệm"}
    put("b.cer", b__cer=der)
    assert names() == {"Gốc Thử nghiệm"}
    put("c.txt", c__txt=b"Ghi chu\n" + pem + b"\n" + other)
    assert names() == both
    assert len(roots()) == 2
    put("a.pem", "b.cer", "c.txt")
    assert (names(), len(roots())) == (both, 2)


def test_a_folder_is_read_without_what_is_no_certificate(pki: Pki, put: Callable[..., Path]) -> None:
    put(".", a__crt=pki.root.public_bytes(Encoding.DER), DOC_TOI__md=b"Chung thu goc cua van phong")
    assert names() == {"Gốc Thử nghiệm"}


def test_every_broken_file_is_named(pki: Pki, put: Callable[..., Path]) -> None:
    der = pki.root.public_bytes(Encoding.DER)
    key = b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
    folder = put(".", a__pem=b"words", b__der=der[:-20], c__cer=b"", d__pem=key, tot__der=der)
    with pytest.raises(SettingInvalid) as caught:
        roots()
    assert [one.place for one in caught.value.problems] == [str(folder / one) for one in ("a.pem", "b.der", "c.cer", "d.pem")]
    assert {one.code for one in caught.value.problems} == {"trust-root-broken"}
    assert all("VANBAN_TRUST_ROOTS" in one.message for one in caught.value.problems)


def test_no_setting_no_roots(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VANBAN_TRUST_ROOTS", raising=False)
    settings.cache_clear()
    assert roots() == ()
    settings.cache_clear()


@pytest.mark.parametrize(("allowed", "asked", "fetching"), [("1", True, True), ("1", False, False), ("0", True, False)])
def test_a_context_fetches_only_where_caller_and_office_say_so(
    office: Pki, monkeypatch: pytest.MonkeyPatch, allowed: str, asked: bool, fetching: bool
) -> None:
    monkeypatch.setenv("VANBAN_FETCH_REVOCATION", allowed)
    settings.cache_clear()
    made = context(fetch=asked)
    assert made.fetching_allowed is fetching
    assert made.revinfo_policy.revocation_checking_policy.essential is fetching
    assert office.asked == []
