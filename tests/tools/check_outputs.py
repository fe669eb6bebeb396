#!/usr/bin/env python3
"""Holds the outputs of a crawl against each other, with Python's own readers: csv, sqlite3, zlib, json.

    check_outputs.py JOB [--spec spec_fields.json]

JOB was crawled with --gzip --csv --sqlite --warc --links --text --markdown. With --spec, every record of the archive is held against the
field rules of WARC 1.1 given there. Prints what it counted; ends with 1 when something disagrees.
"""
import base64, collections, csv, glob, hashlib, json, os, re, sqlite3, sys, zlib

job = sys.argv[1]
spec = json.load(open(sys.argv[3])) if len(sys.argv) > 3 else None
problems = []


def members(path):
    """The gzip members of a file, inflated one by one."""
    data = open(path, "rb").read()
    while data:
        inflater = zlib.decompressobj(31)
        yield inflater.decompress(data) + inflater.flush()
        if not inflater.eof:
            problems.append(f"{path}: a gzip member is not whole")
            return
        data = inflater.unused_data


def expect(what, actual, expected):
    if actual != expected:
        problems.append(f"{what}: {actual}, not {expected}")


def rows(name):
    with open(os.path.join(job, name), encoding="utf-8", newline="\n") as file:
        return [json.loads(line) for line in file]


pages = [json.loads(line) for member in members(os.path.join(job, "pages.jsonl.gz")) for line in member.decode().splitlines()]
urls = [page["url"] for page in pages]
expect("different URLs in pages.jsonl.gz", len(set(urls)), len(urls))
for name in ("text.jsonl", "markdown.jsonl"):
    expect(name, sorted(row["url"] for row in rows(name)), sorted(urls))
links = rows("links.jsonl")

raw = open(os.path.join(job, "pages.csv"), "rb").read(3)
expect("first bytes of pages.csv", raw, b"\xef\xbb\xbf")
with open(os.path.join(job, "pages.csv"), encoding="utf-8-sig", newline="") as file:
    table = list(csv.reader(file, strict=True))
expect("cells a row of pages.csv", {len(row) for row in table}, {len(table[0])})
expect("URLs in pages.csv", sorted(row[0] for row in table[1:]), sorted(urls))
formulas = [cell for row in table for cell in row if re.match(r"\s*[=+@\t\r]|\s*-(?!\d+(\.\d+)?$)", cell)]
expect("cells that look like formulas", formulas, [])

database = sqlite3.connect(os.path.join(job, "pages.sqlite"))
expect("integrity of pages.sqlite", database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
expect("URLs in pages.sqlite", sorted(url for url, in database.execute("SELECT url FROM pages")), sorted(urls))
expect("links in pages.sqlite", database.execute("SELECT count(*) FROM links").fetchone()[0], len(links))
expect("meta elements in pages.sqlite", database.execute("SELECT count(*) FROM meta").fetchone()[0], sum(len(p.get("meta", [])) + len(p.get("og", [])) for p in pages))

digest = lambda data: "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()
types, archived, ids = collections.Counter(), collections.Counter(), set()
for path in sorted(glob.glob(os.path.join(job, "*.warc.gz"))):
    for number, member in enumerate(members(path)):
        head, _, rest = member.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        names = [line.split(":", 1)[0] for line in lines[1:]]
        fields = dict(line.split(": ", 1) for line in lines[1:])
        where = f"{os.path.basename(path)} record {number}"
        kind = fields["WARC-Type"]
        types[kind] += 1
        expect(f"{where}: version", lines[0], "WARC/1.1")
        expect(f"{where}: repeated fields", [n for n, c in collections.Counter(names).items() if c > 1 and n != "WARC-Concurrent-To"], [])
        expect(f"{where}: warcinfo comes first", kind == "warcinfo", number == 0)
        length = int(fields["Content-Length"])
        block = rest[:length]
        expect(f"{where}: what follows the block", rest[length:], b"\r\n\r\n")
        expect(f"{where}: block digest", fields["WARC-Block-Digest"], digest(block))
        if kind in ("response", "request"):
            http, _, payload = block.partition(b"\r\n\r\n")
            if "WARC-Payload-Digest" in fields:
                expect(f"{where}: payload digest", fields["WARC-Payload-Digest"], digest(payload))
            if re.search(rb"(?im)^transfer-encoding:", http):
                problems.append(f"{where}: Transfer-Encoding stands in the head")
        if not re.fullmatch(r"<urn:uuid:[0-9a-f-]{36}>", fields["WARC-Record-ID"]) or fields["WARC-Record-ID"] in ids:
            problems.append(f"{where}: WARC-Record-ID is {fields['WARC-Record-ID']}")
        ids.add(fields["WARC-Record-ID"])
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z", fields["WARC-Date"]):
            problems.append(f"{where}: WARC-Date is {fields['WARC-Date']}")
        if kind in ("response", "revisit"):
            archived[fields["WARC-Target-URI"]] += 1
        if spec is None:
            continue
        for field in spec["all_records"]:
            if field not in fields:
                problems.append(f"{where}: {field} is missing")
        for rule in spec["field_rules"]:
            field = rule["field"]
            mandatory, may, forbidden = rule.get("mandatory", []), rule.get("may"), rule.get("forbidden", [])
            if field in fields:
                listed = [x for part in (mandatory, may) if isinstance(part, list) for x in part]
                if kind in forbidden or (forbidden == "others" and kind not in listed):
                    problems.append(f"{where}: {field} is forbidden in {kind}")
                values = rule.get("values")
                if isinstance(values, list) and fields[field] not in values:
                    problems.append(f"{where}: {field} is {fields[field]}")
                if isinstance(values, dict) and kind in values and fields[field].replace(" ", "") != values[kind]:
                    problems.append(f"{where}: {field} is {fields[field]}")
            elif isinstance(mandatory, list) and kind in mandatory:
                problems.append(f"{where}: {field} is missing in {kind}")
        if kind == "revisit" and "WARC-Payload-Digest" not in fields:
            problems.append(f"{where}: WARC-Payload-Digest is missing")

expect("URLs that stand in the archive more than once", [url for url, count in archived.items() if count > 1], [])
expect("pages that the archive lacks", [url for url in urls if url not in archived], [])

print(f"{len(urls)} pages, {len(links)} links, archive: {dict(types)}")
for problem in problems[:50]:
    print(problem[:500], file=sys.stderr)
sys.exit(1 if problems else 0)
