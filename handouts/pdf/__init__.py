"""Pages to bytes: tagged PDF, by ReportLab's canvas."""
