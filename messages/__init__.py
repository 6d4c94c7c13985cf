"""What the bot says: translated texts, values made safe, dates and money, keyboards and screens."""
