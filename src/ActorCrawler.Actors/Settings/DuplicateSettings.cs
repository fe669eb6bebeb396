namespace ActorCrawler.Actors.Settings;

/// <summary>Whether pages with the content of an earlier page are told.</summary>
/// <param name="Marks">Whether they are.</param>
/// <param name="MaxDistance">Bits in which the fingerprints of similar texts differ at most; null when only equal bodies count.</param>
/// <param name="Memory">Bytes for the contents seen.</param>
public sealed record DuplicateSettings(bool Marks, int? MaxDistance, long Memory);
