"""One module per verb, named VERB_ so that `import_` is a name Python allows."""
