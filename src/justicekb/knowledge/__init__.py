"""What `KnowledgeBase` is made of, a class for each thing that is done with a folder.

`base` opens it, `keeping` reads documents into it and keeps it sound, `exporting` hands out what it holds; what it
answers is in `knowledgebase`. Each method imports what it needs when it is called.
"""
