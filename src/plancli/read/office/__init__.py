"""Word processors: DOCX, and by way of LibreOffice .doc, .wps, .rtf."""
