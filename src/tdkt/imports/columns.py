"""What each kind of list has in its columns; reading, the template, the help and the refusals all follow these tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from tdkt.imports import cells
from tdkt.imports.cells import Reader
from tdkt.imports.states import ImportKind
from tdkt.kernel.stated import Hedge, Unit
from tdkt.kernel.text import fold
from tdkt.organisations.states import OrganisationKind, SuccessionKind
from tdkt.registry.states import (
    DocumentLevel,
    Force,
    Gender,
    Ground,
    Level,
    Method,
    RecipientGroup,
    RecipientKind,
    Standing,
)


@dataclass(frozen=True)
class Column:
    """One column. ``aliases`` are other headers it answers to, ``options`` what the template's drop-down offers.

    ``as_text``: the template formats the column as text, so that numbers keep their leading zeros.
    ``blank`` is what an empty cell means where that is not "unknown".
    """

    key: str
    header: str
    reader: Reader
    aliases: tuple[str, ...] = ()
    required: bool = False
    width: int = 16
    help: str = ""
    example: Any = ""
    options: tuple[str, ...] = ()
    as_text: bool = False
    blank: Any = None

    @property
    def headings(self) -> frozenset[str]:
        """Folded headers this column answers to."""
        return frozenset(map(fold, (self.header, *self.aliases)))


def _labels(options: Any) -> tuple[str, ...]:
    return tuple(str(option.label) for option in options if option.value)


_X: Final = "Ghi x nếu đúng; để trống là không."
_KIND: Final = cells.choice(
    RecipientKind, PERSON=["cn", "người"], COLLECTIVE=["tt", "đơn vị"], HOUSEHOLD=["hộ", "gia đình"]
)
_GROUP: Final = cells.choice(
    RecipientGroup,
    PROVINCE_LEADER=["lãnh đạo cấp tỉnh", "lãnh đạo tỉnh"],
    DEPARTMENT_LEADER=["lãnh đạo cấp sở", "lãnh đạo sở", "lãnh đạo cấp sở, ngành"],
    OTHER_LEADER=["lãnh đạo khác", "các cấp lãnh đạo khác"],
    DIRECT_WORKER=["trực tiếp", "người trực tiếp", "lao động trực tiếp", "trực tiếp lao động"],
)
_GROUPS: Final = (
    "Lãnh đạo cấp tỉnh", "Lãnh đạo cấp sở", "Doanh nhân", "Lãnh đạo khác", "Người trực tiếp",
)  # fmt: skip
_LEVEL: Final = cells.choice(
    Level,
    STATE=["nhà nước", "trung ương"],
    PROVINCE=["tỉnh", "bộ, ngành, tỉnh"],
    BASE=["cơ sở", "đơn vị"],
)
_GENDER: Final = cells.choice(Gender, FEMALE=["bà", "chị", "f"], MALE=["ông", "anh", "m"])
_FORCE: Final = cells.choice(Force)

_C = Column
_NOTE: Final = _C("note", "Ghi chú", cells.text(255), width=24)

HONOURS: Final = (
    _C("ordinal", "TT", cells.whole(least=1, most=100_000), ("STT", "Số thứ tự", "Số TT"), width=6,
       help="Số thứ tự trong danh sách kèm theo quyết định; không được trùng trong một quyết định.", example=1),
    _C("name", "Họ và tên/Tên tập thể", cells.name(200),
       ("Họ tên", "Họ và tên", "Tên tập thể", "Tên tập thể, cá nhân", "Tên", "Đối tượng", "Họ và tên, tên tập thể",
        "Tập thể, cá nhân", "Tên đối tượng"), required=True, width=30,
       help="Đúng như trong quyết định.", example="Lò Thị Mẫu"),
    _C("kind", "Loại đối tượng", _KIND, ("Loại", "Cá nhân/tập thể/hộ", "Loại hình đối tượng"), required=True, width=14,
       help="Cá nhân, Tập thể hoặc Hộ gia đình.", example="Cá nhân", options=_labels(RecipientKind)),
    _C("form_of_address", "Danh xưng", cells.text(40), ("Ông/Bà", "Ông (Bà)", "Xưng hô"), width=10,
       help="Ông, Bà, hoặc quân hàm.", example="Bà"),
    _C("post", "Chức vụ", cells.text(200), ("Chức danh", "Chức vụ, chức danh", "Nghề nghiệp"), width=24,
       help="Chức vụ khi được khen thưởng.", example="Giáo viên"),
    _C("unit", "Đơn vị", cells.text(255),
       ("Đơn vị công tác", "Cơ quan, đơn vị", "Nơi công tác", "Địa chỉ", "Đơn vị công tác/nơi ở", "Cơ quan"), width=34,
       help="Tên (hoặc mã) đơn vị vào ngày quyết định; trùng tên thì ghi thêm cấp trên sau dấu phẩy. "
       "Để trống khi tập thể chính là một đơn vị trong cây tổ chức.", example="Sở Giáo dục và Đào tạo"),
    _C("birth", "Ngày sinh", cells.birth, ("Năm sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Sinh ngày"),
       help="Ngày/tháng/năm hoặc chỉ năm; 01/01 được hiểu là ngày sinh quy ước.", example="15/3/1985", as_text=True),
    _C("national_id", "Số định danh", cells.national_id, ("CCCD", "Số CCCD", "CMND", "Số căn cước", "CMND/CCCD"),
       help="12 chữ số (CCCD) hoặc 9 chữ số (CMND). Được mã hóa khi lưu.", example="012185000123", as_text=True),
    _C("award", "Danh hiệu, hình thức khen thưởng", cells.text(200),
       ("Danh hiệu", "Hình thức", "Hình thức khen thưởng", "Danh hiệu/hình thức", "Danh hiệu thi đua",
        "Danh hiệu, hình thức"), required=True, width=34,
       help="Tên, tên tắt hoặc mã của danh hiệu, hình thức.", example="Bằng khen của Chủ tịch UBND tỉnh"),
    _C("level", "Cấp khen thưởng", _LEVEL, ("Cấp", "Cấp khen"), width=14,
       help="Chỉ cần khi danh hiệu, hình thức không tự nói rõ cấp.", options=_labels(Level)),
    _C("method", "Loại hình khen thưởng", cells.choice(Method), ("Loại hình", "Phương thức", "Phương thức khen thưởng"),
       required=True, help="Thường xuyên, Chuyên đề, Đột xuất …", example="Thường xuyên", options=_labels(Method)),
    _C("ground", "Căn cứ xét", cells.choice(Ground), ("Căn cứ", "Căn cứ khen thưởng"), options=_labels(Ground)),
    _C("year", "Năm thành tích", cells.year, ("Năm", "Năm học", "Năm công tác"), width=12,
       help="Năm (2022) hoặc năm học (2021-2022).", example="2022", as_text=True),
    _C("period", "Giai đoạn", cells.period, ("Giai đoạn thành tích",), width=12,
       help="Khi thành tích tính cho nhiều năm, ví dụ 2017-2021.", as_text=True),
    _C("movement", "Phong trào", cells.text(255), ("Phong trào thi đua", "Chuyên đề"),
       help="Mã hoặc tên phong trào đã có trong sổ."),
    _C("reference", "Số quyết định", cells.reference, ("Số, ký hiệu quyết định", "Quyết định số", "Số QĐ", "Quyết định"),
       help="Số/ký hiệu, ví dụ 1234/QĐ-UBND.", example="1234/QĐ-UBND", as_text=True),
    _C("decided_on", "Ngày quyết định", cells.day, ("Ngày ký", "Ngày ban hành", "Ngày QĐ", "Ngày, tháng quyết định", "Quyết định ngày"),
       help="Ngày/tháng/năm.", example="15/12/2022", as_text=True),
    _C("issuer", "Cơ quan ban hành", cells.text(200), ("Cơ quan quyết định", "Quyết định cơ quan ban hành", "Cấp quyết định", "Người quyết định"), width=26,
       example="Ủy ban nhân dân tỉnh Lai Châu"),
    _C("group", "Nhóm đối tượng", _GROUP, ("Nhóm", "Đối tượng theo chức vụ"), width=20,
       help="Để trống thì lấy theo bảng quy ước chức vụ - nhóm của tỉnh.", options=_GROUPS),
    _C("is_enterprise", "Doanh nghiệp", cells.flag, ("Là doanh nghiệp",), width=12, help=_X, options=("x",), blank=False),
    _C("is_small", "Tập thể nhỏ", cells.flag, (), width=12, help=_X, options=("x",), blank=False),
    _C("is_posthumous", "Truy tặng", cells.flag, (), width=10, help=_X, options=("x",), blank=False),
    _C("prize", "Tiền thưởng", cells.money, ("Mức tiền thưởng", "Số tiền", "Mức thưởng"),
       help="Số đồng, ví dụ 2.340.000.", example=2_340_000),
    _C("standing", "Đối chiếu", cells.choice(Standing, CHECKED=["có"], DECLARED=["kê khai"]), ("Tình trạng đối chiếu",),
       width=20, help="Để trống là Đã đối chiếu: dòng phải có số, ngày quyết định và cơ quan ban hành.",
       options=_labels(Standing), blank=Standing.CHECKED.value),
    _NOTE,
)  # fmt: skip

PEOPLE: Final = (
    _C("name", "Họ và tên", cells.name(200), ("Họ tên", "Tên", "Họ, tên"), required=True, width=28, example="Lò Thị Mẫu"),
    _C("gender", "Giới tính", _GENDER, ("Nam/nữ", "Danh xưng"), width=10, example="Nữ", options=_labels(Gender)),
    _C("birth", "Ngày sinh", cells.birth, ("Năm sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Sinh ngày"),
       help="Ngày/tháng/năm hoặc chỉ năm; 01/01 được hiểu là ngày sinh quy ước.", example="15/3/1985", as_text=True),
    _C("ethnic_group", "Dân tộc", cells.text(30), (), width=12, example="Thái"),
    _C("national_id", "Số định danh", cells.national_id, ("CCCD", "Số CCCD", "CMND", "Số căn cước", "CMND/CCCD"),
       help="12 chữ số (CCCD) hoặc 9 chữ số (CMND). Được mã hóa khi lưu.", example="012185000123", as_text=True),
    _C("unit", "Đơn vị", cells.text(255), ("Đơn vị công tác", "Cơ quan, đơn vị", "Nơi công tác", "Địa chỉ"), required=True, width=34,
       help="Tên hoặc mã; trùng tên thì ghi thêm cấp trên sau dấu phẩy.", example="Sở Giáo dục và Đào tạo"),
    _C("post", "Chức vụ", cells.text(200), ("Chức danh", "Chức vụ, chức danh", "Nghề nghiệp"), width=24, example="Giáo viên"),
    _C("group", "Nhóm đối tượng", _GROUP, ("Nhóm",), width=20,
       help="Để trống thì lấy theo bảng quy ước chức vụ - nhóm của tỉnh.", options=_GROUPS),
    _C("valid_from", "Giữ chức vụ từ", cells.day, ("Từ ngày",), help="Ngày/tháng/năm.", as_text=True),
    _C("valid_to", "Giữ chức vụ đến", cells.day, ("Đến ngày",), help="Ngày cuối cùng còn giữ.", as_text=True),
)  # fmt: skip

ORGANISATIONS: Final = (
    _C("name", "Tên tổ chức", cells.name(255), ("Tên", "Tên đơn vị", "Đơn vị"), required=True, width=36, example="Xã Mường Than"),
    _C("short_name", "Tên gọn", cells.text(120), ("Tên viết tắt", "Viết tắt"), width=20),
    _C("kind", "Loại tổ chức", cells.choice(OrganisationKind), ("Loại", "Loại đơn vị"), required=True, width=26,
       example="Xã, phường, thị trấn", options=_labels(OrganisationKind)),
    _C("parent", "Cấp trên", cells.text(255), ("Trực thuộc", "Đơn vị cấp trên", "Thuộc"), width=30,
       help="Tên hoặc mã của cấp trên, phải tồn tại từ ngày thành lập; có thể ở trong chính tệp này."),
    _C("code", "Mã đơn vị hành chính", cells.text(20), ("Mã", "Mã số", "Mã GSO"), help="Mã của danh mục nhà nước, nếu có.",
       example="03618", as_text=True),
    _C("valid_from", "Từ ngày", cells.day, ("Thành lập ngày", "Hiệu lực từ", "Ngày thành lập"), example="01/7/2025", as_text=True),
    _C("valid_to", "Đến ngày", cells.day, ("Hiệu lực đến", "Kết thúc ngày"), help="Ngày cuối cùng còn tồn tại.", as_text=True),
    _C("predecessors", "Kế thừa từ", cells.text(2000), ("Tiền thân", "Nhập từ"), width=34,
       help="Tên các tổ chức trước, cách nhau dấu chấm phẩy; phải có ở ngày liền trước.", example="Xã Phúc Than; Xã Mường Mít"),
    _C("succession", "Cách kế thừa", cells.choice(SuccessionKind), (), example="Sáp nhập", options=_labels(SuccessionKind)),
    _C("protocol_order", "Thứ tự", cells.whole(least=0, most=2_000_000), ("TT", "STT"), width=8),
    _C("latitude", "Vĩ độ", cells.decimal, (), width=12, as_text=True),
    _C("longitude", "Kinh độ", cells.decimal, (), width=12, as_text=True),
    _C("area_km2", "Diện tích (km²)", cells.decimal, ("Diện tích",), width=14),
    _NOTE,
)  # fmt: skip

DOCUMENTS: Final = (
    _C("kind", "Loại văn bản", cells.text(80), ("Loại", "Tên loại văn bản"), required=True, example="Kế hoạch"),
    _C("reference", "Số, ký hiệu", cells.reference, ("Số/ký hiệu", "Số ký hiệu", "Số và ký hiệu", "Số văn bản"), width=20,
       example="2216/KH-UBND", as_text=True),
    _C("issuer", "Cơ quan ban hành", cells.text(200), ("Nơi ban hành", "Tác giả"), required=True, width=30,
       example="Ủy ban nhân dân tỉnh Lai Châu"),
    _C("issued_on", "Ngày ban hành", cells.day, ("Ngày", "Ngày ký", "Ngày văn bản"), example="19/01/2022", as_text=True),
    _C("title", "Trích yếu", cells.text(2000), ("Nội dung", "Trích yếu nội dung", "Về việc"), width=50,
       example="Về việc phát động phong trào thi đua năm 2022"),
    _C("level", "Cấp ban hành", cells.choice(DocumentLevel), ("Cấp",), required=True, example="Tỉnh", options=_labels(DocumentLevel)),
    _C("force", "Hiệu lực", _FORCE, ("Tình trạng hiệu lực",), help="Để trống là chưa rõ.", options=_labels(Force), blank=""),
    _C("effective_from", "Hiệu lực từ", cells.day, (), as_text=True),
    _C("effective_to", "Hiệu lực đến", cells.day, (), as_text=True),
    _C("implements", "Thực hiện văn bản", cells.text(2000), ("Thực hiện", "Căn cứ văn bản"), width=30,
       help="Số, ký hiệu các văn bản được thực hiện, cách nhau dấu chấm phẩy.", example="34/CT-TTg"),
    _C("is_award_decision", "Là quyết định khen thưởng", cells.flag, ("Quyết định khen thưởng",), help=_X, options=("x",), blank=False),
    _NOTE,
)  # fmt: skip

INDICATORS: Final = (
    _C("year", "Năm", cells.calendar_year, (), required=True, width=8, example=2022),
    _C("name", "Chỉ tiêu", cells.text(255), ("Tên chỉ tiêu", "Nội dung chỉ tiêu"), required=True, width=44, example="Tỷ lệ che phủ rừng"),
    _C("unit", "Đơn vị tính", cells.choice(Unit, PERCENT=["phần trăm"], PERSON=["người"]), ("ĐVT", "Đơn vị"),
       help="Để trống là chưa biết.", example="%", options=_labels(Unit)),
    _C("actual", "Thực hiện", cells.decimal, ("Kết quả", "Thực hiện năm", "Kết quả thực hiện"), help="Để trống là chưa có dữ liệu, không phải 0.",
       example="51,84"),
    _C("hedge", "Mức ước", cells.choice(Hedge), ("Ước",), help="gần, trên, hơn, ước; để trống là đúng số.", options=_labels(Hedge), blank=""),
    _C("plan", "Kế hoạch", cells.decimal, ("Kế hoạch năm", "Chỉ tiêu kế hoạch"), example="51,8"),
    _C("previous", "Năm trước", cells.decimal, ("Thực hiện năm trước", "Cùng kỳ"), example="51,4"),
    _C("out_of", "Trên tổng số", cells.decimal, ("Tổng số",)),
    _C("position", "TT", cells.whole(most=30_000), ("STT", "Số thứ tự"), width=6),
    _C("source", "Nguồn", cells.text(200), ("Nguồn số liệu",), width=24),
    _NOTE,
)  # fmt: skip

COLUMNS: Final[Mapping[ImportKind, tuple[Column, ...]]] = {
    ImportKind.HONOURS: HONOURS,
    ImportKind.PEOPLE: PEOPLE,
    ImportKind.ORGANISATIONS: ORGANISATIONS,
    ImportKind.DOCUMENTS: DOCUMENTS,
    ImportKind.INDICATORS: INDICATORS,
}

# What a whole list may share when it has no such column: a real list carries these in its title.
COMMON: Final[Mapping[ImportKind, tuple[str, ...]]] = {
    ImportKind.HONOURS: ("kind", "award", "method", "year", "reference", "decided_on", "issuer"),
    ImportKind.PEOPLE: ("unit",),
    ImportKind.ORGANISATIONS: (),
    ImportKind.DOCUMENTS: ("issuer", "level"),
    ImportKind.INDICATORS: ("year",),
}


@cache
def column(kind: ImportKind, key: str) -> Column:
    """The column of that key. Raises KeyError."""
    return {found.key: found for found in COLUMNS[kind]}[key]


def columns_by(kind: ImportKind, keep: Callable[[Column], bool]) -> tuple[Column, ...]:
    """The columns of a kind that pass ``keep``, in the template's order."""
    return tuple(found for found in COLUMNS[kind] if keep(found))
