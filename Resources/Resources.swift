// Embedded data.
