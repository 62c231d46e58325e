"""A small whole campaign as the files of a folder: changed by tests, one thing at a time."""

from __future__ import annotations

from pathlib import Path

FRAME = """\
ten: Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ, hiện đại; thực hành tiết kiệm, chống lãng phí
tu_nam: 2022
den_nam: 2030
giai_doan:
  - {ten: Giai đoạn 1, tu_nam: 2022, den_nam: 2025}
  - {ten: Giai đoạn 2, tu_nam: 2026, den_nam: 2030}
dot: {giai_doan: 2022 - 2025, tu_ngay: 2022-01-01, den_ngay: 2025-12-31, han_nop: 2025-10-31}
hoi_nghi: {ten: Hội nghị sơ kết, bat_dau: 2025-12-18T08:00, ket_thuc: 2025-12-18T11:00}
cau_hinh: {nguong_phieu: 80}
mau_so: {bao_cao_thanh_tich_tap_the: Mẫu số 02}
"""

FILES = {
    "phong_trao.yaml": FRAME,
    "co_quan.csv": """\
ma;ten;loai;chu_quan;tong_so;nu;den_ngay;ke_thua
quan;UBND quận Gò Vấp;ubnd_quan;;;;30/6/2025;ht; an
ht;UBND phường Hạnh Thông;ubnd_phuong;;;;;
an;UBND phường An Nhơn;ubnd_phuong;;;;;
vhxh;Phòng Văn hóa - Xã hội;phong_phuong;ht;;;;
ll;Trường Tiểu học Lê Lợi;truong;;50;40;;
hm;Trường Mầm non Hoa Mai;truong;UBND phường Hạnh Thông;;;;
""".replace("ht; an", '"ht; an"'),
    "truc_thuoc.csv": """\
don_vi,chu_quan,tu_ngay,den_ngay
ll,quan,,2025-06-30
ll,ht,2025-07-01,
hm,ht,2025-07-01,
""",
    "nguoi.csv": """\
Mã;Họ và tên;CHỨC VỤ;Mã cơ quan;Giới tính;ky;tu_ngay;den_ngay
ct1;Nguyễn Văn An;Chủ tịch;ht;nam;có;01/7/2025;31/12/2025
ct2;Lê Thị Cúc;Chủ tịch;ht;Nữ;x;01/01/2026;
ht_ll;Trần Thị Bình;Hiệu trưởng;ll;Nữ;có;;
gv1;Đỗ Thị Ánh;Giáo viên;ll;Nữ;không;;
""",
    "hoi_dong.csv": "ma;co_quan;so_quyet_dinh;ngay_quyet_dinh;tu_ngay;den_ngay\nhd;ll;45/QĐ-THLL;15/9/2025;15/9/2025;\n",
    "thanh_vien.csv": """\
hoi_dong;nguoi;ho_ten;chuc_vu;vai_tro
hd;ht_ll;;;Chủ tịch
hd;gv1;;;thu_ky
hd;;Lý Văn Tám;Tổ trưởng;uy_vien
""",
    "hop.csv": """\
ma;hoi_dong;bat_dau;ket_thuc;dia_diem;bieu_quyet;chu_toa;thu_ky;vang;kiem_phieu
h1;hd;2025-10-05T14:00;16:00 05/10/2025;Phòng họp;Phiếu kín;ht_ll;gv1;;gv1
""",
    "de_nghi.csv": """\
ma;loai;don_vi;ten;nguoi;hinh_thuc;thanh_tich;tom_tat;tu_ngay;den_ngay
tt1;tap_the;ll;;;giay_khen;đã có thành tích xuất sắc;Hoàn thành các chỉ tiêu;01/01/2022;31/12/2025
cn1;Cá nhân;ll;;gv1;bang_khen;đã có thành tích xuất sắc;Dạy tốt;01/01/2022;31/12/2025
""",
    "phieu.csv": "hop;de_nghi;dong_y;khong_dong_y\nh1;tt1;3;0\nh1;cn1;2;1\n",
    "chi_tieu.csv": "ma;ten;dvt;nhom\ndien;Điện năng tiêu thụ;kWh;tiet_kiem\n",
    "ket_qua.csv": """\
don_vi;chi_tieu;nam;gia_tri;ly_do
ll;dien;2022;"1.234,5";
ll;dien;2023;;Chưa lắp công tơ
hm;dien;2022;900;
""",
    "khen_thuong.csv": """\
don_vi;nguoi;loai;ten;nam;so_quyet_dinh;ngay_quyet_dinh;co_quan
ll;;danh_hieu;Tập thể lao động tiên tiến;2023;12/QĐ-UBND;01/8/2023;Chủ tịch UBND quận Gò Vấp
""",
    "ky_luat.csv": "don_vi;nguoi;hinh_thuc;tu_ngay;den_ngay\n;gv1;Khiển trách;01/02/2022;31/01/2023\n",
    "van_ban_di.csv": "don_vi;loai;hinh_thuc;doi_tuong;so;ngay\nll;to_trinh_khen_thuong;giay_khen;;12;05/11/2025\n",
    "dinh_muc.csv": "hinh_thuc;loai;pham_vi;toi_da;ty_le\ngiay_khen;tap_the;don_vi;1;\n",
    "khach_moi.csv": "ma;phuong;ho_ten;don_vi\nk1;ht;Phan Văn Sáu;Sở Nội vụ\n",
    "tham_dinh.csv": """\
de_nghi;dung_doi_tuong;du_tieu_chuan;du_ho_so;dung_thu_tuc;de_xuat
tt1;có;có;có;có;Trình
""",
}


def write(folder: Path, changes: dict[str, str | bytes | None] | None = None) -> Path:
    """The folder with some files otherwise; None takes one away."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def changed(name: str, old: str, new: str) -> dict[str, str | bytes | None]:
    """One file with one text replaced, once."""
    assert FILES[name].count(old) >= 1, f"{name} has no {old}"
    return {name: FILES[name].replace(old, new, 1)}


def added(name: str, *lines: str) -> dict[str, str | bytes | None]:
    return {name: FILES[name] + "".join(f"{line}\n" for line in lines)}
