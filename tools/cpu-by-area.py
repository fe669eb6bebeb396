#!/usr/bin/env python3
"""Sums the samples of `perf record -g` by the part of the crawler that they belong to: cpu-by-area.py perf.data

A sample belongs to the compiler when it was taken in it, else to the innermost frame of ours, of the HTTP client or of the sockets.
"""
import collections
import re
import subprocess
import sys


def area(frames):
    if any("libclrjit" in library for _, library in frames):
        return "compiling (libclrjit)"
    for symbol, _ in frames:
        for name in ("System.Net.Http", "System.Net.Sockets"):
            if name in symbol:
                return name
        if match := re.search(r"\] (ActorCrawler|Akka)\.([A-Za-z]+)(?:\.([A-Za-z]+))?", symbol):
            return ".".join(part for part in match.groups() if part)
    return "no managed frame: " + (frames[0][1].rsplit("/", 1)[-1] if frames else "unknown")


def samples(path):
    script = subprocess.Popen(["perf", "script", "-i", path, "-F", "comm,ip,sym,dso"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    frames = None
    for line in script.stdout:
        if not line.strip():
            if frames is not None:
                yield frames
            frames = None
        elif match := re.match(r"\s+[0-9a-f]+ (.*) \((.*)\)$", line):
            frames = [] if frames is None else frames
            frames.append(match.groups())
        else:
            frames = []
    if frames is not None:
        yield frames


counts = collections.Counter(area(frames) for frames in samples(sys.argv[1]))
total = counts.total()
for name, count in counts.most_common(40):
    print(f"{100 * count / total:5.1f} %  {name}")
