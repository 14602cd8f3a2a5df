"""The command line: one file a verb, help and messages in Chinese and English, exit codes that scripts can rely on."""
