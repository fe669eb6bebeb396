using System.Globalization;
using System.IO.Compression;
using ActorCrawler.Core.Frontier;
using ActorCrawler.Storage.Files;

namespace ActorCrawler.Storage.Outputs;

/// <summary>One further output while it is written: its current file, and what is gathered for it until the commit.</summary>
internal sealed class OutputStream : IDisposable
{
    private MemoryStream? _member;

    private GZipStream? _compressor;

    private int _gathered;

    /// <param name="spec">What it is.</param>
    /// <param name="number">The number of its current file; 0 for one without a number.</param>
    /// <param name="file">Its current file.</param>
    internal OutputStream(OutputSpec spec, int number, AppendFile file)
    {
        Spec = spec;
        Number = number;
        File = file;
    }

    internal OutputSpec Spec { get; }

    internal int Number { get; private set; }

    internal AppendFile File { get; private set; }

    /// <summary>Whether the next commit belongs to another file.</summary>
    internal bool IsFull => File.Committed >= Spec.RotateAt;

    /// <summary>The name of a file: numbered before its first dot, unless the number is 0.</summary>
    internal static string FileName(string name, int number)
    {
        if (number == 0) return name;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"{(dot < 0 ? name : name[..dot])}-{number:00000}{(dot < 0 ? "" : name[dot..])}");
    }

    /// <summary>Goes on with the next file.</summary>
    internal void Follow(AppendFile next)
    {
        File.Dispose();
        File = next;
        Number++;
    }

    /// <summary>Adds a row.</summary>
    /// <returns>Where it begins; in a compressed output where the member that holds it begins.</returns>
    internal long Add(in OutputRow row)
    {
        if (row.Bytes.IsEmpty) throw new ArgumentException($"A row for {Spec.Name} is empty.", nameof(row));
        if (!Spec.Gzip)
        {
            if (File.Position == 0 && Spec.Header is { } header) File.Add(header(File.Name).Span, rows: 0);
            return File.Add(row.Bytes.Span, row.Count);
        }

        if (_compressor is null)
        {
            _member = new MemoryStream();
            _compressor = new GZipStream(_member, CompressionLevel.Optimal, leaveOpen: true);
            if (File.Position == 0 && Spec.Header is { } header) _compressor.Write(header(File.Name).Span);
        }

        _compressor.Write(row.Bytes.Span);
        _gathered += row.Count;
        return File.Position;
    }

    /// <summary>Ends what is being compressed, so that the file's position is where the commit ends.</summary>
    internal void Finish()
    {
        if (_compressor is null) return;
        _compressor.Dispose();
        File.Add(_member!.GetBuffer().AsSpan(0, (int)_member.Length), _gathered);
        Forget();
    }

    /// <summary>Cuts off whatever does not count.</summary>
    internal void CutBack()
    {
        Forget();
        File.CutBack();
    }

    public void Dispose()
    {
        Forget();
        File.Dispose();
    }

    private void Forget()
    {
        _compressor?.Dispose();
        _compressor = null;
        _member = null;
        _gathered = 0;
    }
}
