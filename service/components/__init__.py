"""Components of an administrative document (PL I, Phần I, Mục II): what the data says of each → what is printed.

    heading.py      cơ quan, số và ký hiệu, địa danh và thời gian (II.2–II.4)
    grounds.py      căn cứ (II.6a)
    recipients.py   Kính gửi, Nơi nhận, Lưu (II.9)
    signature.py    quyền hạn, chức vụ, họ tên (II.7)
    ruled.py        lengths of the drawn lines (II.1b, 2b, 5b)
"""
