"""The library as a web page, through Datasette."""
