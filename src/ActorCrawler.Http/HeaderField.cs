namespace ActorCrawler.Http;

/// <summary>One header field line of a request or response.</summary>
/// <param name="Name">The field's name, in the case it was written in.</param>
/// <param name="Value">The value without surrounding white space; for a response, its bytes taken as Latin-1, so that nothing is lost.</param>
public readonly record struct HeaderField(string Name, string Value);
