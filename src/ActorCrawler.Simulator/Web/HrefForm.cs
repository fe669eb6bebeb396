namespace ActorCrawler.Simulator.Web;

/// <summary>How a link is written.</summary>
internal enum HrefForm : byte
{
    RootRelative,
    Absolute,
    ProtocolRelative,
    PathRelative,
    WithFragment,
    Unquoted,
    SingleQuoted,
    UpperCase,
}
