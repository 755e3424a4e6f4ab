"""The closed list of what the ledger can say happened. Retired verbs stay, with the day they were retired."""

from django.db.models import TextChoices


class Verb(TextChoices):
    """``thing:act``; the label is how the ledger page says it."""

    ACCOUNT_SIGN_IN = "account:sign_in", "Đăng nhập"
    ACCOUNT_SIGN_OUT = "account:sign_out", "Đăng xuất"
    ACCOUNT_LOCK = "account:lock", "Khóa tạm tài khoản do nhập sai nhiều lần"
    ACCOUNT_PASSWORD = "account:password", "Đổi mật khẩu"
    ACCOUNT_CREATE = "account:create", "Lập tài khoản"
    OFFICE_GRANT = "office:grant", "Giao nhiệm vụ"
    OFFICE_END = "office:end", "Kết thúc nhiệm vụ"
    ORGANISATION_CREATE = "organisation:create", "Thêm tổ chức"
    ORGANISATION_CHANGE = "organisation:change", "Sửa tổ chức"
    PERSON_CREATE = "person:create", "Thêm cá nhân"
    PERSON_CHANGE = "person:change", "Sửa cá nhân"
    PERSON_UNMASK = "person:unmask", "Xem số định danh"
    HONOUR_RECORD = "honour:record", "Ghi khen thưởng"
    HONOUR_EVENT = "honour:event", "Ghi biến động khen thưởng"
    DOCUMENT_CREATE = "document:create", "Thêm văn bản"
    DOCUMENT_CHANGE = "document:change", "Sửa văn bản"
    MOVEMENT_CREATE = "movement:create", "Thêm phong trào"
    MOVEMENT_CHANGE = "movement:change", "Sửa phong trào"
    REGISTER_CREATE = "register:create", "Thêm dòng vào sổ"
    REGISTER_CHANGE = "register:change", "Sửa dòng trong sổ"
    IMPORT_WRITE = "import:write", "Nhập danh sách"
    REPORT_CHANGE = "report:change", "Sửa báo cáo"
    REPORT_ISSUE = "report:issue", "Phát hành báo cáo"
    FIGURE_DECLARE = "figure:declare", "Khai số liệu"
    DEMO_LOAD = "demo:load", "Nạp dữ liệu minh họa"
