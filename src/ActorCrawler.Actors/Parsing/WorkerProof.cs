namespace ActorCrawler.Actors.Parsing;

/// <summary>What a worker proves with that it belongs. Empty before it was challenged.</summary>
/// <param name="Nonce">Its own number.</param>
/// <param name="Challenge">The seed's number that it answers.</param>
/// <param name="Proof">The proof.</param>
internal sealed record WorkerProof(ReadOnlyMemory<byte> Nonce, ReadOnlyMemory<byte> Challenge, ReadOnlyMemory<byte> Proof);
