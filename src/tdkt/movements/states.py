"""Closed lists of the movements app."""

from django.db.models import TextChoices


class MovementKind(TextChoices):
    YEARLY = "hang_nam", "Hằng năm"
    THEMATIC = "chuyen_de", "Chuyên đề"
    SPECIAL = "dac_biet", "Đặc biệt, theo đợt"


class MovementScope(TextChoices):
    """Rows 02 to 05 of form 0601."""

    NATION = "toan_quoc", "Toàn quốc"
    PROVINCE = "bo_tinh", "Bộ, ngành, tỉnh"
    BLOC = "cum_khoi", "Cụm, khối thi đua"
    UNIT = "co_so", "Cơ quan, đơn vị"


class MovementState(TextChoices):
    RUNNING = "dang_thuc_hien", "Đang thực hiện"
    PLANNED = "du_kien", "Dự kiến phát động"
    CLOSED = "da_tong_ket", "Đã tổng kết"


class Direction(TextChoices):
    UP = "tang", "Tăng là tốt"
    DOWN = "giam", "Giảm là tốt"
    UNKNOWN = "", "Chưa rõ"


class Verdict(TextChoices):
    """What the source itself says of an indicator; never computed."""

    ABOVE = "vuot", "Vượt kế hoạch"
    REACHED = "dat", "Đạt"
    MISSED = "khong_dat", "Không đạt"
    RISEN = "tang", "Tăng"
    FALLEN = "giam", "Giảm"
    NOT_SAID = "", "Không nêu"


class TaskKind(TextChoices):
    DIRECTION = "huong", "Phương hướng"
    TASK = "viec", "Nhiệm vụ"


class TaskState(TextChoices):
    OPEN = "chua_xong", "Chưa hoàn thành"
    DONE = "da_xong", "Đã hoàn thành"
    DROPPED = "khong_lam", "Không thực hiện"
