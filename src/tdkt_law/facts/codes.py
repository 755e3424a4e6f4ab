"""The closed lists of codes a facts file may use, each widest or highest last, and how they compare."""

from typing import Final

GROUNDS: Final = (
    "cong_trang", "dot_xuat", "phong_trao", "cong_hien", "nien_han", "doi_ngoai", "danh_hieu",
    "khang_chien",
)  # fmt: skip
# What a commendation of these grounds rewards cannot carry a proposal by công trạng.
IRREGULAR_GROUNDS: Final = frozenset({"dot_xuat", "phong_trao"})

GRADES: Final = ("KHT", "HT", "HTT", "HTXS")
# What the decrees write out in full.
GRADE_ALIASES: Final = {"HTXSNV": "HTXS", "HTTNV": "HTT", "HTNV": "HT", "KHTNV": "KHT"}

# Army and police name their own scopes; each stands beside one of ours.
SCOPES: Final = ("co_so", "xa", "huyen", "bo_tinh", "toan_quoc")
SCOPE_ALIASES: Final = {"don_vi": "co_so", "toan_quan_cand": "bo_tinh"}
BASES: Final = ("initiative", "research", "rating", "combat_ingenuity")
INITIATIVE_KINDS: Final = ("initiative", "research", "combat_ingenuity")

DISCIPLINE: Final = (
    "none", "khien_trach", "canh_cao", "ha_bac", "giang_chuc", "cach_chuc", "buoc_thoi_viec",
)  # fmt: skip
DISCIPLINE_ALIASES: Final = {"ha_bac_luong": "ha_bac", "sa_thai": "buoc_thoi_viec"}
PENDING: Final = (
    "ky_luat", "dieu_tra", "thanh_tra", "kiem_tra", "kiem_toan", "khieu_nai", "to_cao", "bao_chi",
)  # fmt: skip
LEAVE: Final = ("thai_san", "om_dau", "thuong_tat", "di_hoc", "khong_luong", "khac")
# Leave that counts as time at work, study if it is under a year; leave of which no text found says; the rest does not.
LEAVE_AT_WORK: Final = frozenset({"thai_san", "thuong_tat"})
LEAVE_STUDY: Final = "di_hoc"
LEAVE_UNSAID: Final = frozenset({"om_dau", LEAVE_STUDY})

SCHOOL_YEAR_BEGINS: Final = 9
"""The month."""

LEVELS: Final = ("bo_tinh", "bo", "tinh", "nha_nuoc", "doan_the", "huyen", "xa", "co_so")
MASS_ORGANISATION: Final = "doan_the"
GENDERS: Final = ("nu", "nam")
ORGANISERS: Final = ("hdtw", "bo_tinh")

PERSON_KINDS: Final = (
    "ca_nhan", "cbccvc_nld", "cong_nhan_nong_dan_nld", "llvt_ca_nhan", "doanh_nhan_tri_thuc",
    "ba_me", "nha_giao", "thay_thuoc", "nghe_si", "nghe_nhan", "tac_gia",
)  # fmt: skip
BODY_KINDS: Final = (
    "tap_the", "llvt_tap_the", "bo_tinh", "bqp_bca", "quan_khu_tong_cuc", "doanh_nghiep",
    "xa_phuong", "thon_tdp", "tinh_thanh_pho",
)  # fmt: skip
FOREIGN_KINDS: Final = ("kieu_bao", "nuoc_ngoai", "nguyen_thu_nuoc_ngoai")
RECIPIENT_KINDS: Final = (*PERSON_KINDS, *BODY_KINDS, "ho_gia_dinh", *FOREIGN_KINDS)
# A person of whom nobody said more is on a public or private payroll, and of no special group.
ORDINARY_PERSON: Final = "cbccvc_nld"

MEMBER_NUMBERS: Final = ("members", "completed", "ldtt", "cstt", "cstd_co_so", "women")
LISTS: Final = (
    "awards", "ratings", "initiatives", "discipline", "pending", "achievements", "spells", "posts",
    "leave",
)  # fmt: skip

# Achievements: kinds, and how grades, scopes and launchers rank, the greatest last.
ACHIEVEMENTS: Final = (
    "dot_xuat", "phong_trao", "dong_gop", "phat_minh", "cong_trinh", "giai_thuong", "mo_hinh",
    "chien_cong", "dung_cam", "phuc_vu_chinh_tri", "thuong_xuyen", "nhieu", "cong_lao",
)  # fmt: skip
ACHIEVEMENT_GRADES: Final = (
    ("thanh_tich", "xuat_sac", "xuat_sac_tieu_bieu", "dac_biet_xuat_sac"),
    ("co", "nhieu", "lon", "nhieu_lon", "to_lon"),
    ("khu_vuc", "chau_luc", "the_gioi"),
)
ACHIEVEMENT_SCOPES: Final = (
    "don_vi", "co_so", "xa", "huyen", "linh_vuc_nganh_nghe", "linh_vuc_bo_tinh", "bo_tinh",
    "toan_quan_cand", "toan_quoc", "quoc_te",
)  # fmt: skip
LAUNCHERS: Final = ("xa", "huyen", "bo_tinh", "hdtw", "ttcp", "chu_tich_nuoc")
# A place in a movement or a competition is a number, 1 the best; these words stand for one.
RANK_WORDS: Final = {"dan_dau": 1, "vang": 1, "bac": 2, "dong": 3}

RECIPIENT_NAMES: Final = {
    "ca_nhan": "cá nhân",
    "cbccvc_nld": "cán bộ, công chức, viên chức, người lao động",
    "cong_nhan_nong_dan_nld": "công nhân, nông dân, người lao động khác",
    "llvt_ca_nhan": "cá nhân lực lượng vũ trang",
    "doanh_nhan_tri_thuc": "doanh nhân, trí thức, nhà khoa học",
    "ba_me": "bà mẹ có cống hiến, hy sinh",
    "nha_giao": "nhà giáo",
    "thay_thuoc": "thầy thuốc",
    "nghe_si": "nghệ sĩ",
    "nghe_nhan": "nghệ nhân",
    "tac_gia": "tác giả",
    "tap_the": "tập thể",
    "llvt_tap_the": "tập thể lực lượng vũ trang",
    "bo_tinh": "bộ, ban, ngành, tỉnh",
    "bqp_bca": "Bộ Quốc phòng, Bộ Công an",
    "quan_khu_tong_cuc": "quân khu, quân đoàn, tổng cục",
    "doanh_nghiep": "doanh nghiệp, tổ chức kinh tế",
    "xa_phuong": "xã, phường, thị trấn, đặc khu",
    "thon_tdp": "thôn, tổ dân phố",
    "tinh_thanh_pho": "tỉnh, thành phố trực thuộc Trung ương",
    "ho_gia_dinh": "hộ gia đình",
    "kieu_bao": "người Việt Nam định cư ở nước ngoài",
    "nuoc_ngoai": "cá nhân, tập thể người nước ngoài",
    "nguyen_thu_nuoc_ngoai": "nguyên thủ quốc gia nước ngoài",
}
GROUND_NAMES: Final = {
    "cong_trang": "công trạng",
    "dot_xuat": "đột xuất",
    "phong_trao": "phong trào, chuyên đề",
    "cong_hien": "quá trình cống hiến",
    "nien_han": "niên hạn",
    "doi_ngoai": "đối ngoại",
    "danh_hieu": "danh hiệu thi đua",
    "khang_chien": "kháng chiến",
}
