"""The structural merge of Python modules."""
