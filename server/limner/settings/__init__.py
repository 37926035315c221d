"""Settings: each declared once, in layers by who may set it, also stated in documents."""
