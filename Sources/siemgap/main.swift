print("siemgap")
