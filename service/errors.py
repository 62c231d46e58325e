"""Every error of the service, in one tree. Codes are kebab-case, stable, and never reused.

    VanbanError                 500  internal            what every door catches
    ├─ InputRefused             422  input-invalid       values that do not fit the type: all problems at once
    │  ├─ InputUnreadable       400  input-unreadable    broken JSON, YAML, TOML, wrong encoding
    │  ├─ UsageRefused          400  usage               the command line itself is wrong
    │  ├─ LimitExceeded         413  limit-exceeded      a setting's limit: the message says which
    │  ├─ NotSignReady          422  not-sign-ready      the document made breaks what the decree itself says
    │  ├─ SignatureRefused      422  signature-refused   this file cannot be signed so: order, field, image, certificate
    │  ├─ KeyUnusable           422  key-unusable        the signing key cannot be opened: passphrase, PIN, token, format
    │  ├─ BatchNotReady         422  batch-not-ready     faulty rows, and a part was not asked for; nothing to make
    │  └─ RequestReused         422  request-reused      an Idempotency-Key that belongs to another request
    ├─ BatchUnknown             404  batch-unknown       no such batch of this caller, or no such file of it
    ├─ StateConflict            409  state-conflict      not in this state: not finished yet, cancelled, being made by another run
    ├─ QuotaExceeded            429  quota-exceeded      a key's share is used up: the message says when it may ask again
    ├─ DatabaseUnreachable      503  database-unreachable  the database does not answer, or is full
    ├─ StoreUnreachable         503  store-unreachable   the files' storage does not answer, or is full
    │  └─ StoreRefused          503  store-refused       it answers, and does not let us: keys, bucket, rights
    ├─ ServerBusy               503  server-busy         too many long answers at once: ask again later
    ├─ FileGone                 410  file-gone           a file that was made is no longer in the store
    ├─ PartnerUnreachable       502  partner-unreachable a time stamp, revocation or signing service does not answer as it must
    ├─ TypeUnknown              404  type-unknown        no such document type
    ├─ RuleUnknown              404  rule-unknown        no such rule of the checker
    ├─ FormatUnacceptable       406  format-unacceptable nothing we make fits the Accept header or --format
    ├─ KeyRefused               401  key-refused         bearer key missing or wrong
    ├─ SignInRefused            401  sign-in-refused     wrong login or password, or locked for a while
    ├─ Forbidden                403  forbidden           signed in, and this person or key may not
    ├─ RecordUnknown            404  record-unknown      no such draft, document, entry, person of this organisation
    ├─ TemplateFaulty           500  template-invalid    a type's folder cannot be used: found when it is loaded
    ├─ FileRefused              422  file-refused        the guard refuses a stranger's DOCX
    ├─ FileUnreadable           422  file-unreadable     not a DOCX at all
    ├─ FontFault                500  font-missing        a face or a glyph is missing; the message names it
    ├─ AssetMissing             500  asset-missing       an image or style sheet that must be there is not
    └─ SettingInvalid           500  setting-invalid     an environment variable that cannot be used

A `Problem` is one line of such an error: code, Vietnamese text with named blanks, and the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: what is there, what should be there, and where.

    `text` is the Vietnamese message with named blanks (the key of the English catalogue), `args` fills the blanks.
    `pointer` is an RFC 6901 JSON pointer into the user's data; `place` names a place in a document or file.
    """

    code: str
    text: str
    pointer: str = ""
    place: str = ""
    args: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    @property
    def message(self) -> str:
        """The message in Vietnamese, blanks filled."""
        return self.text.format_map(self.args)

    def __str__(self) -> str:
        where = self.pointer or self.place
        return f"{where}: {self.message}" if where else self.message


def problem(code: str, text: str, /, *, pointer: str = "", place: str = "", **args: object) -> Problem:
    """A `Problem` whose text is a literal, so that the catalogue tool finds it (tests/messages.py)."""
    return Problem(code, text, pointer, place, MappingProxyType(args))


class VanbanError(Exception):
    """What every door catches. Holds all its problems, never only the first."""

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Lỗi của hệ thống"

    def __init__(self, *problems: Problem) -> None:
        if not problems:
            raise ValueError("an error without a problem says nothing")
        self.problems = problems
        super().__init__("; ".join(map(str, problems)))

    @classmethod
    def raise_any(cls, problems: Iterable[Problem]) -> None:
        """Raises this error with all problems, or does nothing where there is none."""
        found = tuple(problems)
        if found:
            raise cls(*found)


class InputRefused(VanbanError):
    code, status, title = "input-invalid", 422, "Dữ liệu chưa hợp lệ"


class InputUnreadable(InputRefused):
    code, status, title = "input-unreadable", 400, "Không đọc được dữ liệu"


class UsageRefused(InputRefused):
    code, status, title = "usage", 400, "Dòng lệnh chưa đúng"


class LimitExceeded(InputRefused):
    code, status, title = "limit-exceeded", 413, "Vượt giới hạn cho phép"


class NotSignReady(InputRefused):
    code, status, title = "not-sign-ready", 422, "Văn bản chưa sẵn sàng để ký"


class SignatureRefused(InputRefused):
    code, status, title = "signature-refused", 422, "Không ký được tệp này"


class KeyUnusable(InputRefused):
    code, status, title = "key-unusable", 422, "Không dùng được khóa ký"


class BatchNotReady(InputRefused):
    code, status, title = "batch-not-ready", 422, "Danh sách chưa làm được"


class RequestReused(InputRefused):
    code, status, title = "request-reused", 422, "Khóa chống gửi lặp đã dùng cho yêu cầu khác"


class BatchUnknown(VanbanError):
    code, status, title = "batch-unknown", 404, "Không có đợt hoặc tệp này"


class StateConflict(VanbanError):
    code, status, title = "state-conflict", 409, "Chưa làm được lúc này"


class QuotaExceeded(VanbanError):
    """`seconds` until it may be asked again."""

    code, status, title = "quota-exceeded", 429, "Đã hết phần được dùng"

    def __init__(self, *problems: Problem, seconds: int = 60) -> None:
        super().__init__(*problems)
        self.seconds = seconds


class DatabaseUnreachable(VanbanError):
    code, status, title = "database-unreachable", 503, "Cơ sở dữ liệu không trả lời"


class StoreUnreachable(VanbanError):
    code, status, title = "store-unreachable", 503, "Kho tệp không trả lời"


class StoreRefused(StoreUnreachable):
    code, status, title = "store-refused", 503, "Kho tệp từ chối"


class ServerBusy(VanbanError):
    code, status, title = "server-busy", 503, "Máy chủ đang bận"


class FileGone(VanbanError):
    code, status, title = "file-gone", 410, "Tệp không còn trong kho"


class PartnerUnreachable(VanbanError):
    code, status, title = "partner-unreachable", 502, "Dịch vụ bên ngoài không trả lời đúng"


class TypeUnknown(VanbanError):
    code, status, title = "type-unknown", 404, "Không có loại văn bản này"


class RuleUnknown(VanbanError):
    code, status, title = "rule-unknown", 404, "Không có quy tắc này"


class FormatUnacceptable(VanbanError):
    code, status, title = "format-unacceptable", 406, "Không có định dạng được yêu cầu"


class SignInRefused(VanbanError):
    """`seconds` until it may be tried again; 0: at once."""

    code, status, title = "sign-in-refused", 401, "Chưa đăng nhập được"

    def __init__(self, *problems: Problem, seconds: int = 0) -> None:
        super().__init__(*problems)
        self.seconds = seconds


class Forbidden(VanbanError):
    code, status, title = "forbidden", 403, "Không có quyền làm việc này"


class RecordUnknown(VanbanError):
    """Not there, or another organisation's: nobody learns which."""

    code, status, title = "record-unknown", 404, "Không có mục này"


class KeyRefused(VanbanError):
    code, status, title = "key-refused", 401, "Chưa được phép truy cập"


class TemplateFaulty(VanbanError):
    code, status, title = "template-invalid", 500, "Mẫu văn bản có lỗi"


class FileRefused(VanbanError):
    code, status, title = "file-refused", 422, "Tệp bị từ chối"


class FileUnreadable(VanbanError):
    code, status, title = "file-unreadable", 422, "Không đọc được tệp"


class FontFault(VanbanError):
    code, status, title = "font-missing", 500, "Thiếu phông chữ"


class AssetMissing(VanbanError):
    code, status, title = "asset-missing", 500, "Thiếu tệp đi kèm"


class SettingInvalid(VanbanError):
    code, status, title = "setting-invalid", 500, "Cấu hình không dùng được"
