"""How many, how much, which rate: one figure, or several asked for at once."""
