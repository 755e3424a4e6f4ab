"""Lists as Excel files, read back."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from python_calamine import CalamineWorkbook

from tdkt.web.excel import SheetColumn, excel_answer


def read(answer) -> list[list[object]]:
    body = b"".join(answer.streaming_content)
    return CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()


def test_every_kind_of_value_comes_back_as_what_it_is():
    columns = [SheetColumn("Tên"), SheetColumn("Năm", 8, year=True), SheetColumn("Giá trị")]
    rows = [
        ["=SUM(A1:A9)", 2022, Decimal("2262.5")],
        ["https://vi.example", None, date(2022, 6, 28)],
        ["Lò Thị Ân", 2021, True],
        ["", 0, 3320],
    ]
    answer = excel_answer(
        name="chi-tieu", title="Chỉ tiêu", about="Xuất ngày 20/12/2022", columns=columns, rows=rows
    )
    assert answer.headers["Content-Disposition"] == 'attachment; filename="chi-tieu.xlsx"'
    assert read(answer) == [
        ["Chỉ tiêu", "", ""],
        ["Xuất ngày 20/12/2022", "", ""],
        ["", "", ""],
        ["Tên", "Năm", "Giá trị"],
        ["=SUM(A1:A9)", 2022.0, 2262.5],
        ["https://vi.example", "chưa có dữ liệu", date(2022, 6, 28)],
        ["Lò Thị Ân", 2021.0, "có"],
        ["", 0.0, 3320.0],
    ]


def test_a_list_without_rows_is_still_a_file():
    answer = excel_answer(
        name="trong", title="Trống", about="", columns=[SheetColumn("Tên")], rows=[]
    )
    assert read(answer) == [["Trống"], [""], [""], ["Tên"]]
