"""The ranked workbook: one module a sheet, over a writer of tables and one set of styles. Only here is xlsxwriter used."""
