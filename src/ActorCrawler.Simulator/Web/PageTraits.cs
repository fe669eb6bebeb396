namespace ActorCrawler.Simulator.Web;

/// <summary>What is special about a page.</summary>
[Flags]
internal enum PageTraits
{
    None = 0,

    /// <summary>Says <c>noindex</c>.</summary>
    NoIndex = 1,

    /// <summary>Says <c>nofollow</c>; only pages whose links nobody depends on do.</summary>
    NoFollow = 2,

    /// <summary>Encoded in windows-1252, which only a meta element says.</summary>
    Windows1252 = 4,

    /// <summary>Encoded in Shift_JIS, which the Content-Type says.</summary>
    ShiftJis = 8,

    /// <summary>Has a base element.</summary>
    Base = 16,

    /// <summary>Has a path with characters beyond ASCII.</summary>
    Unicode = 32,

    /// <summary>Kills its parser, where that has been told to die of such pages.</summary>
    Killer = 64,
}
