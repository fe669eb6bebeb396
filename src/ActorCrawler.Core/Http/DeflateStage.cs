namespace ActorCrawler.Core.Http;

/// <summary>
/// The deflate coding: zlib's header (RFC 1950) is skipped where there is one, else the data is bare, as some servers send it. The checksum
/// behind the data is not looked at, as in browsers.
/// </summary>
internal sealed class DeflateStage(DecodeStage source) : DecodeStage
{
    private readonly StageBuffer _input = new(source);
    private InflateStage? _inflater;

    public override int Read(Span<byte> destination)
    {
        if (_inflater is null && !TryStart())
            return 0;
        var count = _inflater!.Read(destination);
        if (count == 0)
            Status = Status > _inflater.Status ? Status : _inflater.Status;
        return count;
    }

    public override void Dispose()
    {
        _inflater?.Dispose();
        _input.Dispose();
        source.Dispose();
    }

    private bool TryStart()
    {
        if (Status != DecodeStatus.Complete)
            return false;
        var head = _input.Peek(2);
        if (head.IsEmpty)
            return false;
        if (head.Length >= 2 && (head[0] & 15) == 8 && ((head[0] << 8) | head[1]) % 31 == 0)
        {
            // A preset dictionary cannot be had over HTTP.
            if ((head[1] & 0x20) != 0)
            {
                Status = DecodeStatus.Corrupt;
                return false;
            }
            _input.Skip(2);
        }
        _inflater = new InflateStage(_input);
        return true;
    }
}
