using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ActorCrawler.Core.Http;

namespace ActorCrawler.Core.Warc;

/// <summary>
/// Reads archives record by record: WARC 0.17 to 1.1 and ARC 1, plain or compressed, a gzip member for each record or (against the standard)
/// otherwise. Reads on where others would stop, as long as it is clear where the next record begins. Not thread-safe.
/// </summary>
public sealed class WarcReader : IDisposable
{
    private const int LongestLine = 64 * 1024;
    private const int MostFields = 1000;

    // What stands between two records, where the first one's length is wrong.
    private const int MostSkipped = 1 << 20;

    private readonly ArchiveInput _input;
    private readonly int _maxBlock;
    private readonly List<byte> _line = [];
    private byte[] _block = new byte[64 * 1024];
    private bool _isArchive;

    /// <summary>Opens an archive.</summary>
    /// <param name="stream">The file, from its beginning; not closed here.</param>
    /// <param name="maxBlock">Bytes kept of a block; the rest of a longer one is passed over.</param>
    public WarcReader(Stream stream, int maxBlock)
    {
        _input = new ArchiveInput(stream);
        _maxBlock = maxBlock;
    }

    /// <summary>Why reading ended before the end of the file; null when it did not.</summary>
    public string? Error { get; private set; }

    /// <summary>The next record; null at the end, and when <see cref="Error"/> tells why there is none.</summary>
    public WarcRecord? Read()
    {
        if (Error is not null)
            return null;
        for (var skipped = 0; skipped <= MostSkipped; skipped += _line.Count)
        {
            while (_input.Peek() is '\r' or '\n')
                _input.Skip();
            if (_input.AtEnd)
            {
                Error = StatusError();
                return null;
            }
            var offset = _input.Offset;
            _input.ReadLine(_line, LongestLine);
            var first = Text();
            var record = first.StartsWith("WARC/", StringComparison.Ordinal) ? ReadWarc(offset, first)
                : ArcHeader.TryParse(first, out var header) ? ReadBlock(Start(offset, "ARC/1", header.Fields) with { ContentLength = header.Length })
                : null;
            if (record is not null)
                _isArchive = true;
            if (record is not null || Error is not null)
                return record;
            Error = _isArchive ? null : $"no record begins at {offset.ToString(CultureInfo.InvariantCulture)}: {first[..Math.Min(first.Length, 80)]}";
            if (Error is not null)
                return null;
        }
        Error = $"no record follows within {MostSkipped >> 10} KiB";
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _input.Dispose();

    private string? StatusError() => _input.Status switch
    {
        DecodeStatus.Complete => null,
        DecodeStatus.Truncated => "the file ends within a gzip member",
        DecodeStatus.Unverified => "a gzip member has a wrong checksum",
        _ => "the file is no valid gzip",
    };

    private WarcRecord? ReadWarc(long offset, string version)
    {
        var fields = new List<HeaderField>();
        while (true)
        {
            _input.ReadLine(_line, LongestLine);
            var line = Text();
            if (line.Length == 0)
                break;
            if (line[0] is ' ' or '\t' && fields.Count > 0)
                fields[^1] = fields[^1] with { Value = $"{fields[^1].Value} {line.Trim()}" };
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && fields.Count < MostFields)
                fields.Add(new HeaderField(line[..colon].TrimEnd(), line[(colon + 1)..].Trim()));
        }
        var record = Start(offset, version, fields);
        if (long.TryParse(record.First("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return ReadBlock(record with { ContentLength = length });
        Error = $"the record at {offset.ToString(CultureInfo.InvariantCulture)} does not say how long it is";
        return null;
    }

    private static WarcRecord Start(long offset, string version, IReadOnlyList<HeaderField> fields) => new()
    {
        Offset = offset,
        Version = version,
        Fields = fields,
        ContentLength = 0,
        Block = default,
        IsCut = false,
        Problems = [],
        DigestsMatch = null,
    };

    private WarcRecord ReadBlock(WarcRecord record)
    {
        var problems = new List<string>();
        var kept = 0;
        var left = record.ContentLength;
        var wanted = (int)Math.Min(left, _maxBlock);
        while (left > 0)
        {
            // Room grows with what arrives, not with what is announced.
            if (kept == _block.Length && kept < wanted)
                Array.Resize(ref _block, (int)Math.Min(Math.Max(_maxBlock, _block.Length), 2L * _block.Length));
            var keeps = kept < wanted;
            var read = keeps ? _input.Read(_block.AsSpan(kept, Math.Min(_block.Length, wanted) - kept)) : SkipSome(left);
            if (read == 0)
            {
                problems.Add("the block is shorter than its Content-Length");
                break;
            }
            kept += keeps ? read : 0;
            left -= read;
        }
        if (left == 0 && _input.Peek() is not ('\r' or '\n') && record.Version != "ARC/1")
            problems.Add("no empty line follows");
        var result = record with { Block = _block.AsMemory(0, kept), IsCut = kept < record.ContentLength };
        return result with { DigestsMatch = result.IsCut && left == 0 ? null : WarcDigests.Check(result, problems), Problems = problems };
    }

    private int SkipSome(long left)
    {
        Span<byte> waste = stackalloc byte[4096];
        return _input.Read(waste[..(int)Math.Min(left, waste.Length)]);
    }

    private string Text() => Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(_line).TrimEnd("\r\n"u8));
}
