"""What the paper does not carry: the list of known constructs, and the collector that never lets one pass in silence."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from service.errors import Problem, problem
from service.paper import Construct
from service.read.names import Element, shown

# name → (message, lost). `lost`: content or layout is missing on the page.
KNOWN: dict[str, tuple[Problem, bool]] = {
    "w:altChunk": (problem("construct-alt-chunk", "Tài liệu khác được chèn nguyên (altChunk) không được in."), True),
    "w:subDoc": (problem("construct-sub-document", "Tài liệu con (subDoc) không được in."), True),
    "w:object": (problem("construct-ole", "Đối tượng nhúng (OLE) không in được."), True),
    "w:object#preview": (problem("construct-ole-preview", "Đối tượng nhúng (OLE) được in bằng hình xem trước của nó."), False),
    "w:control": (problem("construct-activex", "Nút điều khiển ActiveX không in được."), True),
    "m:oMath": (problem("construct-math", "Công thức toán không in được."), True),
    "c:chart": (problem("construct-chart", "Biểu đồ không in được."), True),
    "dgm:relIds": (problem("construct-smartart", "Sơ đồ SmartArt không in được."), True),
    "wpg:wgp": (problem("construct-group", "Nhóm hình vẽ không in được."), True),
    "wpc:wpc": (problem("construct-canvas", "Khung vẽ (canvas) không in được."), True),
    "wpi:contentPart": (problem("construct-ink", "Nét viết tay không in được."), True),
    "v:group": (problem("construct-group-vml", "Nhóm hình vẽ kiểu cũ (VML) không in được."), True),
    "w:drawing": (problem("construct-drawing", "Hình vẽ kiểu “{kieu}” không in được."), True),
    "wps:wsp": (problem("construct-shape", "Hình “{kieu}” không in được."), True),
    "wps:wsp#near": (problem("construct-shape-near", "Hình “{kieu}” có chữ được in như khung chữ nhật."), False),
    "wps:wsp#inline": (problem("construct-shape-inline", "Hình vẽ đặt trong dòng được in như hình neo tại dòng ấy."), True),
    "v:shape": (problem("construct-shape-vml", "Hình vẽ kiểu cũ (VML) “{kieu}” không in được."), True),
    "wps:linkedTxbx": (problem("construct-linked-box", "Khung chữ nối tiếp nhau không in được."), True),
    "drawing:rotation": (problem("construct-rotation", "Hình hoặc khung chữ bị xoay được in thẳng."), True),
    "drawing:flip": (problem("construct-flip", "Hình bị lật được in không lật."), True),
    "drawing:arrow": (problem("construct-arrow", "Đầu mũi tên của đường kẻ không được in."), False),
    "drawing:position": (problem("construct-position", "Vị trí hình vẽ theo “{kieu}” được in gần đúng."), True),
    "drawing:effect": (problem("construct-picture-effect", "Hiệu ứng của hình (khung, độ sáng, màu) không được in."), False),
    "drawing:fill": (problem("construct-fill", "Kiểu tô nền của hình không được in."), False),
    "wp:wrapTight": (problem("construct-wrap-tight", "Chữ chạy sát theo hình được in như chạy quanh khung hình."), False),
    "picture:external": (problem("construct-picture-external", "Hình liên kết từ bên ngoài tệp không được in."), True),
    "picture:missing": (problem("construct-picture-missing", "Không tìm thấy dữ liệu của hình trong tệp."), True),
    "picture:kind": (problem("construct-picture-kind", "Hình kiểu “{kieu}” không in được."), True),
    "picture:broken": (problem("construct-picture-broken", "Dữ liệu của hình bị hỏng hoặc quá lớn, không in được."), True),
    "w:movie": (problem("construct-movie", "Phim hoặc âm thanh không in được."), True),
    "w:framePr": (problem("construct-frame", "Đoạn trong khung (frame) được in như khung chữ đặt nổi."), False),
    "w:framePr#dropCap": (problem("construct-drop-cap", "Chữ hoa lớn đầu đoạn (drop cap) được in như đoạn thường."), True),
    "w:ruby": (problem("construct-ruby", "Chú âm trên chữ (ruby) không được in, chỉ in chữ chính."), True),
    "w:fitText": (problem("construct-fit-text", "Chữ co giãn cho vừa độ rộng được in theo độ rộng thường."), False),
    "w:eastAsianLayout": (problem("construct-east-asian", "Cách dàn chữ Đông Á không được áp dụng."), False),
    "w:bidi": (problem("construct-bidi", "Đoạn viết từ phải sang trái được in từ trái sang phải."), True),
    "w:rtl": (problem("construct-rtl", "Chữ viết từ phải sang trái được in từ trái sang phải."), True),
    "w:vanish": (problem("construct-hidden-text", "Chữ ẩn không được in, như trong Word."), False),
    "w:ins": (problem("construct-insertion", "Phần thêm vào chưa duyệt (theo dõi thay đổi) được in như đã chấp nhận."), False),
    "w:del": (problem("construct-deletion", "Phần đã xoá chưa duyệt (theo dõi thay đổi) không được in."), False),
    "w:change": (problem("construct-format-change", "Thay đổi định dạng chưa duyệt được in như đã chấp nhận."), False),
    "w:commentReference": (problem("construct-comment", "Nhận xét bên lề không được in."), False),
    "w:ptab": (problem("construct-ptab", "Dấu tab theo lề (ptab) được in như dấu tab thường."), True),
    "w:sym": (problem("construct-symbol", "Ký hiệu “{ma}” của phông {phong} không có ký tự tương ứng."), True),
    "w:em": (problem("construct-emphasis", "Dấu nhấn trên chữ không được in."), False),
    "w:bdr": (problem("construct-text-border", "Khung quanh chữ không được in."), False),
    "w:u@color": (problem("construct-underline-color", "Màu riêng của gạch chân không được in."), False),
    "text:effect": (problem("construct-text-effect", "Hiệu ứng chữ (bóng, viền, nổi, tô màu chuyển) không được in."), False),
    "text:script": (problem("construct-number-forms", "Dạng chữ số hoặc bộ chữ thay thế không được áp dụng."), False),
    "field:no-result": (problem("construct-field", "Trường “{lenh}” chưa có kết quả lưu trong tệp nên không in được."), True),
    "field:format": (problem("construct-field-format", "Trường “{lenh}” có dạng số riêng, được in theo dạng số trang."), False),
    "field:check-box": (problem("construct-form-check-box", "Ô đánh dấu của biểu mẫu được in bằng ký tự ô vuông."), False),
    "w:numFmt": (problem("construct-number-format", "Kiểu đánh số “{kieu}” chưa có, được in bằng số thường."), True),
    "w:lvlPicBulletId": (problem("construct-picture-bullet", "Dấu đầu dòng bằng hình được in bằng ký tự."), False),
    "w:numId": (problem("construct-number-missing", "Đoạn dùng danh sách số {so} không có trong tệp, được in không số."), False),
    "w:textDirection": (problem("construct-text-direction", "Chữ xoay dọc được in ngang."), True),
    "w:textAlignment": (problem("construct-text-alignment", "Canh dọc của chữ trong dòng được in theo đường chân chữ."), False),
    "w:mirrorIndents": (problem("construct-mirror-indents", "Thụt lề đối xứng trang chẵn, lẻ không được áp dụng."), True),
    "w:pBdr/w:bar": (problem("construct-bar", "Vạch dọc bên lề đoạn không được in."), False),
    "border:art": (problem("construct-art-border", "Đường viền kiểu “{kieu}” được in bằng nét thường."), True),
    "w:pgBorders@display": (problem("construct-page-border-pages", "Khung trang chỉ ở một số trang được in ở mọi trang."), True),
    "w:tblpPr": (problem("construct-floating-table", "Bảng đặt nổi được in trong dòng chảy của văn bản."), True),
    "w:bidiVisual": (problem("construct-bidi-table", "Bảng xếp từ phải sang trái được in từ trái sang phải."), True),
    "w:tblCellSpacing": (problem("construct-cell-spacing", "Khoảng cách giữa các ô không được áp dụng."), True),
    "w:tl2br": (problem("construct-diagonal", "Đường chéo trong ô không được in."), True),
    "w:tcFitText": (problem("construct-cell-fit", "Chữ co cho vừa ô được in theo độ rộng thường."), False),
    "w:hideMark": (problem("construct-hide-mark", "Ô bỏ qua dấu cuối ô khi tính chiều cao được in theo cách thường."), False),
    "w:hMerge": (problem("construct-merged-content", "Chữ nằm trong ô đã bị gộp không hiện, như trong Word."), False),
    "w:vMerge": (problem("construct-covered-content", "Chữ nằm trong ô bị ô phía trên gộp không hiện, như trong Word."), False),
    "length:bounds": (problem("construct-length",
                              "Giá trị “{gia_tri}” của {phan_tu} vượt giới hạn của Word, được in theo giới hạn đó."), False),
    "w:hidden": (problem("construct-hidden-row", "Hàng ẩn của bảng không được in, như trong Word."), False),
    "w:cellDel": (problem("construct-cell-change", "Ô đã xoá hoặc gộp chưa duyệt vẫn được in."), False),
    "w:docGrid": (problem("construct-grid", "Lưới dòng của trang không được áp dụng."), True),
    "w:lnNumType": (problem("construct-line-numbers", "Số dòng bên lề không được in."), True),
    "w:cols@unequal": (problem("construct-columns", "Các cột rộng khác nhau được in bằng nhau."), True),
    "w:cols@sep": (problem("construct-column-line", "Đường kẻ giữa các cột không được in."), False),
    "w:pgMar@negative": (problem("construct-negative-margin", "Lề âm (cố định) được in như lề thường."), False),
    "w:gutter": (problem("construct-gutter", "Lề đóng gáy phía trên hoặc đổi bên không được áp dụng."), True),
    "w:mirrorMargins": (problem("construct-mirror-margins", "Lề đối xứng trang chẵn, lẻ không được áp dụng."), True),
    "w:bookFoldPrinting": (problem("construct-book-fold", "In gấp sách không được áp dụng."), True),
    "w:chapStyle": (problem("construct-chapter-number", "Số chương trong số trang không được in."), True),
    "w:footnotePr": (problem("construct-note-numbering", "Cách đánh số hoặc vị trí chú thích “{kieu}” chưa được áp dụng."), True),
    "w:autoHyphenation": (problem("construct-hyphenation", "Tự động ngắt từ bằng gạch nối không được áp dụng."), False),
    "w:compat": (problem("construct-older-print",
                         "Tệp được chuyển sang dạng Word 2013 sau lần in cuối; dòng được ngắt như bản đã in."), False),
    "w:background": (problem("construct-background", "Nền trang không được in, như Word khi in thường."), False),
    "mc:AlternateContent": (problem("construct-alternate", "Nội dung chỉ dành cho bản Word mới ({kieu}) không được in."), True),
    "link:picture": (problem("construct-picture-link", "Liên kết gắn vào hình không được giữ."), False),
    "note:missing": (problem("construct-note-missing", "Không tìm thấy nội dung của chú thích số {so} trong tệp."), True),
}
_UNKNOWN = problem("construct-unknown", "Chưa hiểu phần tử “{phan_tu}” của Word; nội dung của nó không được in.")
_UNKNOWN_PROPERTY = problem("construct-unknown-property", "Chưa hiểu thuộc tính “{phan_tu}” của Word; nó không được áp dụng.")

Note = tuple[str, tuple[tuple[str, object], ...]]          # a construct before its place is known: name, arguments


def note(name: str, **args: object) -> Note:
    return name, tuple(args.items())


class Findings:
    """Collects constructs in order. What is lost is listed at each place; what is harmless once, with its first place."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, ...], Construct] = {}

    def add(self, name: str, place: str = "", **args: object) -> None:
        self.put((name, tuple(args.items())), place)

    def put(self, found: Note, place: str = "") -> None:
        name, args = found
        known = KNOWN.get(name)
        if known is None:
            text, lost = (_UNKNOWN_PROPERTY, False) if name.startswith("property:") else (_UNKNOWN, True)
            name = name.removeprefix("property:")
            args = (("phan_tu", name),)
        else:
            text, lost = known
        key = (name, args, place) if lost else (name, args)
        if key not in self._found:
            message = replace(text, place=place, args=MappingProxyType(dict(args)))
            self._found[key] = Construct(name.partition("#")[0], message, lost)

    def unknown(self, element: Element, place: str = "") -> None:
        name = shown(element.tag)
        self.put((name, ()), place)

    def all(self) -> tuple[Construct, ...]:
        return tuple(self._found.values())
