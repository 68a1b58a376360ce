"""The one to three sentences that say best what a report says about something."""
