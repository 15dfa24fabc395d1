"""地方版: what a city or county does differently from the standard of the province, and may."""
