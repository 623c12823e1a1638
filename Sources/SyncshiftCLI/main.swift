print("syncshift")
