"""Files: how facts, schemes and decisions come and go. The only room that opens files or knows cattrs."""
