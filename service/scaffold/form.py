"""What a document type shows, from which its template is drawn: `[form]` of docs/types.md, and what follows from its fields."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

Heading = Literal["full", "undated", "unnumbered", "names", "copy", "none"]
TitleRule = Literal["trich_yeu", "ten_loai", "kem_theo", "none"]
Structure = Literal["muc", "dieu"]
Signatures = tuple[tuple[str, ...], ...]

NOI_NHAN: Final = "noi_nhan"                              # a cell of `signatures` that holds the recipients
OPTIONAL: Final = "?"                                     # ends the name of a signature that is left out where it is not given
MARKS: Final = ("do_mat", "do_khan", "luu_hanh")          # from top to bottom: ô 10a, 10b, 11
_ORDERS: Final = {"QĐ": "QUYẾT ĐỊNH:", "NQ": "QUYẾT NGHỊ:"}   # PL III, 1.1–1.3
_SHEET: Final = "ngang"                                    # a type with this field is itself an appendix (docs/types.md)
# fields that have a place of their own in what is drawn
PLACED: Final = frozenset({"kem_theo", "so_ky_hieu", "thoi_gian_ky", "nguoi_dien", "hinh_thuc", "dia_chi", "thu_dien_tu",
                           "trang_thong_tin", "dien_thoai", "fax"})
_NUMBERED: Final = frozenset({"full", "undated"})


@dataclass(frozen=True, slots=True)
class Form:
    """`order` is the line before a decision's articles ("QUYẾT ĐỊNH:"); `marks` are the stamps the type can have; each row of
    `signatures` has one to three cells: a field of kind signature, with `?` one left out where not given, `noi_nhan`, words
    (they have a blank) over the room for a signature of others, or "" for an empty one."""

    letter: bool = False                                  # công văn: V/v under the number, no title (mẫu 1.5)
    alone: bool = False                                   # an appendix in a file of its own (mẫu 2.1, 2.2)
    numbered: bool = True                                 # it has so_ky_hieu
    heading: Heading = "full"
    superior: bool = True                                 # it has co_quan_chu_quan
    marks: tuple[str, ...] = ()
    form_label: bool = False
    title: bool = True                                    # tên loại and trích yếu below the heading
    trich_yeu: bool = True
    title_rule: TitleRule = "trich_yeu"
    landscape: bool = False
    attached: bool = False                                # "(Kèm theo …)" below trích yếu (văn bản kèm theo, mẫu 1.3)
    copy_box: bool = False                                # form of the copy, who copied, time of signing (mẫu 3.2)
    signed_box: bool = False                              # number and time of signing at the top right (mẫu 1.3, 2.2, 3.2)
    kinh_gui: bool = False
    wired: bool = False                                   # "… điện:" and who receives it (mẫu 1.6)
    contacts: bool = False                                # address and so on at the foot of page 1 (III.4, mẫu 1.5)
    can_cu: bool = False
    tham_quyen: bool = False
    order: str = ""
    noi_dung: bool = True
    structure: Structure = "muc"
    signatures: Signatures = ((NOI_NHAN, "ky"),)
    seals: tuple[str, ...] = ()                           # of these: the agency's seal goes over them
    appendices: bool = False
    insert: str = ""                                      # a yes_no field: where yes, only the body, for another document
    own: tuple[tuple[str, str], ...] = ()                 # a type's own fields (name, label), to be moved to their places in Word

    @classmethod
    def of(
        cls,
        names: Collection[str],
        *,
        abbreviation: str,
        structure: Structure = "muc",
        heading: Heading = "full",
        title_rule: TitleRule = "trich_yeu",
        landscape: bool = False,
        form_label: bool = False,
        signatures: Sequence[Sequence[str]] = ((NOI_NHAN, "ky"),),
        seals: Sequence[str] = (),
        insert: str = "",
        own: Mapping[str, str] | None = None,
    ) -> Form:
        """The names a type's template can use, its abbreviation, the structure of its body, its `[form]` → Form. `own`:
        name → label of the type's own fields that no outline prints."""
        copied = {"hinh_thuc", "thoi_gian_ky"} <= set(names)
        numbered, alone = "so_ky_hieu" in names, _SHEET in names
        letter = not abbreviation and numbered and heading in _NUMBERED
        return cls(
            letter=letter,
            alone=alone,
            numbered=numbered,
            heading=heading,
            superior="co_quan_chu_quan" in names,
            marks=tuple(mark for mark in MARKS if mark in names),
            form_label=form_label,
            title=not letter and not alone and heading != "copy" and not copied,
            trich_yeu="trich_yeu" in names,
            title_rule=title_rule,
            landscape=landscape,
            attached="kem_theo" in names and not alone,
            copy_box=copied,
            signed_box="thoi_gian_ky" in names and not copied,
            kinh_gui="kinh_gui" in names,
            wired="noi_dien" in names,
            contacts="thu_dien_tu" in names,
            can_cu="can_cu" in names,
            tham_quyen="tham_quyen" in names,
            order=_ORDERS.get(abbreviation, "") if structure == "dieu" else "",
            noi_dung="noi_dung" in names and not alone,   # its appendix holds it
            structure=structure,
            signatures=tuple(map(tuple, signatures)),
            seals=tuple(seals),
            appendices="cac_phu_luc" in names,
            insert=insert,
            own=tuple((own or {}).items()),
        )
