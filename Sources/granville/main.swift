print("granville")
