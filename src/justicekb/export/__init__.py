"""Export: records and results in the formats of other tools."""
