"""Invented values for the gallery; no record is read."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from tdkt.kernel.forms import NamesMissing
from tdkt.web.ribbon import Ribbon, RibbonMark, RibbonRow, State
from tdkt.web.tables import Cell, Column, Pager, Row, Table, sortable

M = RibbonMark


def ribbon(*, lit: bool) -> Ribbon:
    used: State = "used" if lit else ""
    missing: State = "missing" if lit else ""
    years = list(range(2014, 2025))
    ratings: dict[int | str, Any] = {
        y: [M("HTT", "Hoàn thành tốt nhiệm vụ")] for y in range(2016, 2020)
    }
    ratings |= {
        y: [M("HTXS", "Hoàn thành xuất sắc nhiệm vụ", state=used)] for y in range(2020, 2025)
    }
    base = "Chiến sĩ thi đua cơ sở, Quyết định số"
    titles: dict[int | str, Any] = {y: [] for y in range(2014, 2025)}
    titles |= {y: [M("LĐTT", "Lao động tiên tiến", "title", "#")] for y in (2016, 2017, 2018, 2019)}
    titles |= {
        y: [M("CSTĐCS", f"{base} {200 + y % 100}/QĐ-SGDĐT ngày 20/6/{y}", "title", "#", used)]
        for y in (2020, 2021, 2022)
    }
    titles |= {
        2023: [M("CSTĐCS", f"{base} 223/QĐ-SGDĐT ngày 20/6/2023", "title", "#", used),
               M("CSTĐ tỉnh", "Chiến sĩ thi đua cấp tỉnh, Quyết định số 1502/QĐ-UBND ngày 30/8/2023", "title", "#")],
    }  # fmt: skip
    if lit:
        titles[2024] = [M("CSTĐCS", "Chiến sĩ thi đua cơ sở", "title", "", missing)]
    forms_row: dict[int | str, Any] = {y: [] for y in range(2014, 2025)}
    forms_row |= {
        2019: [M("GK", "Giấy khen của Giám đốc Sở", "form", "#")],
        2022: [
            M(
                "BK tỉnh",
                "Bằng khen của Chủ tịch UBND tỉnh, Quyết định số 880/QĐ-UBND ngày 12/7/2022",
                "form",
                "#",
            )
        ],
    }
    initiatives: dict[int | str, Any] = {y: [] for y in range(2018, 2025)}
    initiatives |= {
        2020: [
            M(
                "SK cơ sở",
                "Phân vai trong giờ đọc cho học sinh dân tộc thiểu số",
                "initiative",
                "#",
                "spent",
            )
        ],
        2023: [M("SK tỉnh", "Thư viện túi vải ở điểm trường lẻ", "initiative", "#", used)],
    }
    discipline: dict[int | str, Any] = {y: [] for y in range(2014, 2025)}
    discipline[2018] = [M("Khiển trách", "Khiển trách, từ 02/4/2018 đến 02/4/2019", "discipline")]
    return Ribbon(
        years,
        [
            RibbonRow("Xếp loại", ratings),
            RibbonRow("Danh hiệu", titles),
            RibbonRow("Hình thức", forms_row),
            RibbonRow("Sáng kiến", initiatives),
            RibbonRow("Kỷ luật", discipline),
        ],
    )


FINDING_MISSING = {
    "text": "Có ít nhất 05 lần liên tục được tặng danh hiệu “Chiến sĩ thi đua cơ sở”",
    "source": "Luật 06/2022/QH15, Điều 22 khoản 1",
    "needed": "5 năm liên tục đến thời điểm đề nghị",
    "found": "4 năm: 2020, 2021, 2022, 2023",
    "missing": "Quyết định công nhận của năm 2024",
}
FINDING_MET = {
    "text": "Sáng kiến có hiệu quả áp dụng và khả năng nhân rộng trong toàn tỉnh",
    "source": "Luật 06/2022/QH15, Điều 23 khoản 2",
    "needed": "1 sáng kiến chưa dùng cho lần khen khác",
    "found": "Thư viện túi vải ở điểm trường lẻ (2023)",
}
FINDING_UNKNOWN = {
    "text": "Không trong thời gian xem xét kỷ luật",
    "needed": "Xác nhận của cơ quan quản lý",
    "found": None,
    "missing": "Văn bản xác nhận của Sở Giáo dục và Đào tạo",
    "source": "Luật 06/2022/QH15, Điều 5",
}


class FilterForm(forms.Form):
    q = forms.CharField(label="Tìm theo tên", required=False)
    nam = forms.ChoiceField(
        label="Năm", choices=[("", "Tất cả"), ("2022", "2022"), ("2021", "2021")], required=False
    )
    hinh_thuc = forms.ChoiceField(
        label="Hình thức",
        choices=[("", "Tất cả"), ("bk", "Bằng khen"), ("co", "Cờ thi đua")],
        required=False,
    )
    cap = forms.ChoiceField(
        label="Cấp khen", choices=[("", "Tất cả"), ("tinh", "Tỉnh")], required=False
    )


class SampleForm(NamesMissing, forms.Form):
    name = forms.CharField(
        label="Tên phong trào", help_text="Ghi nguyên văn như trong kế hoạch phát động."
    )
    start = forms.CharField(label="Ngày phát động", initial="31/02/2022")
    note = forms.CharField(
        label="Ghi chú", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    kind = forms.ChoiceField(
        label="Loại",
        widget=forms.RadioSelect,
        choices=[("t", "Trung ương phát động"), ("p", "Tỉnh phát động")],
    )
    agree = forms.BooleanField(label="Đã có văn bản phát động", required=False)
    file = forms.FileField(
        label="Danh sách khen thưởng",
        help_text="Tệp .xlsx hoặc .docx, không quá 50 MB. Thả tệp vào đây hoặc chọn từ máy.",
    )


def sample_form() -> SampleForm:
    form = SampleForm(
        {"name": "Cả nước chung sức xây dựng nông thôn mới", "start": "31/02/2022", "kind": "t"}
    )
    form.is_valid()
    form.errors.pop("file", None)
    form.add_error("start", "“31/02/2022”: tháng 2/2022 không có ngày 31.")
    return form


def table(query: QueryDict, *, scroll: bool = False) -> Table:
    columns = sortable(
        [
            Column("Họ và tên", sort="ten"),
            Column("Hình thức"),
            Column("Đơn vị", sort="don_vi"),
            Column("Quyết định", nowrap=True),
            Column("Ngày", sort="ngay"),
            Column("Tiền thưởng (đồng)", number=True, sort="tien"),
        ],
        query,
        default="-ngay",
    )
    names = [
        (
            "Lò Thị Pâng",
            "Giáo viên",
            "Bằng khen của Chủ tịch UBND tỉnh",
            "Trường Mầm non Bản Khoang",
            date(2022, 7, 12),
            1_490_000,
        ),
        (
            "Giàng A Sình",
            "Trưởng bản",
            "Bằng khen của Chủ tịch UBND tỉnh",
            "Xã Nậm Tăm",
            date(2022, 7, 12),
            1_490_000,
        ),
        (
            "Nguyễn Thu Hạnh",
            "Phó Trưởng phòng",
            "Chiến sĩ thi đua cấp tỉnh",
            "Sở Tài chính",
            date(2022, 3, 4),
            4_470_000,
        ),
        (
            "Tẩn Láo Tả",
            "Nông dân",
            "Bằng khen của Chủ tịch UBND tỉnh",
            "Xã Sì Lở Lầu",
            date(2022, 1, 19),
            None,
        ),
        (
            "Vàng Văn Pản",
            "Chiến sĩ",
            "Bằng khen của Chủ tịch UBND tỉnh",
            "Bộ Chỉ huy Quân sự tỉnh",
            date(2022, 1, 19),
            1_490_000,
        ),
    ]
    rows = [
        Row(
            [
                Cell(n, note=post),
                Cell(award, award=True),
                unit,
                Cell("880/QĐ-UBND", "#"),
                day,
                money,
            ],
            url="#",
        )
        for n, post, award, unit, day, money in names
    ]
    pager = Pager(
        total=10_001,
        shown=5,
        noun="lượt khen thưởng",
        next_url="?after=x",
        previous_url="?before=y",
        count_url="?count=1",
    )
    return Table(
        "Khen thưởng cá nhân", columns, rows, pager, export_url="?export=xlsx", scroll=scroll
    )


SERIES = [2810, 2954, 3102, 2890, 3015, 3320]
SHARE = [
    Decimal("56.2"),
    Decimal("58.0"),
    Decimal("57.1"),
    Decimal("61.4"),
    Decimal("59.0"),
    Decimal("72.4"),
]
