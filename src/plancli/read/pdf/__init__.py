"""PDF: glyphs → lines → columns and tables → text."""
