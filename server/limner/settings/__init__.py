"""Settings: each declared once with who may set it, and laid over each other in layers."""
