"""The people's side of fazhi: terminal, scripted FAQ runs, Telegram. It asks only the Library."""
