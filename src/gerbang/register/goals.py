"""The Sustainable Development Goals (TPB) by number: their short names, English and Indonesian, are data."""

from gerbang.values.language import pick

GOALS: dict[int, tuple[str, str]] = {
    1: ("Tanpa Kemiskinan", "No Poverty"),
    2: ("Tanpa Kelaparan", "Zero Hunger"),
    3: ("Kehidupan Sehat dan Sejahtera", "Good Health and Well-being"),
    4: ("Pendidikan Berkualitas", "Quality Education"),
    5: ("Kesetaraan Gender", "Gender Equality"),
    6: ("Air Bersih dan Sanitasi Layak", "Clean Water and Sanitation"),
    7: ("Energi Bersih dan Terjangkau", "Affordable and Clean Energy"),
    8: ("Pekerjaan Layak dan Pertumbuhan Ekonomi", "Decent Work and Economic Growth"),
    9: ("Industri, Inovasi dan Infrastruktur", "Industry, Innovation and Infrastructure"),
    10: ("Berkurangnya Kesenjangan", "Reduced Inequalities"),
    11: ("Kota dan Permukiman yang Berkelanjutan", "Sustainable Cities and Communities"),
    12: ("Konsumsi dan Produksi yang Bertanggung Jawab", "Responsible Consumption and Production"),
    13: ("Penanganan Perubahan Iklim", "Climate Action"),
    14: ("Ekosistem Lautan", "Life Below Water"),
    15: ("Ekosistem Daratan", "Life on Land"),
    16: ("Perdamaian, Keadilan dan Kelembagaan yang Tangguh", "Peace, Justice and Strong Institutions"),
    17: ("Kemitraan untuk Mencapai Tujuan", "Partnerships for the Goals"),
}


def goal_label(number: int) -> str:
    """Number and name: `11. Kota dan Permukiman yang Berkelanjutan`."""
    name_id, name_en = GOALS[number]
    return f"{number}. {pick(id=name_id, en=name_en)}"
