"""The intake room: from files as assessors have them to clean typed tables, with a finding for whatever is not."""
