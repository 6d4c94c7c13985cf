"""Files that people receive: pages as PDF, QR codes, spreadsheets."""
