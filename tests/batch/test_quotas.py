"""What one key may have made, and when it may ask again."""

from __future__ import annotations

import pytest

from service.batch.quotas import check_quotas, owner_of
from service.config.bulk import Bulk
from service.errors import LimitExceeded, QuotaExceeded
from service.ledger.batches import Used

LIMITS = Bulk(quota_batches=3, quota_rows=1000)


@pytest.mark.parametrize(("used", "rows"), [
    (Used(0, 0, None), 1000), (Used(2, 999, 5.0), 1), (Used(2, 0, None), 1), (Used(0, 400, 80_000.0), 600),
])
def test_within_the_share_nothing_is_said(used: Used, rows: int) -> None:
    check_quotas(used, LIMITS, rows)


@pytest.mark.parametrize(("used", "rows", "code", "seconds", "said"), [
    (Used(3, 0, None), 1, "quota-batches", 60, "Đang có 3 đợt chưa xong, nhiều nhất được 3 đợt"),
    (Used(4, 1000, 9.0), 1, "quota-batches", 60, "Đang có 4 đợt"),
    (Used(0, 1000, 0.2), 1, "quota-rows", 1, "sau 0 giờ 1 phút"),
    (Used(0, 1000, 60.0), 1, "quota-rows", 60, "sau 0 giờ 1 phút"),
    (Used(0, 401, 3600.5), 600, "quota-rows", 3601, "đã nhận 401 văn bản, thêm 600 thì quá 1000 (VANBAN_QUOTA_ROWS); sớm nhất "
                                                     "gửi lại được sau 1 giờ 1 phút"),
    (Used(0, 1000, -3.0), 1, "quota-rows", 1, "sau 0 giờ 1 phút"),               # by now the oldest is a day old
    (Used(0, 1000, 86_400.0), 1, "quota-rows", 86_400, "sau 24 giờ 0 phút"),
])
def test_a_used_up_share_says_when(used: Used, rows: int, code: str, seconds: int, said: str) -> None:
    with pytest.raises(QuotaExceeded) as caught:
        check_quotas(used, LIMITS, rows)
    [found] = caught.value.problems
    assert (found.code, caught.value.seconds) == (code, seconds)
    assert said in found.message


def test_what_no_day_allows_is_not_put_off() -> None:
    with pytest.raises(LimitExceeded, match="Đợt có 1001 văn bản, quá số được làm trong 24 giờ là 1000"):
        check_quotas(Used(3, 1000, 5.0), LIMITS, 1001)


def test_an_owner_is_a_key_that_nobody_reads_back() -> None:
    assert owner_of("khoa-cua-phong-noi-vu") == "1ecceb85cb60f1c2a1c2347159a589b1"       # printf … | sha256sum
    assert owner_of("") == "anyone"
