"""The documented calls of ETIM Mapper, one class for each section of the document."""
