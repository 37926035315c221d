"""Program text: comments that hold a markup, and cells that show pictures."""
