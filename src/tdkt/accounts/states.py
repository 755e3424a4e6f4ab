"""Roles of the offices people hold, and what each may do."""

from django.db.models import TextChoices


class Role(TextChoices):
    UNIT_OFFICER = "can_bo_don_vi", "Cán bộ thi đua, khen thưởng của đơn vị"
    STANDING_OFFICER = "chuyen_vien", "Chuyên viên cơ quan thường trực"
    STANDING_HEAD = "truong_phong", "Lãnh đạo cơ quan thường trực"
    COUNCIL_MEMBER = "thanh_vien_hoi_dong", "Thành viên Hội đồng"
    COUNCIL_SECRETARY = "thu_ky_hoi_dong", "Thư ký Hội đồng"
    CHAIRMAN = "chu_tich", "Chủ tịch Ủy ban nhân dân"
    BLOC_LEADER = "truong_khoi", "Trưởng khối thi đua"
    INSPECTOR = "thanh_tra", "Thanh tra, kiểm toán (chỉ đọc)"
    ADMINISTRATOR = "quan_tri", "Quản trị hệ thống"


class Capability(TextChoices):
    READ = "read", "Xem"
    READ_PROVINCE = "read_province", "Xem toàn tỉnh"
    RECORD = "record", "Ghi sổ"
    IMPORT = "import", "Nhập danh sách"
    UNMASK = "unmask", "Xem số định danh"
    READ_DISCIPLINE = "read_discipline", "Xem kỷ luật"
    WRITE_REPORT = "write_report", "Soạn báo cáo"
    ISSUE_REPORT = "issue_report", "Phát hành báo cáo"
    SET_RULES = "set_rules", "Ban hành quy định của tỉnh"
    READ_LEDGER = "read_ledger", "Xem nhật ký"
    MANAGE_ACCOUNTS = "manage_accounts", "Quản lý tài khoản"


_C = Capability
_READER = frozenset({_C.READ, _C.READ_PROVINCE})
_OFFICE = _READER | frozenset(
    {
        _C.READ_DISCIPLINE,
        _C.RECORD,
        _C.IMPORT,
        _C.UNMASK,
        _C.WRITE_REPORT,
    }
)
# One row a role; who may do a thing is read off here and nowhere else.
CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.UNIT_OFFICER: frozenset({_C.READ, _C.READ_DISCIPLINE}),
    Role.STANDING_OFFICER: _OFFICE,
    Role.STANDING_HEAD: _OFFICE | {_C.ISSUE_REPORT, _C.SET_RULES, _C.READ_LEDGER},
    Role.COUNCIL_MEMBER: _READER,
    Role.COUNCIL_SECRETARY: _READER | {_C.WRITE_REPORT},
    Role.CHAIRMAN: _READER | {_C.ISSUE_REPORT},
    Role.BLOC_LEADER: frozenset({_C.READ}),
    Role.INSPECTOR: _READER | {_C.READ_DISCIPLINE, _C.READ_LEDGER},
    Role.ADMINISTRATOR: frozenset({_C.READ_LEDGER, _C.MANAGE_ACCOUNTS}),
}
