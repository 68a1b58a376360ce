"""Tables of figures for people and for programs: on a terminal, as CSV, JSON and workbooks."""
