"""Faults of the small catalogue: (file, text, what stands there instead, the problems it makes but for the file)."""

TITLES = "criteria/titles.yaml"
QUOTA = "values/quota.yaml"

BROKEN = {
    "gap between versions": (
        TITLES,
        "    - start: 2014-06-01\n",
        "    - start: 2014-06-01\n      end: 2023-11-30\n",
        [
            (
                "ldtt",
                "2023-12-01",
                "khoảng trống: không có mục nào cho thời gian từ 01/12/2023 đến 31/12/2023",
            ),
            (
                "ldtt/hang_nam",
                "2023-12-01",
                "khoảng trống: không có mục nào cho thời gian từ 01/12/2023 đến 31/12/2023",
            ),
        ],
    ),
    "overlap of versions": (
        TITLES,
        "    - start: 2014-06-01\n",
        "    - start: 2014-06-01\n      end: 2024-01-31\n",
        [
            (
                "ldtt/hang_nam",
                "2014-06-01",
                "nguồn “luat_cu” hết hiệu lực 31/12/2023 mà mục này còn kéo dài; ghi ngày cuối, hoặc confidence: presumed",
            ),
            ("ldtt/hang_nam", "2024-01-01", "chồng thời gian với mục ở criteria/titles.yaml:10"),
        ],
    ),
    "no criterion from the first day": (
        TITLES,
        "    - start: 2014-06-01\n",
        "    - start: 2014-06-02\n",
        [
            (
                "ldtt",
                "2014-06-01",
                "khoảng trống: không có mục nào cho thời gian từ 01/06/2014 đến 01/06/2014",
            )
        ],
    ),
    "missing source": (
        TITLES,
        "      source: [luat_moi, Điều 23]\n",
        "",
        [("cstd_co_so/hang_nam", "2024-01-01", "thiếu nguồn (source)")],
    ),
    "unknown instrument": (
        TITLES,
        "source: [luat_moi, Điều 24]",
        "source: [luat_mói, Điều 24]",
        [
            (
                "ldtt/hang_nam",
                "2024-01-01",
                "source: văn bản “luat_mói” không có trong thư viện; gần giống: luat_moi, luat_cu",
            )
        ],
    ),
    "unknown award": (
        TITLES,
        "- award: cstd_co_so",
        "- award: cstd_coso",
        [
            (
                "cstd_coso",
                "",
                "danh hiệu, hình thức “cstd_coso” không có trong danh mục; gần giống: cstd_co_so, cstd_toan_quoc",
            )
        ],
    ),
    "award of a condition unknown": (
        TITLES,
        "meets: ldtt",
        "meets: ldttt",
        [
            (
                "cstd_co_so/hang_nam/reading/du_ldtt",
                "2024-01-01",
                "danh hiệu, hình thức “ldttt” không có trong danh mục; gần giống: ldtt",
            )
        ],
    ),
    "unknown kind of condition": (
        TITLES,
        "initiative: {scope: co_so, count: 1, within: year}",
        "innitiative: {scope: co_so}",
        [
            (
                "cstd_co_so/hang_nam/reading/sang_kien",
                "2024-01-01",
                "mỗi điều kiện cần đúng một loại của từ vựng: không có “innitiative”; gần giống: initiative",
            )
        ],
    ),
    "unknown reading": (
        TITLES,
        "reading: nam_thu_ba",
        "reading: nam_thu_tu",
        [
            (
                "cstd_co_so/hang_nam/reading",
                "2024-01-01",
                "cách hiểu “nam_thu_tu” không có; gần giống: nam_thu_ba",
            )
        ],
    ),
    "unknown option": (
        TITLES,
        "          co: {id: du_ldtt",
        "          cos: {id: du_ldtt",
        [
            (
                "cstd_co_so/hang_nam/reading",
                "2024-01-01",
                "cách hiểu “nam_thu_ba” không có lựa chọn “cos”; gần giống: co",
            ),
            ("cstd_co_so/hang_nam/reading", "2024-01-01", "options thiếu cách hiểu “co”"),
        ],
    ),
    "unknown shared condition": (
        TITLES,
        "{shared: chap_hanh_tot}",
        "{shared: chap_hanh}",
        [
            (
                "ldtt/hang_nam/chap_hanh",
                "2014-06-01",
                "mục dùng chung “chap_hanh” không có; gần giống: chap_hanh_tot",
            )
        ],
    ),
    "unknown track": (
        TITLES,
        "        - {shared: chap_hanh_tot}\n",
        "        - {id: khac, track: [hang_thang], text: Như hằng tháng}\n",
        [
            (
                "ldtt/hang_nam/khac",
                "2014-06-01",
                "trường hợp “hang_thang” của ldtt không có; gần giống: hang_nam",
            )
        ],
    ),
    "an id twice in a version": (
        TITLES,
        "        - {shared: chap_hanh_tot}\n",
        "        - {id: hoan_thanh, attested: {}, text: Lại nữa}\n",
        [
            (
                "ldtt/hang_nam/hoan_thanh",
                "2014-06-01",
                "mã điều kiện “hoan_thanh” ghi hai lần trong một phiên bản",
            )
        ],
    ),
    "a condition without text": (
        TITLES,
        "        - {shared: chap_hanh_tot}\n",
        "        - {id: khac, attested: {}}\n",
        [("ldtt/hang_nam/khac", "2014-06-01", "điều kiện attested thiếu “text”")],
    ),
    "a track that needs itself": (
        TITLES,
        "        - {shared: chap_hanh_tot}\n",
        "        - {id: vong, track: [hang_nam], text: Như chính nó}\n",
        [("ldtt/hang_nam", "2014-06-01", "dẫn vòng (track, meets): ldtt/hang_nam → ldtt/hang_nam")],
    ),
    "awards that need each other": (
        TITLES,
        "when: same}",
        "when: {id: vong, meets: cstd_co_so, text: Như chiến sĩ thi đua cơ sở}}",
        [
            (
                "ldtt/hang_nam",
                "2024-01-01",
                "dẫn vòng (track, meets): ldtt/hang_nam → cstd_co_so/hang_nam → ldtt/hang_nam",
            )
        ],
    ),
    "same with nothing before": (
        TITLES,
        "confidence: not_found, checked_on: 2026-11-22, note: Chưa có văn bản, when: unknown}",
        "confidence: verified, checked_on: 2026-11-22, when: same}",
        [
            (
                "cstd_co_so/hang_nam",
                "2014-06-01",
                "same: không có tiêu chuẩn của thời gian liền trước để lấy lại",
            )
        ],
    ),
    "an unknown text said to be verified": (
        TITLES,
        "confidence: not_found, checked_on",
        "confidence: verified, checked_on",
        [
            (
                "cstd_co_so/hang_nam",
                "2014-06-01",
                "when: unknown và confidence: not_found phải đi với nhau",
            )
        ],
    ),
    "a version before the award existed": (
        TITLES,
        "- award: cstd_co_so",
        "- award: xa_tieu_bieu",
        [
            (
                "xa_tieu_bieu/hang_nam",
                "2014-06-01",
                "trước ngày Xã, phường, thị trấn tiêu biểu có: 01/01/2024",
            )
        ],
    ),
    "a version after the award ended": (
        TITLES,
        "- award: cstd_co_so",
        "- award: gk_huyen",
        [
            (
                "gk_huyen/hang_nam",
                "2024-01-01",
                "phải kết thúc muộn nhất 30/06/2025, ngày cuối của Giấy khen của Chủ tịch Ủy ban nhân dân cấp huyện",
            )
        ],
    ),
    "a source that was replaced": (
        TITLES,
        "source: [luat_moi, Điều 24]",
        "source: [luat_cu, Điều 24]",
        [
            (
                "ldtt/hang_nam",
                "2024-01-01",
                "nguồn “luat_cu” hết hiệu lực 31/12/2023 mà mục này còn kéo dài; ghi ngày cuối, hoặc confidence: presumed",
            )
        ],
    ),
    "a gap between values": (
        QUOTA,
        "end: 2023-12-31",
        "end: 2023-12-30",
        [
            (
                "quota/ldtt",
                "2023-12-31",
                "khoảng trống: không có mục nào cho thời gian từ 31/12/2023 đến 31/12/2023",
            )
        ],
    ),
    "an overlap of values": (
        QUOTA,
        "start: 2024-01-01",
        "start: 2023-12-31",
        [("quota/ldtt", "2023-12-31", "chồng thời gian với mục ở values/quota.yaml:2")],
    ),
    "a value with an unknown key": (
        QUOTA,
        "{capped: false}",
        '{capped: false, percents: "0.5"}',
        [("quota/ldtt", "2024-01-01", "không có mục “percents”; gần giống: percent")],
    ),
    "a value of the wrong type": (
        QUOTA,
        'percent: "0.5"',
        "percent: 0.5",
        [
            (
                "quota/ldtt/percent",
                "2014-06-01",
                '“0.5” phải là số thập phân trong dấu nháy, ví dụ "0.15"',
            )
        ],
    ),
    "a value that is missing without saying so": (
        QUOTA,
        "{capped: false}",
        "null",
        [("quota/ldtt", "2024-01-01", "value: null và confidence: not_found phải đi với nhau")],
    ),
    "a regime that starts late": (
        "regimes.yaml",
        "start: 2014-06-01",
        "start: 2014-06-02",
        [
            (
                "chế độ",
                "2014-06-01",
                "khoảng trống: không có mục nào cho thời gian từ 01/06/2014 đến 01/06/2014",
            )
        ],
    ),
    "a reading whose default is none of its options": (
        "readings.yaml",
        "default: co",
        "default: chua",
        [("nam_thu_ba", "", "cách hiểu mặc định “chua” không có; dùng được: co, khong")],
    ),
    "a setting whose default is not allowed": (
        "settings.yaml",
        "default: up",
        "default: down",
        [
            (
                "rounding",
                "",
                "default: lựa chọn “down” không có trong danh mục; dùng được: nearest, up",
            )
        ],
    ),
    "an instrument twice": (
        "instruments.yaml",
        "id: luat_moi,",
        "id: luat_cu,",
        None,
    ),
    "a general condition with a ground nobody knows": (
        "criteria/general.yaml",
        "grounds: [danh_hieu]",
        "grounds: [danh_hieuu]",
        [
            (
                "#1",
                "2014-06-01",
                "grounds: loại hình “danh_hieuu” không có trong danh mục; gần giống: danh_hieu",
            )
        ],
    ),
}
