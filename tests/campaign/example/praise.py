"""The words for a nominee: the citation (at most 220 characters) and the summary (at most 60 words), from the unit's own figures.

A clause starts with a verb and holds a figure of ket_qua. A citation joins two clauses in one of eighteen patterns, a summary joins
three and a deed of the nominee's own work in one of eighteen others; for people below the head of a school there are
sixteen more of each, which leave the figures to the school.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from service.vietnamese.decimals import decimal
from tests.campaign.example.dice import Dice
from tests.campaign.example.figures import YEARS, Figures
from tests.campaign.example.nominees_plan import Candidate

MOST_CHARACTERS: Final = 220
MOST_WORDS: Final = 60

# theme → (indicator, its clauses); {d} first year, {c} last year, {g} fall in percent, {t} sum of the years, {k} second sum or value
CLAUSES: Final = {
    "dien": ("dien", ("giảm điện năng tiêu thụ từ {d} kWh năm 2022 xuống {c} kWh năm 2025", "giảm {g}% điện năng tiêu thụ so với năm 2022",
                      "tiết giảm điện năng {g}% sau bốn năm, còn {c} kWh năm 2025", "đưa lượng điện sử dụng năm 2025 xuống {c} kWh, giảm {g}%")),
    "nuoc": ("nuoc", ("giảm lượng nước sử dụng từ {d} m³ xuống {c} m³ mỗi năm", "giảm {g}% lượng nước sinh hoạt so với năm 2022",
                      "sử dụng nước tiết kiệm, còn {c} m³ năm 2025, giảm {g}%")),
    "giay": ("giay", ("giảm giấy in từ {d} ram năm 2022 còn {c} ram năm 2025", "cắt giảm {g}% lượng giấy in so với năm 2022",
                      "hạn chế in ấn, mỗi năm dùng ít hơn, đến năm 2025 còn {c} ram giấy")),
    "gio": ("gio_lam_them", ("giảm giờ làm thêm từ {d} giờ xuống {c} giờ mỗi năm", "sắp xếp việc hợp lý, giảm {g}% số giờ làm thêm",
                             "sử dụng hiệu quả thời gian lao động, giờ làm thêm giảm {g}%")),
    "chi": ("kp_tiet_kiem", ("tiết kiệm {t} triệu đồng chi thường xuyên trong bốn năm", "tiết kiệm chi thường xuyên {t} triệu đồng giai đoạn 2022 - 2025",
                             "quản lý chặt kinh phí, tiết kiệm được {t} triệu đồng")),
    "mua": ("mua_sam_giam", ("giảm {t} triệu đồng so với dự toán nhờ mua sắm tập trung", "mua sắm đúng định mức, giảm chi {t} triệu đồng",
                             "thương thảo, chào giá công khai, giảm {t} triệu đồng mua sắm")),
    "cong_trinh": ("dung_tien_do", ("hoàn thành đúng tiến độ {t} công trình sửa chữa, xây mới", "đưa {t} công trình vào sử dụng đúng kế hoạch",
                                    "giám sát {t} công trình bảo đảm chất lượng, tiến độ")),
    "xhh": ("von_xhh", ("vận động {t} triệu đồng xã hội hóa cho cơ sở vật chất", "huy động {t} triệu đồng ngoài ngân sách để sửa chữa trường lớp",
                        "tranh thủ {t} triệu đồng vốn xã hội hóa nâng cấp trường")),
    "phong": ("phong_tuong_tac", ("tăng phòng học có thiết bị tương tác từ {d} lên {c} phòng", "đưa vào khai thác {c} phòng học có thiết bị tương tác",
                                  "hiện đại hóa phòng học, từ {d} lên {c} phòng có thiết bị tương tác")),
    "ho_so": ("ho_so_dien_tu", ("nâng hồ sơ, sổ sách điện tử từ {d}% lên {c}%", "chuyển {c}% hồ sơ, sổ sách sang bản điện tử",
                                "số hóa hồ sơ đạt {c}%, năm 2022 mới đạt {d}%")),
    "tthc": ("tthc_truc_tuyen", ("nâng thủ tục thực hiện trực tuyến từ {d}% lên {c}%", "giải quyết trực tuyến {c}% thủ tục hành chính",
                                 "giảm giấy tờ, thời gian chờ: {c}% thủ tục làm trực tuyến")),
    "sang_kien": ("gia_tri_sang_kien", ("có {k} sáng kiến được công nhận, làm lợi {t} triệu đồng", "áp dụng {k} sáng kiến, giá trị làm lợi {t} triệu đồng",
                                        "phát huy {k} sáng kiến được công nhận, lợi {t} triệu đồng")),
    "tai_san": ("tai_san", ("sắp xếp, thanh lý {t} tài sản không còn nhu cầu sử dụng", "rà soát, xử lý {t} tài sản công dôi dư",
                            "kiểm kê nền nếp, xử lý dứt điểm {t} tài sản hư hỏng")),
    "tu_chu": ("tu_chu", ("nâng mức tự chủ tài chính từ {d}% lên {c}%", "từng bước tự chủ tài chính, đạt {c}% năm 2025")),
}
# What stands out in whose work.
THEMES: Final = {
    "truong": ("chi", "cong_trinh", "ho_so", "dien", "xhh", "phong", "giay", "tthc", "sang_kien", "mua", "tu_chu", "tai_san", "nuoc"),
    "van_phong": ("chi", "giay", "tthc", "mua", "ho_so", "tai_san", "gio"), "chuyen_mon": ("giay", "sang_kien", "phong", "ho_so", "dien"),
    "cong_doan": ("dien", "nuoc", "xhh", "gio", "giay"),
    "ht": ("chi", "cong_trinh", "xhh", "tu_chu", "ho_so", "dien", "phong"), "pht": ("ho_so", "phong", "sang_kien", "tthc", "giay", "cong_trinh"),
    "kt": ("chi", "mua", "tai_san", "tu_chu", "dien", "gio"), "vt": ("giay", "tthc", "ho_so", "gio"), "gv": ("giay", "sang_kien", "dien", "ho_so"),
    "cn": ("phong", "ho_so", "tthc", "dien"), "tt": ("sang_kien", "giay", "phong", "ho_so"), "bv": ("dien", "nuoc", "tai_san", "xhh"),
    "cb": ("nuoc", "dien", "mua", "gio"), "tb": ("phong", "tai_san", "dien", "ho_so"), "tk": ("ho_so", "giay", "gio", "sang_kien"), "cd": ("xhh", "dien", "nuoc", "giay"), "dt": ("dien", "nuoc", "giay", "xhh"),
}
DEEDS: Final = {
    "truong": ("Công khai dự toán, quyết toán từng quý trước hội đồng trường", "Giao khoán chỉ tiêu tiết kiệm đến từng tổ, kiểm điểm hằng tháng",
               "Lập sổ theo dõi vận hành cho từng dãy phòng, sửa chữa ngay khi phát hiện hư hỏng", "Phát động mỗi tổ một cách làm tiết kiệm, bình chọn cuối học kỳ",
               "Lấy ý kiến phụ huynh trước khi sửa chữa, mời tham gia giám sát", "Dùng chung thiết bị giữa các khối lớp theo lịch công khai"),
    "van_phong": ("Gộp nhu cầu mua sắm thành hai đợt mỗi năm", "Chuyển công văn nội bộ sang thư điện tử và nhóm trao đổi", "Dán mã theo dõi cho mọi tài sản, đối chiếu mỗi quý",
                  "Trả kết quả cho phụ huynh trong ngày với năm thủ tục thường gặp"),
    "chuyen_mon": ("Xây dựng kho học liệu dùng chung, mọi giáo viên cùng đóng góp", "Làm đồ dùng dạy học từ vật liệu tái sử dụng", "Sinh hoạt tổ bằng hồ sơ điện tử, không in tài liệu",
                   "Luân phiên phòng chức năng theo lịch, không để trống tiết"),
    "cong_doan": ("Vận động đoàn viên tắt điện, khóa nước cuối buổi, ghi sổ từng tuần", "Tổ chức ngày sửa chữa bàn ghế, cây xanh vào thứ Bảy cuối tháng",
                  "Đưa nội dung tiết kiệm vào giao ước thi đua của từng tổ công đoàn"),
    "ht": ("Trực tiếp kiểm tra hiện trường công trình mỗi tuần", "Công khai mọi khoản thu, chi trên bảng tin và trang thông tin của trường", "Đứng đầu tổ rà soát định mức, ban hành quy chế chi tiêu nội bộ mới",
           "Làm việc với phụ huynh, doanh nghiệp trên địa bàn để có thêm nguồn lực"),
    "pht": ("Tập huấn hồ sơ điện tử cho toàn thể giáo viên", "Lập lịch dùng chung phòng chức năng, thiết bị", "Chủ trì nghiệm thu từng hạng mục sửa chữa", "Theo dõi tiến độ chuyển đổi số từng tổ"),
    "kt": ("Tham mưu quy chế chi tiêu nội bộ, khoán văn phòng phẩm theo tổ", "Lập bảng so sánh giá trước mỗi lần mua sắm", "Đối chiếu công nợ, kho bạc đúng hạn, không để chi sai nguồn",
           "Báo cáo tình hình sử dụng kinh phí vào ngày 05 hằng tháng"),
    "vt": ("Gửi, nhận văn bản qua trục liên thông, không sao in", "Xây dựng mẫu đơn điện tử cho phụ huynh", "Số hóa sổ đăng bộ, học bạ các khóa cũ", "In hai mặt, tận dụng giấy một mặt cho bản nháp"),
    "gv": ("Soạn bài giảng số dùng chung cho cả khối", "Hướng dẫn học sinh phân công trực điện, nước mỗi lớp", "Làm đồ dùng dạy học từ vật liệu cũ", "Trao đổi với phụ huynh qua sổ liên lạc điện tử"),
    "cn": ("Tự bảo trì phòng máy, không thuê ngoài", "Xây dựng trang nộp hồ sơ trực tuyến của trường", "Hướng dẫn đồng nghiệp dùng phần mềm quản lý", "Cài chế độ tự tắt cho toàn bộ máy tính, bảng tương tác"),
    "tt": ("Điều hành sinh hoạt tổ không giấy", "Phân công kiểm kê thiết bị của tổ mỗi tháng", "Xây dựng ngân hàng đề dùng chung", "Hướng dẫn tổ viên viết, áp dụng sáng kiến"),
    "bv": ("Thay đèn, sửa vòi nước rò rỉ ngay trong ngày", "Ghi chỉ số điện, nước hằng ngày, báo ngay khi tăng bất thường", "Tự sửa bàn ghế, cửa, không phải thuê thợ", "Đóng cầu dao tổng các dãy phòng sau giờ học"),
    "cb": ("Sơ chế theo định lượng, không để thừa thực phẩm", "Dùng lại nước rửa rau để tưới vườn trường", "Sắp lịch bếp hợp lý, giảm thời gian đun nấu", "Bảo quản dụng cụ, kéo dài thời gian sử dụng"),
    "tb": ("Lập lịch mượn, trả thiết bị trực tuyến", "Sửa chữa, tận dụng dụng cụ thí nghiệm hỏng", "Kiểm kê thiết bị mỗi học kỳ, thanh lý kịp thời", "Hướng dẫn giáo viên làm thí nghiệm với lượng hóa chất vừa đủ"),
}
# Of collectives and heads of schools; of others PERSONAL: the figures are those of their schools.
PATTERNS: Final = (
    "Đã {a}, {b}, góp phần thực hiện tốt Phong trào thi đua giai đoạn 2022 - 2025",
    "Có thành tích xuất sắc trong Phong trào thi đua giai đoạn 2022 - 2025: {a}; {b}",
    "Tiêu biểu trong Phong trào thi đua giai đoạn 2022 - 2025 với kết quả {a} và {b}",
    "Thực hiện Phong trào thi đua giai đoạn 2022 - 2025, đã {a}, đồng thời {b}",
    "Gương mẫu trong thực hành tiết kiệm, chống lãng phí giai đoạn 2022 - 2025: {a}, {b}",
    "Đã {a}; {b}, được bình xét tiêu biểu trong Phong trào thi đua giai đoạn 2022 - 2025",
    "Đạt kết quả nổi bật trong Phong trào thi đua giai đoạn 2022 - 2025: {a}, {b}",
    "Có nhiều đóng góp trong Phong trào thi đua giai đoạn 2022 - 2025, nổi bật là {a}; {b}",
    "Sáng tạo, trách nhiệm trong Phong trào thi đua giai đoạn 2022 - 2025: đã {a}, {b}",
    "Đi đầu trong Phong trào thi đua giai đoạn 2022 - 2025, đã {a} và {b}",
    "Đã {a}, cùng tập thể {b}, hoàn thành xuất sắc nhiệm vụ Phong trào thi đua giai đoạn 2022 - 2025",
    "Thành tích xuất sắc giai đoạn 2022 - 2025 của Phong trào thi đua: {a}; bên cạnh đó {b}",
    "Qua bốn năm thực hiện Phong trào thi đua (2022 - 2025) đã {a}, {b}",
    "Bền bỉ thi đua trong giai đoạn 2022 - 2025, đã {a}; {b}",
    "Nêu gương sáng về tiết kiệm trong Phong trào thi đua giai đoạn 2022 - 2025: {a}, {b}",
    "Hoàn thành xuất sắc các chỉ tiêu Phong trào thi đua giai đoạn 2022 - 2025; {a}, {b}",
    "Tích cực hưởng ứng Phong trào thi đua giai đoạn 2022 - 2025, đã {a}, qua đó {b}",
    "Có cách làm hay trong Phong trào thi đua giai đoạn 2022 - 2025: {a}; {b}",
)
PERSONAL: Final = (
    "Góp phần cùng nhà trường {a}, {b} trong Phong trào thi đua giai đoạn 2022 - 2025",
    "Có nhiều đóng góp để nhà trường {a} và {b}, tiêu biểu trong Phong trào thi đua giai đoạn 2022 - 2025",
    "Gương mẫu trong Phong trào thi đua giai đoạn 2022 - 2025, cùng đồng nghiệp {a}; {b}",
    "Tận tụy với công việc, giúp đơn vị {a}; {b} trong giai đoạn 2022 - 2025 của Phong trào thi đua",
    "Tham gia tích cực Phong trào thi đua giai đoạn 2022 - 2025, góp công sức để trường {a}, {b}",
    "Có cách làm hay trong Phong trào thi đua giai đoạn 2022 - 2025, cùng tập thể {a} và {b}",
    "Trong Phong trào thi đua giai đoạn 2022 - 2025 đã cùng nhà trường {a}; {b}",
    "Sáng tạo trong công việc, cùng nhà trường {a}, {b}; được bình chọn tiêu biểu Phong trào thi đua giai đoạn 2022 - 2025",
    "Bền bỉ thực hành tiết kiệm, góp phần để trường {a} và {b} (Phong trào thi đua giai đoạn 2022 - 2025)",
    "Hoàn thành tốt phần việc được giao, góp phần {a}, {b} trong Phong trào thi đua giai đoạn 2022 - 2025",
    "Là nhân tố tích cực của Phong trào thi đua giai đoạn 2022 - 2025 tại trường, cùng tập thể {a}; {b}",
    "Có trách nhiệm cao trong Phong trào thi đua giai đoạn 2022 - 2025, cùng đơn vị {a}, {b}",
    "Nhiệt tình, chủ động, góp phần để nhà trường {a}; {b} qua bốn năm thi đua (2022 - 2025)",
    "Nêu gương tiết kiệm, vận động đồng nghiệp cùng {a} và {b}, hưởng ứng thiết thực Phong trào thi đua giai đoạn 2022 - 2025",
    "Qua Phong trào thi đua giai đoạn 2022 - 2025 đã có sáng tạo, giúp nhà trường {a}, {b}",
    "Đóng góp thiết thực vào việc nhà trường {a}; {b} trong Phong trào thi đua giai đoạn 2022 - 2025",
)
SUMMARIES: Final = (
    "{D}. Kết quả: {a}; {b}; {c}.", "Trong bốn năm đã {a}. {D}. Ngoài ra, {b}, {c}.", "{A}; {b}. Cách làm: {d}. Cùng với đó, {c}.",
    "Từ năm 2022 đến năm 2025: {a}; {b}; {c}. {D}.", "{D}; nhờ vậy {a}. Đồng thời {b} và {c}.", "Nổi bật: {a}. {D}. Các mặt khác: {b}; {c}.",
    "{A}. {B}. {D}, tạo nền nếp chung; {c}.", "Giữ vững nền nếp tiết kiệm: {d}. Đã {a}, {b}, {c}.", "Đã {a}, tiếp đó {b}. {D}. {C}.",
    "Việc làm cụ thể: {d}. Kết quả {a}, {b}; {c}.", "{A}, {b}. {C}. Kinh nghiệm: {d}.", "Bắt đầu từ việc nhỏ: {d}. Sau bốn năm đã {a}; {b}; {c}.",
    "Kết quả rõ nhất: {a}. {D}. {B}; {c}.", "{D}. {A}. Tham gia có hiệu quả để {b}, {c}.", "Kết quả đo được: {a}; {b}; {c}. Cách làm: {d}.",
    "Tận tụy, sáng tạo, đã {a} và {b}. {D}. Góp phần {c}.", "{D}. Qua đó {a}; {b}. Liên tục trong bốn năm, {c}.", "{A}; {c}. {D}, được đồng nghiệp làm theo. {B}.",
)

PERSONAL_SUMMARIES: Final = (
    "{D}. Nhờ đó góp phần cùng trường {a}; {b}; {c}.", "Cùng nhà trường {a}. {D}. Tham gia để trường {b}, {c}.", "Việc đã làm: {d}. Cùng đồng nghiệp {a}; {b}; {c}.",
    "{D}; góp phần để đơn vị {a} và {b}. Cũng trong thời gian này, trường {c}.", "Giúp nhà trường {a}; {b}. Cách làm: {d}. Kết quả chung: {c}.",
    "Từ năm 2022 đến năm 2025 cùng tập thể {a}, {b}. {D}. Góp sức để trường {c}.", "{D}. Kết quả chung của trường có phần đóng góp của cá nhân: {a}; {b}; {c}.",
    "Góp phần {a}. {D}, giữ thành nền nếp. Cùng trường {b}; {c}.", "Kiên trì một việc: {d}. Qua đó cùng trường {a}, {b}; đồng thời {c}.",
    "Có sáng tạo trong công việc: {d}. Đã giúp trường {a}; {b}; {c}.", "{D}. Đồng nghiệp làm theo, cùng {a}, {b}. Trong phần việc được giao còn góp phần {c}.",
    "Tham mưu, thực hiện tốt phần việc: {d}. Trường {a}; {b}; {c}.", "Cùng các bộ phận {a} và {b}. {D}. Ngoài giờ còn giúp trường {c}.",
    "Trong bốn năm, {d}. Góp phần cùng đơn vị {a}; {b}, {c}.", "Nêu gương bằng việc cụ thể: {d}. Nhà trường {a}; {b}; {c}.", "{D}. Nhà trường đánh giá cao vì đã góp phần {a}, {b} và {c}.",
)


def clauses(figures: Figures, theme: str) -> list[str]:
    """All ways to say what became of a theme; none where a year has no figure or nothing got better."""
    code, forms = CLAUSES[theme]
    values = [one for one in figures[code].values() if not isinstance(one, str)]
    if len(values) < len(YEARS) or not sum(values):
        return []
    places = 1 if isinstance(values[0], Decimal) else 0
    fall = Decimal(values[0] - values[-1]) * 100 / values[0] if values[0] else Decimal(0)
    if theme in ("dien", "nuoc", "giay", "gio") and fall <= 3:
        return []
    count = sum(one for one in figures["sang_kien"].values() if not isinstance(one, str)) if theme == "sang_kien" else 0
    slots = {"d": decimal(values[0], places), "c": decimal(values[-1], places), "g": decimal(fall, 1), "t": decimal(sum(values), places), "k": decimal(count, 0)}
    return [form.format_map(slots) for form in forms]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Praise:
    """Writes for one nominee after another; never the same pattern for two in a row, never the same text."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._turn = 0

    def of(self, one: Candidate, figures: Figures) -> tuple[str, str]:
        """Citation and summary."""
        self._turn += 1
        dice = Dice("praise", one.code)
        own = one.role not in ("", "ht")
        citation = self._first(dice, one.work, figures, PERSONAL if own else PATTERNS, 2, lambda text: len(text) <= MOST_CHARACTERS)
        summary = self._first(dice, one.work, figures, PERSONAL_SUMMARIES if own else SUMMARIES, 3, lambda text: len(text.split()) <= MOST_WORDS)
        return citation, summary

    def _first(self, dice: Dice, work: str, figures: Figures, patterns: tuple[str, ...], count: int, fits: Callable[[str], bool]) -> str:
        """The first composition that fits and that nobody has."""
        ways = {theme: found for theme in THEMES[work] if (found := clauses(figures, theme))}
        deeds = DEEDS.get(work, DEEDS["gv"])
        for attempt in range(400):
            pattern = patterns[(self._turn * 7 + attempt * 5) % len(patterns)]
            themes = dice.order(list(ways))[:count]
            parts = dict(zip("abc", (dice.pick(ways[theme]) for theme in themes), strict=False))
            deed = dice.pick(deeds)
            text = pattern.format_map({**parts, **{key.upper(): capital(part) for key, part in parts.items()}, "d": deed[:1].lower() + deed[1:], "D": deed})
            if fits(text) and text not in self._given:
                self._given.add(text)
                return text
        raise AssertionError(f"no words found for {work}")
