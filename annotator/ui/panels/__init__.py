"""What stands beside the article: documents, labels, inspector."""
