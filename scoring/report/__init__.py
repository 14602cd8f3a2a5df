"""The ranked workbook: one module a sheet, over one writer of tables and one set of styles."""
