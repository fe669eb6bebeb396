namespace ActorCrawler.Cli.Flags;

/// <summary>The flags of verbs that crawl. Only names: what values mean, their ranges and defaults is the settings' matter.</summary>
internal static class SettingFlags
{
    /// <summary>Those that say what is written.</summary>
    public static IEnumerable<SettingFlag> OfOutputs => All.Where(flag => flag.Key.StartsWith("output.", StringComparison.Ordinal));

    /// <summary>The flag for extraction rules.</summary>
    public static SettingFlag Field { get; } = new(
        "--field", "extract.rules", "FIELD=SOURCE:EXPR", "Take a field out of pages by css, regex, json-ld or meta: price=css:.price; FIELD[] takes all. May be repeated.")
    { IsRepeatable = true };

    /// <summary>All of them, in the order of help.</summary>
    public static IReadOnlyList<SettingFlag> All { get; } =
    [
        new("--seeds", "seeds", "FILE", "A file with one start URL a line (# begins a comment).") { MayChange = false },
        new("--out", "out", "DIR", "The job directory. Default: ./crawl-HOST, of the first start URL.") { MayChange = false },
        new("--max-pages", "budget.max-pages", "N", "Stop after exactly N pages (rows of pages.jsonl)."),
        new("--max-pages-per-host", "budget.max-pages-per-host", "N", "At most N pages from one host."),
        new("--max-depth", "budget.max-depth", "N", "At most N links away from a start URL."),
        new("--max-time", "budget.max-time", "TIME", "Stop after that time: 90, 90s, 5m, 2h."),
        new("--max-bytes", "budget.max-bytes", "SIZE", "Stop after receiving that much: 500MB, 2GiB."),
        new("--scope", "scope.mode", "host|domain|any", "How far to go from the start URLs' hosts. Default: host.") { MayChange = false },
        new("--include", "scope.include", "REGEX", "Crawl only URLs that match; start URLs are exempt. May be repeated.") { IsRepeatable = true, MayChange = false },
        new("--exclude", "scope.exclude", "REGEX", "Leave out URLs that match; wins over --include. May be repeated.") { IsRepeatable = true, MayChange = false },
        new("--keep-params", "urls.keep-all-parameters", null, "Keep tracking and session parameters in URLs.") { MayChange = false },
        new("--delay", "politeness.delay", "TIME", "Wait between two requests to a host: 2, 500ms. Default: 1 s. 0: none but Crawl-delay."),
        new("--per-host", "politeness.per-host", "N", "Requests to one host at a time. Default: 1."),
        new("--per-address", "politeness.per-address", "N", "Requests to one network address at a time. Default: no limit."),
        new("--concurrency", "frontier.concurrency", "N", "Requests in flight over all hosts."),
        new("--ignore-robots", "politeness.ignore-robots", null, "Neither fetch nor obey robots.txt. Logged."),
        new("--no-sitemaps", "frontier.sitemaps", null, "Do not read sitemaps.") { SwitchValue = "off" },
        new("--duplicates", "duplicates.mark", "off|same|similar", "Mark pages with the content of an earlier one, equal or similar."),
        new("--skip-duplicates", "duplicates.follow", null, "Do not follow the links of pages marked so.") { SwitchValue = "off" },
        new("--user-agent", "fetch.user-agent", "TEXT", "The User-Agent header; its name is also looked for in robots.txt."),
        new("--contact", "fetch.contact", "URL|MAIL", "Where site owners can reach you; added to the User-Agent."),
        new("--header", "fetch.headers", "'NAME: VALUE'", "A header field; secret ones go to the start URLs' hosts alone. May be repeated.") { IsRepeatable = true },
        new("--auth", "fetch.credentials", "'https://HOST USER:PASSWORD'", "Basic authentication for one host. May be repeated.") { IsRepeatable = true },
        new("--cookies", "fetch.cookies", null, "Keep cookies while the crawl runs, and send them back."),
        new("--proxy", "fetch.proxy", "URL", "Connect through http://HOST:PORT or socks5://HOST:PORT."),
        new("--allow-private", "fetch.allow-private", null, "Allow private and loopback addresses. Logged."),
        new("--allow-net", "fetch.allow-nets", "CIDR", "Allow the addresses of a network, whatever they are. May be repeated. Logged.") { IsRepeatable = true },
        new("--insecure", "fetch.insecure-tls", null, "Do not verify certificates. Logged."),
        new("--timeout", "fetch.total-timeout", "TIME", "The longest that one request may take. Default: 60 s."),
        new("--retries", "frontier.retries", "N", "Further attempts after one that may heal. Default: 2."),
        new("--max-redirects", "frontier.max-redirects", "N", "Redirects in a row that are followed. Default: 20."),
        new("--max-body-size", "fetch.max-body-size", "SIZE", "Longer bodies are cut and marked. Default: 10 MiB."),
        Field,
        new("--gzip", "output.compress-pages", null, "Write pages.jsonl.gz instead of pages.jsonl."),
        new("--csv", "output.csv", null, "Also write pages.csv, for spreadsheets."),
        new("--csv-columns", "output.csv-columns", "NAME,...", "Its columns, such as url,title,h1,meta.author.") { IsRepeatable = true },
        new("--sqlite", "output.sqlite", null, "Also write pages.sqlite: tables of pages, links and meta elements."),
        new("--warc", "output.warc", null, "Also write a WARC archive of what was sent and received."),
        new("--links", "output.links", null, "Also write links.jsonl: each link with its text and rel."),
        new("--text", "output.text", null, "Also write text.jsonl: the main content of each page as plain text."),
        new("--markdown", "output.markdown", null, "Also write markdown.jsonl: the main content of each page as Markdown."),
        new("--durability", "storage.durability", "process|power", "What a commit survives. Default: process."),
        new("--local-parsers", "actors.local-parsers", "N", "Parser actors in this process. Default: as many as cores, none while workers are there."),
        new("--workers", "cluster.workers", "N", "Worker processes on this machine to start, and to start again when they die. Default: 0."),
        new("--quiet", "progress.quiet", null, "Show neither progress nor summary; warnings and errors still."),
        new("--log-level", "log.level", "debug|info|warning|error", "What goes to crawl.log and to standard error.") { AlsoKey = "log.stderr-level" },
        new("--log-format", "log.format", "text|json", "The form of log lines."),
    ];
}
