"""What each kind of list has in its columns; reading, the template, the help and the refusals all follow these tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from tdkt.imports import cells
from tdkt.imports.cells import Reader
from tdkt.imports.states import ImportKind
from tdkt.kernel.dates import AwardYear, YearKind
from tdkt.kernel.stated import Hedge, Unit
from tdkt.kernel.text import fold
from tdkt.organisations.states import OrganisationKind, SuccessionKind
from tdkt.registry.merit_posts import LeadershipPost
from tdkt.registry.states import (
    DisciplineForm,
    DocumentLevel,
    Force,
    Gender,
    Grade,
    Ground,
    InitiativeKind,
    InitiativeScope,
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
    ``blank`` is what an empty cell means where that is not "unknown". ``of_year`` is the year a column of a sheet
    of several years stands for; the template shows only the last five of these.
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
    of_year: AwardYear | None = None

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

_WHO_IS: Final = {
    "name": _C("name", "Họ và tên", cells.name(200), ("Họ tên", "Tên", "Họ, tên", "Họ và tên/Tên tập thể", "Tên tập thể, cá nhân"),
               required=True, width=28, example="Lò Thị Mẫu"),
    "kind": _C("kind", "Loại đối tượng", _KIND, ("Loại", "Cá nhân/tập thể"), width=14, help="Để trống là Cá nhân.",
               options=("Cá nhân", "Tập thể"), blank=RecipientKind.PERSON.value),
    "unit": _C("unit", "Đơn vị", cells.text(255), ("Đơn vị công tác", "Cơ quan, đơn vị", "Nơi công tác"), width=34,
               help="Tên hoặc mã; trùng tên thì ghi thêm cấp trên sau dấu phẩy.", example="Sở Giáo dục và Đào tạo"),
    "birth": _C("birth", "Ngày sinh", cells.birth, ("Năm sinh", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Sinh ngày"),
                help="Ngày/tháng/năm hoặc chỉ năm, để không lẫn người cùng tên.", example="15/3/1985", as_text=True),
    "national_id": _C("national_id", "Số định danh", cells.national_id, ("CCCD", "Số CCCD", "CMND", "Số căn cước", "CMND/CCCD"),
                      help="12 chữ số (CCCD) hoặc 9 chữ số (CMND). Được mã hóa khi lưu.", as_text=True),
    "standing": _C("standing", "Mức tin cậy", cells.choice(Standing, CHECKED=["có"], DECLARED=["kê khai"]), ("Đối chiếu",), width=20,
                   help="Để trống là Đơn vị kê khai. Đã đối chiếu thì phải có quyết định.", options=_labels(Standing)),
    "decision": _C("decision", "Quyết định", cells.text(200), ("Số quyết định", "Số, ngày quyết định", "Quyết định số"), width=30,
                   help="Số, ngày, cơ quan ban hành.", as_text=True),
    "year": _C("year", "Năm", cells.year, ("Năm học", "Năm xếp loại", "Năm công nhận"), width=12,
               help="Năm (2022) hoặc năm học (2021-2022).", example="2022", as_text=True),
}  # fmt: skip


def _who(*keys: str) -> tuple[Column, ...]:
    return tuple(_WHO_IS[key] for key in keys)


_GRADES: Final = ("HTXSNV", "HTTNV", "HTNV", "KHTNV")
_GRADE: Final = cells.choice(
    Grade,
    EXCELLENT=["HTXSNV", "hoàn thành xuất sắc", "xuất sắc"],
    GOOD=["HTTNV", "hoàn thành tốt", "tốt"],
    DONE=["HTNV", "hoàn thành"],
    NOT_DONE=["KHTNV", "không hoàn thành"],
)


def _rating_of(year: AwardYear) -> Column:
    """The column of one year in a sheet of several."""
    kind = "Năm học" if year.kind == YearKind.SCHOOL else "Năm"
    code = year.code
    said = ("Xếp loại", "Kết quả xếp loại", "Kết quả", "Đánh giá", "Mức xếp loại")
    aliases = (code, *(f"{words} {way}{code}" for words in said for way in ("", f"{kind} ")))
    return _C(
        f"year-{code}", f"{kind} {code}", _GRADE, aliases, width=12, of_year=year, options=_GRADES,
        help="HTXSNV, HTTNV, HTNV hoặc KHTNV; để trống khi chưa có dữ liệu.",
    )  # fmt: skip


RATINGS: Final = (
    *_who("name", "kind", "unit", "birth", "national_id"),
    _C("year", "Năm", cells.year, ("Năm học", "Năm xếp loại"), width=12,
       help="Khi mỗi dòng là một năm. Danh sách nhiều năm thì bỏ trống cột này và cột Xếp loại.", as_text=True),
    _C("grade", "Xếp loại", _GRADE, ("Kết quả xếp loại", "Mức xếp loại", "Kết quả đánh giá", "Mức độ hoàn thành nhiệm vụ"), width=14,
       help="Khi mỗi dòng là một năm: HTXSNV, HTTNV, HTNV, KHTNV hoặc ghi đủ chữ.", options=_GRADES),
    *(_rating_of(AwardYear(first, kind)) for first in range(1976, 2040) for kind in (YearKind.CALENDAR, YearKind.SCHOOL)),
    *_who("standing", "decision"),
)  # fmt: skip

_SCOPE: Final = cells.choice(
    InitiativeScope, BASE=["cấp cơ sở"], COMMUNE=["xã"], DISTRICT=["huyện", "cấp huyện"],
    PROVINCE=["tỉnh", "cấp tỉnh", "bộ, ngành, tỉnh"], NATION=["cấp quốc gia", "quốc gia"],
)  # fmt: skip
_SCOPES: Final = ("Cơ sở", "Cấp xã", "Cấp huyện", "Cấp tỉnh", "Toàn quốc")
INITIATIVES: Final = (
    _C("title", "Tên sáng kiến", cells.text(300), ("Sáng kiến", "Tên sáng kiến, đề tài", "Tên đề tài", "Tên giải pháp", "Nội dung sáng kiến"),
       required=True, width=50, help="Nhiều tác giả: mỗi tác giả một dòng, cùng tên sáng kiến, năm, phạm vi.",
       example="Quản lý hồ sơ thi đua bằng bảng tính"),
    _C("name", "Tác giả", cells.name(200), ("Họ và tên", "Họ tên", "Tên tác giả", "Họ tên tác giả"), required=True, width=28, example="Lò Thị Mẫu"),
    *_who("kind", "unit", "birth", "national_id"),
    _C("percent", "Tỷ lệ đóng góp (%)", cells.whole(least=1, most=100), ("Tỷ lệ đóng góp", "Tỷ lệ", "Tỷ lệ %"), width=12, help="Từ 1 đến 100.", example=60),
    _C("category", "Loại sáng kiến", cells.choice(InitiativeKind, RESEARCH=["đề tài", "đề án", "đề tài khoa học"], COMBAT=["mưu trí, sáng tạo"]),
       ("Loại công trình",), width=20, help="Để trống là Sáng kiến.", options=("Sáng kiến", "Đề tài", "Mưu trí, sáng tạo"), blank=InitiativeKind.INITIATIVE.value),
    _C("year", "Năm", cells.year, ("Năm học", "Năm công nhận"), required=True, width=12, help="Năm (2022) hoặc năm học (2021-2022).",
       example="2022", as_text=True),
    _C("scope", "Phạm vi công nhận", _SCOPE, ("Phạm vi", "Cấp công nhận", "Cấp"), required=True, help="Cấp nào công nhận.",
       example="Cơ sở", options=_SCOPES),
    _C("influence", "Phạm vi ảnh hưởng", _SCOPE, ("Hiệu quả áp dụng, khả năng nhân rộng", "Phạm vi nhân rộng", "Khả năng nhân rộng"), width=20,
       help="Phạm vi đã được công nhận có hiệu quả áp dụng và khả năng nhân rộng; để trống khi chưa công nhận.", options=_SCOPES),
    _C("recognised_by", "Cơ quan công nhận", cells.text(200), ("Nơi công nhận",), width=28, example="Sở Giáo dục và Đào tạo"),
    _C("recognised_on", "Ngày công nhận", cells.day, ("Ngày quyết định",), help="Ngày/tháng/năm.", as_text=True),
    _C("decision", "Số quyết định", cells.text(60), ("Quyết định", "Quyết định số", "Số QĐ"), as_text=True, example="45/QĐ-SGDĐT"),
    _C("used_for", "Đã dùng cho khen thưởng", cells.text(500), ("Đã dùng cho", "Đã sử dụng xét khen thưởng"), width=34,
       help="Danh hiệu, hình thức và năm, cách nhau dấu chấm phẩy; ghi “chưa dùng” khi chắc chắn chưa; để trống khi chưa rõ.",
       example="Chiến sĩ thi đua cơ sở 2022", as_text=True),
    *_who("standing"),
)  # fmt: skip

DISCIPLINES: Final = (
    *_who("name", "kind", "unit", "birth", "national_id"),
    _C("form", "Hình thức kỷ luật", cells.choice(DisciplineForm), ("Hình thức", "Kỷ luật"), required=True, width=18, example="Khiển trách",
       options=_labels(DisciplineForm)),
    _C("valid_from", "Từ ngày", cells.day, ("Ngày có hiệu lực", "Ngày kỷ luật", "Ngày quyết định"), required=True, help="Ngày quyết định có hiệu lực.",
       example="15/3/2022", as_text=True),
    _C("valid_to", "Đến hết ngày", cells.day, ("Đến ngày", "Hết hiệu lực", "Ngày hết thời hạn"),
       help="Ngày cuối của thời hạn kỷ luật; để trống khi chưa rõ.", as_text=True),
    _C("cause", "Lý do", cells.text(300), ("Nội dung vi phạm", "Lý do kỷ luật"), width=34),
    *_who("standing", "decision"),
)  # fmt: skip

POSTS: Final = (
    *_who("name"),
    _C("unit", "Đơn vị hiện nay", cells.text(255), ("Đơn vị công tác", "Đơn vị công tác hiện nay"), width=34,
       help="Đơn vị nay đang công tác, để biết là ai; không phải đơn vị của chức vụ cũ.", example="Sở Nội vụ"),
    *_who("birth", "national_id"),
    _C("title", "Chức vụ", cells.text(200), ("Chức danh", "Chức vụ, chức danh"), required=True, width=28, example="Trưởng phòng"),
    _C("post_unit", "Đơn vị giữ chức vụ", cells.text(255), ("Nơi giữ chức vụ", "Tại đơn vị", "Đơn vị"), width=34,
       help="Tên đơn vị khi ấy; để trống là đơn vị hiện nay.", example="Sở Tài chính"),
    _C("valid_from", "Từ ngày", cells.day, ("Giữ chức vụ từ", "Bổ nhiệm ngày"), required=True, help="Ngày/tháng/năm.", example="01/9/2010", as_text=True),
    _C("valid_to", "Đến hết ngày", cells.day, ("Đến ngày", "Giữ chức vụ đến"), help="Ngày cuối cùng còn giữ; để trống là đang giữ.", as_text=True),
    _C("is_acting", "Quyền, phụ trách", cells.flag, ("Quyền", "Phụ trách"), width=12, help=_X, options=("x",), blank=False),
    _C("group", "Nhóm đối tượng", _GROUP, ("Nhóm",), width=20,
       help="Để trống thì lấy theo bảng quy ước chức vụ - nhóm của tỉnh.", options=_GROUPS),
    _C("leadership", "Chức danh tính cống hiến", cells.choice(LeadershipPost), ("Chức danh cống hiến", "Chức danh tương đương"), width=30,
       help="Theo bảng cống hiến của nghị định; để trống khi không thuộc bảng.", options=_labels(LeadershipPost)),
)  # fmt: skip

_COUNT: Final = cells.whole(least=0, most=1_000_000)
COLLECTIVES: Final = (
    _C("name", "Tên tập thể", cells.name(200), ("Tập thể", "Tên", "Tên đơn vị"), required=True, width=34, example="Phòng Giáo dục Tiểu học"),
    _C("unit", "Đơn vị", cells.text(255), ("Thuộc đơn vị", "Cơ quan, đơn vị", "Đơn vị cấp trên", "Trực thuộc"), width=34,
       help="Để trống khi tập thể chính là một đơn vị trong cây tổ chức.", example="Sở Giáo dục và Đào tạo"),
    _C("year", "Năm", cells.year, ("Năm học",), required=True, width=12, help="Năm (2022) hoặc năm học (2021-2022).", example="2022", as_text=True),
    _C("members", "Số thành viên", _COUNT, ("Tổng số thành viên", "Tổng số", "Số người"), help="Để trống là chưa có dữ liệu, không phải 0.", example=20),
    _C("women", "Nữ", _COUNT, ("Trong đó nữ", "Số nữ"), width=8, example=12),
    _C("completed", "Hoàn thành nhiệm vụ trở lên", _COUNT, ("Số hoàn thành nhiệm vụ trở lên", "Hoàn thành nhiệm vụ"), example=20),
    _C("ldtt", "Lao động tiên tiến", _COUNT, ("Số Lao động tiên tiến", "LĐTT"), example=15),
    _C("cstd_co_so", "Chiến sĩ thi đua cơ sở", _COUNT, ("Số Chiến sĩ thi đua cơ sở", "CSTĐCS"), example=2),
    _C("worst_discipline", "Kỷ luật nặng nhất", cells.choice(DisciplineForm), ("Hình thức kỷ luật nặng nhất",), width=18,
       help="Để trống khi chưa rõ hoặc không có ai.", options=_labels(DisciplineForm)),
    _C("none_disciplined", "Không có người bị kỷ luật", cells.flag, ("Không ai bị kỷ luật",), help=_X, options=("x",), blank=False),
    _WHO_IS["standing"],
    _C("decision", "Nguồn số liệu", cells.text(200), ("Nguồn",), width=24),
)  # fmt: skip

COLUMNS: Final[Mapping[ImportKind, tuple[Column, ...]]] = {
    ImportKind.HONOURS: HONOURS,
    ImportKind.PEOPLE: PEOPLE,
    ImportKind.ORGANISATIONS: ORGANISATIONS,
    ImportKind.DOCUMENTS: DOCUMENTS,
    ImportKind.INDICATORS: INDICATORS,
    ImportKind.RATINGS: RATINGS,
    ImportKind.INITIATIVES: INITIATIVES,
    ImportKind.DISCIPLINES: DISCIPLINES,
    ImportKind.POSTS: POSTS,
    ImportKind.COLLECTIVES: COLLECTIVES,
}

# What a whole list may share when it has no such column: a real list carries these in its title.
COMMON: Final[Mapping[ImportKind, tuple[str, ...]]] = {
    ImportKind.HONOURS: ("kind", "award", "method", "year", "reference", "decided_on", "issuer"),
    ImportKind.PEOPLE: ("unit",),
    ImportKind.ORGANISATIONS: (),
    ImportKind.DOCUMENTS: ("issuer", "level"),
    ImportKind.INDICATORS: ("year",),
    ImportKind.RATINGS: ("kind", "unit", "year", "standing", "decision"),
    ImportKind.INITIATIVES: ("unit", "year", "scope", "recognised_by", "recognised_on", "decision"),
    ImportKind.DISCIPLINES: ("unit",),
    ImportKind.POSTS: ("unit",),
    ImportKind.COLLECTIVES: ("unit", "year"),
}


@cache
def column(kind: ImportKind, key: str) -> Column:
    """The column of that key. Raises KeyError."""
    return {found.key: found for found in COLUMNS[kind]}[key]


def columns_by(kind: ImportKind, keep: Callable[[Column], bool]) -> tuple[Column, ...]:
    """The columns of a kind that pass ``keep``, in the template's order."""
    return tuple(found for found in COLUMNS[kind] if keep(found))
