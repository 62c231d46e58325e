from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from service import config
from service.config import MIB, Settings, own_folder, read_settings
from service.errors import AssetMissing, SettingInvalid

ROOT = Path(__file__).resolve().parents[1]


def test_an_empty_environment_gives_the_defaults() -> None:
    assert read_settings({}) == Settings()
    assert read_settings({"VANBAN_PORT": " ", "VANBAN_API_KEY": ""}) == Settings()


def test_the_defaults_are_the_documented_limits() -> None:
    made = Settings()
    assert (made.host, made.port, made.locale, made.api_key) == ("127.0.0.1", 8000, "vi", "")
    assert (made.max_body_bytes, made.max_docx_bytes) == (20 * MIB, 200 * MIB)
    assert (made.max_rows, made.max_pages, made.max_seconds, made.max_parts) == (5000, 500, 60.0, 2000)
    assert made.workers >= 1


def test_our_own_fonts_and_types_are_found_in_the_checkout() -> None:
    assert Settings().fonts_dirs == (ROOT / "fonts",)
    assert Settings().types_dirs == (ROOT / "templates_docx",)


def test_in_a_wheel_the_folders_inside_the_package_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "service" / "data" / "fonts").mkdir(parents=True)
    (tmp_path / "fonts").mkdir()
    monkeypatch.setattr(config, "__file__", str(tmp_path / "service" / "config" / "__init__.py"))
    assert own_folder("fonts") == tmp_path / "service" / "data" / "fonts"
    with pytest.raises(AssetMissing, match="templates_docx"):
        own_folder("templates_docx")


def test_an_offices_folders_stand_before_our_fonts_and_after_our_types(tmp_path: Path) -> None:
    one, two = tmp_path / "phông chữ", tmp_path / "hai"
    one.mkdir()
    two.mkdir()
    made = read_settings({"VANBAN_FONTS": f"{one}{os.pathsep}{two}", "VANBAN_TYPES": str(two)})
    assert made.fonts_dirs == (one, two, ROOT / "fonts")
    assert made.types_dirs == (ROOT / "templates_docx", two)


@pytest.mark.parametrize(("name", "text", "attribute", "value"), [
    ("VANBAN_HOST", "0.0.0.0", "host", "0.0.0.0"),
    ("VANBAN_PORT", "0", "port", 0),
    ("VANBAN_WORKERS", "4", "workers", 4),
    ("VANBAN_API_KEY", "s3cret-Key_~+/==", "api_key", "s3cret-Key_~+/=="),
    ("VANBAN_LOCALE", "en", "locale", "en"),
    ("VANBAN_PRINTER", "weasyprint", "printer", "weasyprint"),
    ("VANBAN_MAX_BODY_BYTES", "1048576", "max_body_bytes", MIB),
    ("VANBAN_MAX_BODY_BYTES", "5 MiB", "max_body_bytes", 5 * MIB),
    ("VANBAN_MAX_DOCX_BYTES", "1g", "max_docx_bytes", 1024 * MIB),
    ("VANBAN_MAX_ROWS", "10", "max_rows", 10),
    ("VANBAN_MAX_PAGES", "7", "max_pages", 7),
    ("VANBAN_MAX_SECONDS", "0.5", "max_seconds", 0.5),
    ("VANBAN_MAX_PARTS", "99", "max_parts", 99),
    ("VANBAN_TSA_URL", "https://dong-dau.example.vn/tsa?nhom=1", "tsa_url", "https://dong-dau.example.vn/tsa?nhom=1"),
    ("VANBAN_REMOTE_SIGN_URL", "https://ky-so.example.vn/csc/v2", "remote_sign_url", "https://ky-so.example.vn/csc/v2"),
    ("VANBAN_REMOTE_SIGN_URL", "http://127.0.0.1:8443/csc/v2", "remote_sign_url", "http://127.0.0.1:8443/csc/v2"),
    ("VANBAN_REMOTE_SIGN_TOKEN_FILE", __file__, "remote_sign_token_file", Path(__file__).resolve()),
    ("VANBAN_REMOTE_SIGN_SECONDS", "45", "remote_sign_seconds", 45.0),
    ("VANBAN_PKCS11_TOKEN", "Văn thư Sở", "pkcs11_token", "Văn thư Sở"),
    ("VANBAN_PKCS11_LIBRARY", __file__, "pkcs11_library", Path(__file__).resolve()),
    ("VANBAN_PKCS11_PIN_FILE", __file__, "pkcs11_pin_file", Path(__file__).resolve()),
    ("VANBAN_TRUST_ROOTS", f"{__file__}{os.pathsep}{ROOT}", "trust_roots", (Path(__file__).resolve(), ROOT)),
    ("VANBAN_FETCH_REVOCATION", "1", "fetch_revocation", True),
    ("VANBAN_FETCH_REVOCATION", "0", "fetch_revocation", False),
    ("VANBAN_FETCH_HOSTS", "OCSP.noi-bo.example:8080, 10.0.0.7 [::1]:80", "fetch_hosts",
     ("ocsp.noi-bo.example:8080", "10.0.0.7", "[::1]:80")),
])
def test_a_variable_sets_its_setting(name: str, text: str, attribute: str, value: object) -> None:
    assert getattr(read_settings({name: text}), attribute) == value


@pytest.mark.parametrize(("name", "text"), [
    ("VANBAN_HOST", "http://máy"), ("VANBAN_HOST", "a b"),
    ("VANBAN_PORT", "tcp://10.0.0.1:8000"), ("VANBAN_PORT", "65536"), ("VANBAN_PORT", "-1"), ("VANBAN_PORT", "8_000"),
    ("VANBAN_PORT", "٨٠"), ("VANBAN_WORKERS", "0"), ("VANBAN_WORKERS", "nhiều"), ("VANBAN_LOCALE", "fr"),
    ("VANBAN_PRINTER", "word"),
    ("VANBAN_MAX_BODY_BYTES", "0"), ("VANBAN_MAX_BODY_BYTES", "20 trang"), ("VANBAN_MAX_DOCX_BYTES", "-5"),
    ("VANBAN_MAX_ROWS", "0"), ("VANBAN_MAX_PAGES", "1.5"), ("VANBAN_MAX_SECONDS", "0"), ("VANBAN_MAX_SECONDS", "inf"),
    ("VANBAN_MAX_SECONDS", "nan"), ("VANBAN_MAX_PARTS", "9" * 5000), ("VANBAN_FONTS", "/không/có/thư/mục"),
    ("VANBAN_TYPES", "/không/có"), ("VANBAN_API_KEY", "khoá có dấu"), ("VANBAN_API_KEY", "two words"),
    ("VANBAN_TSA_URL", "ftp://dong-dau.example.vn"), ("VANBAN_TSA_URL", "dong-dau.example.vn"), ("VANBAN_TSA_URL", "http://"),
    ("VANBAN_REMOTE_SIGN_URL", "http://ky-so.example.vn/csc/v2"), ("VANBAN_REMOTE_SIGN_URL", "https://"),
    ("VANBAN_REMOTE_SIGN_URL", "http://127.0.0.1.example.vn/"), ("VANBAN_REMOTE_SIGN_URL", "https://ten:khoa@example.vn"),
    ("VANBAN_REMOTE_SIGN_URL", "file:///etc/passwd"), ("VANBAN_REMOTE_SIGN_SECONDS", "0"),
    ("VANBAN_REMOTE_SIGN_TOKEN_FILE", "/không/có"),
    ("VANBAN_PKCS11_LIBRARY", "/không/có.so"), ("VANBAN_PKCS11_PIN_FILE", "/không/có"), ("VANBAN_PKCS11_TOKEN", "x" * 33),
    ("VANBAN_TRUST_ROOTS", "/không/có.pem"), ("VANBAN_FETCH_REVOCATION", "yes"), ("VANBAN_FETCH_HOSTS", "http://a"),
    ("VANBAN_FETCH_HOSTS", "a;b"),
])
def test_a_bad_value_is_refused_by_the_variables_name(name: str, text: str) -> None:
    with pytest.raises(SettingInvalid, match=name) as caught:
        read_settings({name: text})
    assert [p.place for p in caught.value.problems] == [name]


def test_all_bad_values_are_reported_at_once() -> None:
    with pytest.raises(SettingInvalid) as caught:
        read_settings({"VANBAN_PORT": "x", "VANBAN_MAX_ROWS": "x", "VANBAN_LOCALE": "x"})
    assert [p.place for p in caught.value.problems] == ["VANBAN_PORT", "VANBAN_LOCALE", "VANBAN_MAX_ROWS"]


@pytest.mark.parametrize(("name", "near"), [
    ("VANBAN_MAX_ROW", "VANBAN_MAX_ROWS"), ("VANBAN_FONTS_DIR", "VANBAN_FONTS"), ("VANBAN_APIKEY", "VANBAN_API_KEY"),
    ("VANBAN_MAX_BODY", "VANBAN_MAX_BODY_BYTES"),
])
def test_a_misspelt_variable_is_not_dropped_silently(name: str, near: str) -> None:
    with pytest.raises(SettingInvalid, match=f"{name}.*{near}"):
        read_settings({name: "1"})


@pytest.mark.parametrize("name", config.SECRETS)
def test_a_secret_is_no_misspelt_variable_and_is_not_kept(name: str) -> None:
    read = read_settings({f"VANBAN_{name}": "rat-bi-mat"})
    assert read == Settings()
    assert "rat-bi-mat" not in repr(read)


def test_variables_kubernetes_injects_for_a_service_called_vanban_do_no_harm() -> None:
    assert read_settings({"VANBAN_SERVICE_HOST": "10.0.0.1", "VANBAN_PORT_8000_TCP_ADDR": "10.0.0.1"}) == Settings()


def test_the_key_is_never_shown() -> None:
    assert "rat-bi-mat" not in repr(read_settings({"VANBAN_API_KEY": "rat-bi-mat"}))
    with pytest.raises(SettingInvalid) as caught:
        read_settings({"VANBAN_API_KEY": "rất-bí-mật"})
    assert "rất-bí-mật" not in str(caught.value)
    with pytest.raises(SettingInvalid) as caught:
        read_settings({"VANBAN_TSA_URL": "https://so:rat-bi-mat@dong-dau.example.vn"})
    assert "rat-bi-mat" not in str(caught.value)


def test_a_secret_is_read_when_it_is_needed_and_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    assert config.secret("KEY_PASSPHRASE") is None
    monkeypatch.setenv("VANBAN_KEY_PASSPHRASE", " mật khẩu ")
    assert config.secret("KEY_PASSPHRASE") == " mật khẩu "
    assert "mật khẩu" not in repr(read_settings(os.environ))


@pytest.mark.parametrize(("host", "loopback"), [
    ("127.0.0.1", True), ("127.8.0.1", True), ("localhost", True), ("::1", True), ("[::1]", True),
    ("0.0.0.0", False), ("::", False), ("192.168.1.5", False), ("vanban.sonoivu.gov.vn", False),
])
def test_only_loopback_addresses_count_as_loopback(host: str, loopback: bool) -> None:
    assert Settings(host=host).loopback is loopback


def test_a_process_reads_its_environment_once() -> None:
    code = ("import os; from service.config import settings; a = settings(); os.environ['VANBAN_PORT'] = '1';"
            "print(a is settings(), a.port)")
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "VANBAN_PORT": "9000"}, cwd=ROOT,
                          capture_output=True, text=True, check=True)
    assert re.match("True 9000", done.stdout)
