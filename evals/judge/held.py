"""The vendors that training never sees, chosen once for their industries, languages and writers."""

CALIBRATION = frozenset({"expense", "hissar", "tolkning"})
"""Two Swedish, one English: temperature and thresholds are set on these."""
TEST = frozenset({"bredband", "crm_saas", "fastighet", "fleet", "scaffolding", "telehealth", "varmepump"})
"""Three Swedish, four English: the figures of the model card."""
OUT = CALIBRATION | TEST
