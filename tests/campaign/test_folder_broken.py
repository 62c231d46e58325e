from __future__ import annotations

from pathlib import Path

import pytest

from service.campaign import load_folder
from service.errors import InputRefused
from tests.campaign.folders import FILES, FRAME, added, changed, write
from tests.inputs.workbooks import workbook

SLUGS = ("to_trinh_khen_thuong", "bao_cao_thanh_tich_tap_the", "ke_hoach_truong")
Changes = dict[str, str | bytes | None]


def found(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputRefused) as refused:
        load_folder(folder, slugs=SLUGS)
    assert all(not one.pointer and one.message for one in refused.value.problems)
    return [(one.code, one.place) for one in refused.value.problems]


def frame(old: str, new: str) -> Changes:
    return changed("phong_trao.yaml", old, new)


CASES: list[tuple[Changes, str, str]] = [
    # files and sheets
    ({"phong_trao.yaml": None}, "campaign-missing", "{folder}"),
    ({"phong_trao.json": '{"ten": "Dân vận khéo"}'}, "campaign-twice", "phong_trao.yaml"),
    ({"phong_trao.yaml": "ten: [1"}, "yaml-syntax", "phong_trao.yaml"),
    ({"phong_trao.yaml": FRAME + "\x07"}, "yaml-character", "phong_trao.yaml"),
    ({"co_quann.csv": "ma\n"}, "file-unknown", "co_quann.csv"),
    ({"ghi chú.docx": "x"}, "file-unknown", "ghi chú.docx"),
    ({"thư mục/x.csv": "x"}, "file-unknown", "thư mục"),
    ({"nguoi.json": "[]"}, "table-twice", "nguoi.json"),
    ({"phong_trao.yaml": FRAME + "nguoi: []\n"}, "table-twice", "nguoi.csv"),
    ({"ky_luat.csv": None, "ky_luat.yaml": "a: 1"}, "data-not-list", "ky_luat.yaml"),
    ({"ky_luat.csv": ""}, "data-empty", "ky_luat.csv"),
    ({"ky_luat.csv": "Số;\n".encode("utf-16")}, "encoding-utf16", "ky_luat.csv"),
    ({"ky_luat.csv": None, "ky_luat.xlsx": b"PK no"}, "file-not-xlsx", "ky_luat.xlsx"),
    ({"thêm.xlsx": workbook(["ma"], sheet="nguoi_moi")}, "sheet-unknown", "thêm.xlsx, trang nguoi_moi"),
    ({"khach_moi.csv": None, "x.xlsx": workbook(["ma", "phuong", "don_vi"], ["k1", "ht", "=A1"], sheet="Khách mời")},
     "formula-empty", "x.xlsx, trang Khách mời, dòng 2, cột C"),
    ({"khach_moi.csv": None, "khach_moi.xlsx": workbook(["ma", "phuong", "Đơn vị của khách"], ["k1", "ht"], sheet="Trang 1")},
     "field-missing", "khach_moi.xlsx, trang Trang 1, dòng 2, cột C (Đơn vị của khách)"),
    ({"co_quan.csv": None}, "table-missing", "phong_trao.yaml"),
    # headings
    ({"chi_tieu.csv": "ma;ten;nhom\ndien;Điện;tiet_kiem\nnuoc;Nước;tiet_kiem\n"}, "column-missing", "chi_tieu.csv, dòng 1"),
    ({"khach_moi.csv": None, "khach_moi.xlsx": workbook(sheet="khach_moi")}, "sheet-empty", "khach_moi.xlsx, trang khach_moi"),
    (changed("chi_tieu.csv", "dvt", "đo bằng"), "heading-unknown", "chi_tieu.csv, dòng 1, cột C (đo bằng)"),
    (changed("chi_tieu.csv", "dvt", "Tên chỉ tiêu"), "heading-twice", "chi_tieu.csv, dòng 1, cột C (Tên chỉ tiêu)"),
    (changed("phieu.csv", "dong_y", "Số phiếu"), "heading-ambiguous", "phieu.csv, dòng 1, cột C (Số phiếu)"),
    (changed("phieu.csv", "h1;tt1;3;0", "h1;tt1;3;0;5"), "heading-missing", "phieu.csv, dòng 2, cột E"),
    # the frame
    ({"phong_trao.yaml": FRAME.split("\n", 1)[1]}, "field-missing", "phong_trao.yaml /ten"),
    (frame("tu_nam: 2022\n", "tu_namm: 2022\n"), "field-unknown", "phong_trao.yaml /tu_namm"),
    (frame("tu_nam: 2022\n", "tu_nam: 1022\n"), "number-small", "phong_trao.yaml /tu_nam"),
    (frame("den_nam: 2030\n", "den_nam: 2020\n"), "years-inverted", "phong_trao.yaml /den_nam"),
    (frame("tu_nam: 2026", "tu_nam: 2027"), "phase-gap", "phong_trao.yaml /giai_doan/1/tu_nam"),
    (frame("tu_ngay: 2022-01-01", "tu_ngay: 2026-01-01"), "dates-inverted", "phong_trao.yaml /dot"),
    (frame("tu_ngay: 2022-01-01", "tu_ngay: 2021-12-31"), "year-outside", "phong_trao.yaml /dot/tu_ngay"),
    (frame("han_nop: 2025-10-31", "han_nop: 31/9/2025"), "date-invalid", "phong_trao.yaml /dot/han_nop"),
    (frame("ket_thuc: 2025-12-18T11:00", "ket_thuc: 2025-12-18T07:00"), "meeting-inverted", "phong_trao.yaml /hoi_nghi"),
    (frame("bat_dau: 2025-12-18T08:00", "bat_dau: 8 giờ sáng"), "time-invalid", "phong_trao.yaml /hoi_nghi/bat_dau"),
    (frame("nguong_phieu: 80", "nguong_phieu: 180"), "number-large", "phong_trao.yaml /cau_hinh/nguong_phieu"),
    (frame("nguong_phieu: 80", "nguong: 80"), "field-unknown", "phong_trao.yaml /cau_hinh/nguong"),
    (frame("bao_cao_thanh_tich_tap_the:", "bao_cao_tap_the:"), "slug-unknown", "phong_trao.yaml /mau_so/bao_cao_tap_the"),
    ({"phong_trao.yaml": FRAME + "co_quan_ban_hanh: pgd\n"}, "code-unknown", "phong_trao.yaml /co_quan_ban_hanh"),
    ({"phong_trao.yaml": FRAME + "nguoi_ky: ct9\n"}, "code-unknown", "phong_trao.yaml /nguoi_ky"),
    ({"phong_trao.yaml": FRAME + "can_cu: [{loai: Nghị định}]\n"}, "ground-parts", "phong_trao.yaml /can_cu/0"),
    ({"chi_tieu.csv": None, "phong_trao.yaml": FRAME + "chi_tieu: [{ma: dien, ten: Điện, dvt: kWh, nhom: chungg}]\n"},
     "choice-wrong", "phong_trao.yaml /chi_tieu/0/nhom"),
    # values of cells
    (changed("co_quan.csv", "vhxh;Phòng", "vh xh;Phòng"), "code-form", "co_quan.csv, dòng 5, cột A (ma)"),
    (changed("co_quan.csv", "Lê Lợi;truong", "Lê Lợi;trường học"), "choice-wrong", "co_quan.csv, dòng 6, cột C (loai)"),
    (changed("co_quan.csv", "truong;;50;40", "truong;;năm mươi;40"), "number-wrong", "co_quan.csv, dòng 6, cột E (tong_so)"),
    (changed("co_quan.csv", "truong;;50;40", "truong;;50;60"), "part-over-total", "co_quan.csv, dòng 6, cột F (nu)"),
    (changed("co_quan.csv", "30/6/2025", "31/6/2025"), "date-invalid", "co_quan.csv, dòng 2, cột G (den_ngay)"),
    (changed("nguoi.csv", "Hiệu trưởng;ll;Nữ;có", "Hiệu trưởng;ll;Nữ;ký"), "yes-no-wrong", "nguoi.csv, dòng 4, cột F (ky)"),
    (changed("nguoi.csv", "ll;Nữ;có", "ll;Bà;có"), "choice-wrong", "nguoi.csv, dòng 4, cột E (Giới tính)"),
    (changed("nguoi.csv", "01/7/2025;31/12/2025", "01/7/2026;31/12/2025"), "dates-inverted", "nguoi.csv, dòng 2"),
    (changed("ket_qua.csv", '"1.234,5"', '"1,234.5"'), "number-wrong", "ket_qua.csv, dòng 2, cột D (gia_tri)"),
    (changed("ket_qua.csv", ";;Chưa lắp công tơ", ";;"), "value-or-reason", "ket_qua.csv, dòng 3"),
    (changed("ket_qua.csv", ";;Chưa lắp công tơ", ";5;Chưa lắp công tơ"), "value-or-reason", "ket_qua.csv, dòng 3"),
    (changed("hop.csv", "16:00 05/10/2025", "12:00 05/10/2025"), "meeting-inverted", "hop.csv, dòng 2"),
    (changed("hop.csv", "Phiếu kín", "biểu quyết"), "choice-wrong", "hop.csv, dòng 2, cột F (bieu_quyet)"),
    (changed("phieu.csv", "h1;tt1;3", "h1;tt1;-3"), "number-small", "phieu.csv, dòng 2, cột C (dong_y)"),
    (changed("de_nghi.csv", "giay_khen;đã có", "giay_khen;" + "đ" * 221), "text-long", "de_nghi.csv, dòng 2, cột G (thanh_tich)"),
    (changed("de_nghi.csv", "Dạy tốt", "tốt " * 61), "text-words", "de_nghi.csv, dòng 3, cột H (tom_tat)"),
    (changed("de_nghi.csv", "31/12/2025\ncn1", "31/12/2021\ncn1"), "dates-inverted", "de_nghi.csv, dòng 2"),
    (changed("de_nghi.csv", "01/01/2022;31/12/2025\ncn1", ";31/12/2025\ncn1"), "field-missing",
     "de_nghi.csv, dòng 2, cột I (tu_ngay)"),
    (changed("de_nghi.csv", "ll;;gv1;", "ll;;;"), "nominee-person", "de_nghi.csv, dòng 3"),
    (changed("de_nghi.csv", "tap_the;ll;;;", "tap_the;ll;;gv1;"), "nominee-collective", "de_nghi.csv, dòng 2"),
    (changed("thanh_vien.csv", ";gv1;;;", ";gv1;Đỗ Thị Ánh;;"), "either-one", "thanh_vien.csv, dòng 3"),
    (changed("khen_thuong.csv", "ll;;danh", "ll;gv1;danh"), "either-one", "khen_thuong.csv, dòng 2"),
    (changed("ky_luat.csv", ";gv1;", ";;"), "either-one", "ky_luat.csv, dòng 2"),
    (changed("dinh_muc.csv", "1;", "1;50"), "either-one", "dinh_muc.csv, dòng 2"),
    (changed("van_ban_di.csv", ";12;", ";0;"), "number-small", "van_ban_di.csv, dòng 2, cột E (so)"),
    # codes
    (changed("truc_thuoc.csv", "ll,quan", "lll,quan"), "code-unknown", "truc_thuoc.csv, dòng 2, cột A (don_vi)"),
    (changed("nguoi.csv", "Giáo viên;ll", "Giáo viên;l"), "code-unknown", "nguoi.csv, dòng 5, cột D (Mã cơ quan)"),
    (changed("co_quan.csv", '"ht; an"', '"ht; am"'), "code-unknown", "co_quan.csv, dòng 2, cột H (ke_thua)"),
    (changed("co_quan.csv", "phong_phuong;ht", "phong_phuong;ubnd_ht"), "code-unknown", "co_quan.csv, dòng 5, cột D (chu_quan)"),
    (changed("thanh_vien.csv", "hd;gv1", "hd2;gv1"), "code-unknown", "thanh_vien.csv, dòng 3, cột A (hoi_dong)"),
    (changed("hop.csv", "ht_ll;gv1", "ht_ll;gv9"), "code-unknown", "hop.csv, dòng 2, cột H (thu_ky)"),
    (changed("hop.csv", "gv1;;gv1", "gv1;;gv1;x"), "heading-missing", "hop.csv, dòng 2, cột K"),
    (changed("phieu.csv", "h1;cn1", "h1;cn9"), "code-unknown", "phieu.csv, dòng 3, cột B (de_nghi)"),
    (changed("ket_qua.csv", "hm;dien", "hm;dienn"), "code-unknown", "ket_qua.csv, dòng 4, cột B (chi_tieu)"),
    (changed("van_ban_di.csv", "to_trinh_khen_thuong", "to_trinh"), "slug-unknown", "van_ban_di.csv, dòng 2, cột B (loai)"),
    (changed("van_ban_di.csv", "giay_khen", "giai_khen"), "code-unknown", "van_ban_di.csv, dòng 2, cột C (hinh_thuc)"),
    (changed("khach_moi.csv", "k1;ht", "k1;xa"), "code-unknown", "khach_moi.csv, dòng 2, cột B (phuong)"),
    (changed("tham_dinh.csv", "tt1", "tt2"), "code-unknown", "tham_dinh.csv, dòng 2, cột A (de_nghi)"),
    (added("co_quan.csv", "ll;Trường khác;truong;;;;;"), "code-twice", "co_quan.csv, dòng 8, cột A (ma)"),
    (added("phieu.csv", "h1;tt1;3;0"), "row-twice", "phieu.csv, dòng 4, cột B (de_nghi)"),
    (added("ket_qua.csv", "ll;dien;2022;7;"), "row-twice", "ket_qua.csv, dòng 5, cột C (nam)"),
    (added("thanh_vien.csv", "hd;gv1;;;uy_vien"), "row-twice", "thanh_vien.csv, dòng 5, cột C (ho_ten)"),
    # what rows say together
    (changed("truc_thuoc.csv", "ll,ht,2025-07-01", "ll,ht,2025-06-30"), "superior-twice",
     "truc_thuoc.csv, dòng 3, cột C (tu_ngay)"),
    (changed("truc_thuoc.csv", "hm,ht", "hm,quan"), "relation-outlives", "truc_thuoc.csv, dòng 4, cột C (tu_ngay)"),
    (changed("truc_thuoc.csv", "hm,ht", "hm,hm"), "superior-circle", "truc_thuoc.csv, dòng 4, cột B (chu_quan)"),
    (changed("co_quan.csv", "ht;UBND phường Hạnh Thông;ubnd_phuong;", "ht;UBND phường Hạnh Thông;ubnd_phuong;vhxh"),
     "superior-circle", "co_quan.csv, dòng 3, cột D (chu_quan)"),
    (changed("co_quan.csv", "30/6/2025", ""), "successor-without-end", "co_quan.csv, dòng 2, cột G (den_ngay)"),
    (changed("co_quan.csv", '"ht; an"', '"ht; quan"'), "successor-self", "co_quan.csv, dòng 2, cột H (ke_thua)"),
    (changed("nguoi.csv", "x;01/01/2026", "x;31/12/2025"), "signatory-twice", "nguoi.csv, dòng 3, cột F (ky)"),
    (added("hoi_dong.csv", "hd2;ll;;;01/10/2025;"), "council-twice", "hoi_dong.csv, dòng 3, cột E (tu_ngay)"),
    (changed("hop.csv", "Phiếu kín;ht_ll", "Phiếu kín;ct1"), "not-a-member", "hop.csv, dòng 2, cột G (chu_toa)"),
    (changed("hop.csv", "ht_ll;gv1;;", "ht_ll;gv1;ct1;"), "not-a-member", "hop.csv, dòng 2, cột I (vang)"),
    (changed("hop.csv", "ht_ll;gv1;;", "ht_ll;gv1;ht_ll;"), "chair-absent", "hop.csv, dòng 2, cột I (vang)"),
    (changed("hop.csv", "2025-10-05T14:00;16:00 05/10/2025", "2025-09-05T14:00;16:00 05/9/2025"), "council-not-valid",
     "hop.csv, dòng 2, cột C (bat_dau)"),
    (changed("ket_qua.csv", "hm;dien;2022", "hm;dien;2021"), "year-outside", "ket_qua.csv, dòng 4, cột C (nam)"),
    (changed("de_nghi.csv", "01/01/2022;31/12/2025\ncn1", "01/01/2021;31/12/2025\ncn1"), "year-outside",
     "de_nghi.csv, dòng 2, cột I (tu_ngay)"),
    # the law's tables
    ({"tham_quyen.csv": "hinh_thuc;ten;loai_co_quan;chuc_danh;tu_ngay\ngiay_khen;Giấy khen;so;Giám đốc;01/01/2026\n"},
     "authority-twice", "tham_quyen.csv, dòng 2, cột E (tu_ngay)"),
    ({"luong_co_so.csv": "tu_ngay;muc\n01/7/2027;0\n"}, "number-small", "luong_co_so.csv, dòng 2, cột B (muc)"),
    ({"van_ban.csv": "ma;loai\nkh_moi;Kế hoạch\n"}, "field-missing", "van_ban.csv, dòng 2"),
    ({"van_ban.csv": "ma;hieu_luc_den\nnd_152_2025;30/6/2025\n"}, "dates-inverted", "van_ban.csv, dòng 2"),
    ({"van_ban.csv": "ma;dung_cho\nluat_tkclp_2025;ke_hoach\n"}, "slug-unknown", "van_ban.csv, dòng 2, cột B (dung_cho)"),
    ({"van_ban.csv": "ma;thay_the\nnd_85_2014;luat_2013\n"}, "code-unknown", "van_ban.csv, dòng 2, cột B (thay_the)"),
    # rieng/
    ({"rieng/to_trinh.yaml": "a: 1"}, "slug-unknown", "rieng/to_trinh.yaml"),
    ({"rieng/lll/ke_hoach_truong.yaml": "a: 1"}, "code-unknown", "rieng/lll/ke_hoach_truong.yaml"),
    ({"rieng/ll/to_trinh_khen_thuong/giay.yaml": "a: 1"}, "code-unknown", "rieng/ll/to_trinh_khen_thuong/giay.yaml"),
    ({"rieng/ll/a/b/c.yaml": "a: 1"}, "own-unknown", "rieng/ll/a/b"),
    ({"rieng/ke_hoach_truong.docx": "x"}, "own-unknown", "rieng/ke_hoach_truong.docx"),
    ({"rieng/ke_hoach_truong.yaml": "a: 1", "rieng/ke_hoach_truong.json": "{}"}, "own-twice", "rieng/ke_hoach_truong.yaml"),
    ({"rieng/ll/ke_hoach_truong.yaml": "a: [1"}, "yaml-syntax", "rieng/ll/ke_hoach_truong.yaml"),
    ({"rieng/ll/ke_hoach_truong.yaml": "a: .nan"}, "number-not-finite", "rieng/ll/ke_hoach_truong.yaml /a"),
]


@pytest.mark.parametrize(("changes", "code", "place"), CASES, ids=[f"{code}-{place}" for _, code, place in CASES])
def test_one_broken_thing_is_told_once_with_its_place(tmp_path: Path, changes: Changes, code: str, place: str) -> None:
    assert found(write(tmp_path, changes)) == [(code, place.format(folder=tmp_path.name))]


def test_everything_broken_is_told_at_once(tmp_path: Path) -> None:
    changes = {**frame("nguong_phieu: 80", "nguong_phieu: 0"), **changed("ket_qua.csv", '"1.234,5"', "nhiều"),
               **changed("nguoi.csv", "Giáo viên;ll", "Giáo viên;xx"), "lạ.txt": "x", **added("phieu.csv", "h1;tt1;1;1")}
    assert sorted(found(write(tmp_path, changes))) == [
        ("code-unknown", "nguoi.csv, dòng 5, cột D (Mã cơ quan)"), ("file-unknown", "lạ.txt"),
        ("number-small", "phong_trao.yaml /cau_hinh/nguong_phieu"), ("number-wrong", "ket_qua.csv, dòng 2, cột D (gia_tri)"),
        ("row-twice", "phieu.csv, dòng 4, cột B (de_nghi)")]


def test_tables_are_checked_without_their_frame(tmp_path: Path) -> None:
    changes = {"phong_trao.yaml": "ten: [1", **changed("ket_qua.csv", '"1.234,5"', "nhiều")}
    assert found(write(tmp_path, changes)) == [("yaml-syntax", "phong_trao.yaml"),
                                               ("number-wrong", "ket_qua.csv, dòng 2, cột D (gia_tri)")]


def test_a_file_that_cannot_be_read_makes_no_unknown_codes(tmp_path: Path) -> None:
    assert found(write(tmp_path, {"nguoi.csv": FILES["nguoi.csv"].encode("utf-16")})) == [("encoding-utf16", "nguoi.csv")]


def test_the_nearest_code_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="Không có mã “dienn”; có phải “dien”"):
        load_folder(write(tmp_path, changed("ket_qua.csv", "hm;dien", "hm;dienn")))
