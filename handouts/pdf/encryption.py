"""A password on a finished PDF: AES-256 (PDF 2.0, revision 6) by qpdf, since ReportLab stops at AES-128."""

from __future__ import annotations

from io import BytesIO

from handouts.files.problems import ContentError, order_problem, without_extra
from handouts.pdf.metadata import ARCHIVAL_CLAIMS

LONGEST = 127  # bytes of UTF-8 (ISO 32000-2, 7.6.4.3.3)
NOT_ARCHIVAL = "A file with a password is no archival PDF (PDF/A); keep one without for your records."
SENSIBLE = 8  # characters (NIST SP 800-63B, 5.1.1.1)
SHORT = (
    f"A password of fewer than {SENSIBLE} characters is soon found by a program that tries them all. "
    "Some words that nobody expects together are safer."
)


def encrypt(data: bytes, password: str) -> bytes:
    """The same pages, to be opened with the password alone. It no longer claims to be PDF/A, and since every encryption
    draws a new key, no two results are the same bytes. Raises ContentError for a password that can't be used, and where
    pikepdf is not installed."""
    try:
        import pikepdf
    except ImportError:
        raise without_extra("password", "password") from None
    if not password or len(password.encode()) > LONGEST:
        hint = f"Use 1 to {LONGEST} letters, numbers and signs."
        raise ContentError([order_problem("password", "is empty or too long.", hint)])
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        if "/Metadata" in pdf.Root:
            with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
                for claim in ARCHIVAL_CLAIMS:
                    if claim in metadata:
                        del metadata[claim]
        pdf.save(out, encryption=pikepdf.Encryption(owner=password, user=password, R=6))
    return out.getvalue()
