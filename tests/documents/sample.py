"""A whole report of an invented province, with one of everything a paper can hold."""

from datetime import date

from tdkt.documents.chart_specs import bar_chart, grouped_bar
from tdkt.documents.paper import (
    Annex,
    Article,
    Bullet,
    Cell,
    Chart,
    Column,
    Heading,
    Paper,
    Paragraph,
    Run,
    Signature,
    Table,
)

INJECTIONS = (
    '#import "x": y',
    "<b>đậm</b>",
    "*x*",
    "- Như Điều 3",
    "$a$ @b `c` \\d",
    "]]>",
    "&amp;",
)

FORMS = Table(
    columns=(
        Column("TT", 0.6, "center"),
        Column("Hình thức", 4),
        Column("Năm 2021", 1.2, "right"),
        Column("Tổng số", 1.2, "right", ("Năm 2022",)),
        Column("Chuyên đề", 1.2, "right", ("Năm 2022", "Trong đó")),
        Column("Đột xuất", 1.2, "right", ("Năm 2022", "Trong đó")),
    ),
    codes=("A", "B", "1", "2", "3", "4"),
    rows=(
        (Cell("I. Tập thể", bold=True, span=6),),
        ("1", "Cờ thi đua của UBND tỉnh", "30", Cell("32", figure="co_thi_dua"), "2", "0"),
        ("2", "Tập thể lao động xuất sắc", "251", "268", "0", "0"),
        ("3", "Bằng khen của Chủ tịch UBND tỉnh", "chưa có dữ liệu", "580", "214", "24"),
        (Cell("Tổng cộng", bold=True, span=3, align="center"), "880", "216", "24"),
    ),
    caption="Bảng 1. Khen thưởng cấp tỉnh đối với tập thể",
    note="Nguồn: Sổ khen thưởng của tỉnh, tính đến ngày 31/12/2022.",
)

PEOPLE = Table(
    columns=(
        Column("TT", 0.5, "center"),
        Column("Họ và tên", 2.4),
        Column("Chức vụ, đơn vị công tác", 4),
        Column("Hình thức khen thưởng", 3),
        Column("Số quyết định", 1.6, "center"),
        Column("Ngày", 1.2, "center"),
    ),
    rows=tuple(
        (
            str(number),
            f"Lò Văn Mẫu {number}",
            "Giáo viên Trường Phổ thông dân tộc bán trú Tiểu học số 2 xã Ví Dụ, huyện Ví Dụ",
            "Bằng khen của Chủ tịch UBND tỉnh",
            f"{100 + number}/QĐ-UBND",
            f"{number % 28 + 1:02d}/11/2022",
        )
        for number in range(1, 41)
    ),
    size=12,
)

SHARES = Chart(
    spec=grouped_bar(
        [
            {"method": method, "year": year, "count": count, "url": f"/khen-thuong/?nam={year}"}
            for method, year, count in (
                ("Thường xuyên", "2021", 1988),
                ("Thường xuyên", "2022", 2114),
                ("Chuyên đề", "2021", 1203),
                ("Chuyên đề", "2022", 1847),
                ("Đột xuất", "2021", None),
                ("Đột xuất", "2022", 174),
            )
        ],
        x="method",
        y="count",
        series="year",
    ),
    caption="Biểu đồ 1. Khen thưởng cấp tỉnh theo phương thức, lượt",
    alt="Khen thường xuyên 2.114 lượt, chuyên đề 1.847 lượt, đột xuất 174 lượt trong năm 2022.",
    table=FORMS,
)

BARS = Chart(
    spec=bar_chart(
        [{"form": "Cờ thi đua", "count": 32}, {"form": "Bằng khen", "count": 580}],
        x="form",
        y="count",
    ),
    caption="Biểu đồ 2. Số tập thể được khen",
    alt="Cờ thi đua 32, Bằng khen 580.",
    width_mm=120,
)

LONG = (
    "Năm qua, các cơ quan, đơn vị, địa phương đã phát động và tổ chức nhiều phong trào thi đua thiết thực, gắn với "
    "nhiệm vụ chính trị, hướng về cơ sở, chú trọng khen thưởng công nhân, nông dân, người lao động trực tiếp, vùng "
    "đặc biệt khó khăn; kịp thời biểu dương, nhân rộng các điển hình tiên tiến trên mọi lĩnh vực của đời sống xã hội. "
)


def report(**changes: object) -> Paper:
    """A draft report: blank number and date, three levels of headings, footnotes, tables, charts, two annexes."""
    fields: dict[str, object] = {
        "issuer": "Ủy ban nhân dân\ntỉnh Ví Dụ",
        "symbol": "BC-UBND",
        "place": "Ví Dụ",
        "date_blank_year": 2023,
        "kind": "Báo cáo",
        "summary": "Tổng kết phong trào thi đua, công tác khen thưởng năm 2022;\n"
        "phương hướng, nhiệm vụ năm 2023",
        "body": (
            Heading(
                1, "Kết quả phong trào thi đua, công tác khen thưởng năm 2022", "Phần thứ nhất"
            ),
            Heading(2, "CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO", "I"),
            Heading(3, "Ban hành văn bản chỉ đạo, hướng dẫn", "1"),
            Paragraph(
                (
                    Run("Trong năm, tỉnh ban hành "),
                    Run("13", figure="van_ban.tong"),
                    Run(" văn bản", footnote="Không kể các văn bản chuyển tiếp của năm 2021."),
                    Run(" lãnh đạo, chỉ đạo "),
                    Run("(có Phụ lục I kèm theo)", italic=True),
                    Run(". " + LONG * 2),
                )
            ),
            Heading(4, "Hoạt động của Cụm, Khối thi đua", "1.1"),
            *(Bullet.of(text) for text in INJECTIONS),
            Bullet.of("Ý nhỏ hơn một bậc.", level=2),
            Heading(2, "CÔNG TÁC KHEN THƯỞNG", "II"),
            Paragraph.of(LONG * 3),
            FORMS,
            Paragraph(
                (
                    Run("Tỷ lệ người lao động trực tiếp đạt "),
                    Run(
                        "72,4%",
                        bold=True,
                        figure="nld_truc_tiep.ty_le",
                        footnote="Mẫu số gồm cả hộ gia đình.",
                    ),
                    Run(". " + LONG * 2),
                )
            ),
            SHARES,
            Heading(1, "Phương hướng, nhiệm vụ năm 2023", "Phần thứ hai"),
            *(Paragraph.of(LONG * 2) for _ in range(6)),
            BARS,
        ),
        "closing": "Trên đây là Báo cáo tổng kết công tác thi đua, khen thưởng năm 2022 của tỉnh Ví Dụ",
        "recipients": (
            "Ban Thi đua - Khen thưởng Trung ương",
            "Thường trực Tỉnh ủy (b/c)",
            "Chủ tịch, các Phó Chủ tịch UBND tỉnh;",
            "Các sở, ban, ngành, đoàn thể tỉnh",
            "Lưu: VT, TH3.",
        ),
        "signature": Signature(
            ("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"), "Nguyễn Thị Ví Dụ"
        ),
        "annexes": (
            Annex(
                "Danh sách cá nhân được khen thưởng",
                (PEOPLE,),
                "I",
                "Kèm theo Báo cáo số      /BC-UBND ngày      tháng      năm 2023 của UBND tỉnh Ví Dụ",
                landscape=True,
            ),
            Annex("Tổng hợp theo hình thức", (Heading(2, "TẬP THỂ", "I"), FORMS), "II"),
        ),
    }
    return Paper(**(fields | changes))  # type: ignore[arg-type]


def decision() -> Paper:
    """A signed decision with grounds, three articles and its list."""
    return Paper(
        issuer="Ủy ban nhân dân\ntỉnh Ví Dụ",
        number="7",
        symbol="QĐ-UBND",
        place="Ví Dụ",
        date=date(2023, 2, 5),
        kind="Quyết định",
        summary="Về việc tặng Bằng khen của Chủ tịch UBND tỉnh",
        authority_line="Chủ tịch Ủy ban nhân dân tỉnh Ví Dụ",
        grounds=(
            "Căn cứ Luật Tổ chức chính quyền địa phương",
            "Căn cứ Luật Thi đua, khen thưởng;",
            "Theo đề nghị của Giám đốc Sở Nội vụ",
        ),
        operative="Quyết định:",
        body=(
            Article(
                1,
                (
                    Run(
                        "Tặng Bằng khen cho 05 tập thể và 04 cá nhân có thành tích xuất sắc (có Danh sách kèm theo)."
                    ),
                ),
            ),
            Article(2, (Run("Quyết định này có hiệu lực kể từ ngày ký."),)),
            Article(
                3,
                (
                    Run(
                        "Chánh Văn phòng UBND tỉnh và các cá nhân có tên chịu trách nhiệm thi hành./."
                    ),
                ),
            ),
        ),
        recipients=("Như Điều 3", "Lưu: VT, NC."),
        signature=Signature(("Chủ tịch",), "Trần Văn Ví Dụ"),
    )


def letter() -> Paper:
    """A công văn: no kind, summary under the number, several addressees, a superior body over the issuer."""
    return Paper(
        issuer_parent="Ủy ban nhân dân tỉnh Ví Dụ",
        issuer="Sở Nội vụ",
        symbol="SNV-TĐKT",
        place="Ví Dụ",
        summary="lấy ý kiến về hồ sơ khen thưởng",
        addressed_to=("Công an tỉnh", "Thuế tỉnh", "Thanh tra tỉnh"),
        body=(Paragraph.of(LONG),),
        closing="Sở Nội vụ trân trọng đề nghị quý cơ quan phối hợp.",
        recipients=("Như trên", "Lưu: VT"),
        signature=Signature(("KT. Giám đốc", "Phó Giám đốc")),
        draft=True,
    )
