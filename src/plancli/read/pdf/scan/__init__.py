"""Pictures of pages: straightened, their ruling lines found, cut into lines and cells, read by tesseract."""
