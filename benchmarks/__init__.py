"""The bars of the project, measured: `python -m benchmarks` (or `make bench`) prints one table.

Every row has a limit beside it: the same job done in the same run by plain sqlite3 and plain Python that do only what
is necessary. `ANNOTATOR_BENCH_ARTICLES` sets the size (100,000 unless told otherwise); names of groups as arguments
(`python -m benchmarks search mark`) choose what is measured. Files are kept below `build/bench`.
"""
