using System.Buffers;
using System.Runtime.Serialization;
using ActorCrawler.Actors.Parsing;
using ActorCrawler.Actors.Wire.Contract;
using Google.Protobuf;

namespace ActorCrawler.Actors.Wire;

/// <summary>
/// Messages as bytes, and back. Which message it is stands beside the bytes as a short text; no class is ever chosen by what arrives.
/// </summary>
internal static class WireCodec
{
    /// <summary>The text that names a kind of message. Part of the contract.</summary>
    /// <exception cref="SerializationException">The message does not travel.</exception>
    public static string ManifestOf(object message) => message switch
    {
        ParseProtocol.Parse => "job",
        ParseProtocol.Parsed => "result",
        ParseProtocol.Register => "register",
        ParseProtocol.Challenge => "challenge",
        ParseProtocol.Welcome => "welcome",
        ParseProtocol.Refused => "refused",
        ParseProtocol.Drain => "drain",
        ParseProtocol.Leaving => "leaving",
        ParseProtocol.Dismissed => "dismissed",
        ParseProtocol.CrawlEnded => "ended",
        ParseProtocol.Check => "check",
        ParseProtocol.Holding => "holding",
        ParseProtocol.ScopeGrew => "scope",
        _ => throw new SerializationException($"A {message.GetType().Name} does not travel."),
    };

    /// <summary>The bytes of a message.</summary>
    /// <exception cref="SerializationException">The message does not travel.</exception>
    public static byte[] Write(object message) => message is ParseProtocol.Parse parse ? JobWire.Write(parse.Job) : ContractOf(message)?.ToByteArray() ?? [];

    /// <summary>The same bytes, into a buffer.</summary>
    /// <exception cref="SerializationException">The message does not travel.</exception>
    public static void Write(object message, IBufferWriter<byte> buffer)
    {
        if (message is ParseProtocol.Parse parse)
        {
            JobWire.Write(parse.Job, buffer);
        }
        else if (ContractOf(message) is { } contract)
        {
            var size = contract.CalculateSize();
            contract.WriteTo(buffer.GetSpan(size)[..size]);
            buffer.Advance(size);
        }
    }

    /// <summary>The message that bytes hold.</summary>
    /// <param name="bytes">The bytes; the message may keep them.</param>
    /// <param name="manifest">Which kind it is.</param>
    /// <exception cref="SerializationException">There is no such kind, or the bytes are none of it.</exception>
    public static object Read(byte[] bytes, string manifest)
    {
        try
        {
            return manifest switch
            {
                "job" => new ParseProtocol.Parse(JobWire.Read(bytes)),
                "result" => ReportWire.From(Result.Parser.ParseFrom(bytes)),
                "register" => NodeWire.From(Register.Parser.ParseFrom(bytes)),
                "challenge" => new ParseProtocol.Challenge(Challenge.Parser.ParseFrom(bytes).Nonce.Memory),
                "welcome" => NodeWire.From(Welcome.Parser.ParseFrom(bytes)),
                "refused" => Refused.Parser.ParseFrom(bytes) is var refused ? new ParseProtocol.Refused((int)refused.Protocol, refused.Reason) : null!,
                "scope" => new ParseProtocol.ScopeGrew(ScopeGrew.Parser.ParseFrom(bytes).Host),
                "holding" => new ParseProtocol.Holding([.. Holding.Parser.ParseFrom(bytes).Leases]),
                "drain" => new ParseProtocol.Drain(),
                "leaving" => new ParseProtocol.Leaving(),
                "dismissed" => new ParseProtocol.Dismissed(),
                "ended" => new ParseProtocol.CrawlEnded(),
                "check" => new ParseProtocol.Check(),
                _ => throw new SerializationException($"There is no message '{manifest}'."),
            };
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new SerializationException($"What came is no '{manifest}': {e.Message}", e);
        }
    }

    /// <summary>A message as the contract has it; null for one that says all by its kind.</summary>
    private static IMessage? ContractOf(object message) => message switch
    {
        ParseProtocol.Parsed parsed => ReportWire.Of(parsed),
        ParseProtocol.Register register => NodeWire.Of(register),
        ParseProtocol.Challenge challenge => new Challenge { Nonce = UnsafeByteOperations.UnsafeWrap(challenge.Nonce) },
        ParseProtocol.Welcome welcome => NodeWire.Of(welcome),
        ParseProtocol.Refused refused => new Refused { Protocol = (uint)refused.Protocol, Reason = refused.Reason },
        ParseProtocol.ScopeGrew grew => new ScopeGrew { Host = grew.Host },
        ParseProtocol.Holding holding => new Holding { Leases = { holding.Leases } },
        ParseProtocol.Drain or ParseProtocol.Leaving or ParseProtocol.Dismissed or ParseProtocol.CrawlEnded or ParseProtocol.Check => null,
        _ => throw new SerializationException($"A {message.GetType().Name} does not travel."),
    };
}
