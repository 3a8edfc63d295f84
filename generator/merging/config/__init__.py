"""The merge of configuration files by their keys, on the text: untouched lines stay as they are."""
