"""Pictures of the figures that an answer states: what is drawn, with which font, as what file."""
