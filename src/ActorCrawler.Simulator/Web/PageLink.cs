namespace ActorCrawler.Simulator.Web;

/// <summary>A link as it stands on a page.</summary>
/// <param name="Target">Where it leads.</param>
/// <param name="Form">How it is written.</param>
/// <param name="NoFollow">Whether it says <c>rel=nofollow</c>.</param>
internal readonly record struct PageLink(Target Target, HrefForm Form, bool NoFollow);
