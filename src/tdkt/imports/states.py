"""Closed lists of the imports app."""

from django.db.models import TextChoices


class ImportKind(TextChoices):
    ORGANISATIONS = "organisations", "Đơn vị"
    PEOPLE = "people", "Cá nhân"
    HONOURS = "honours", "Khen thưởng"
    DOCUMENTS = "documents", "Văn bản"
    INDICATORS = "indicators", "Chỉ tiêu"
    RATINGS = "ratings", "Xếp loại"
    INITIATIVES = "initiatives", "Sáng kiến"
    DISCIPLINES = "disciplines", "Kỷ luật"
    POSTS = "posts", "Quá trình chức vụ"
    COLLECTIVES = "collectives", "Số liệu tập thể"


class ImportState(TextChoices):
    UPLOADED = "da_tai_len", "Đã tải lên, chờ kiểm tra"
    CHECKING = "dang_kiem_tra", "Đang kiểm tra"
    CHECKED = "da_kiem_tra", "Đã kiểm tra, chưa ghi"
    REFUSED = "khong_nhan", "Không nhận"
    WRITING = "dang_ghi", "Đang ghi"
    DONE = "da_ghi", "Đã ghi"
    DISCARDED = "da_bo", "Đã bỏ"
    INTERRUPTED = "gian_doan", "Bị gián đoạn, chưa ghi dòng nào"
