"""From pages to bytes; the only importer of ReportLab."""
