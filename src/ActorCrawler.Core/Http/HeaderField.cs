namespace ActorCrawler.Core.Http;

/// <summary>One line of a head.</summary>
/// <param name="Name">The field's name as sent.</param>
/// <param name="Value">Its value without white space around it, one character for each octet; folded lines are joined by a space.</param>
public readonly record struct HeaderField(string Name, string Value);
