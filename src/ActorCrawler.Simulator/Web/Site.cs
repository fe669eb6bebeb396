using System.Text;

namespace ActorCrawler.Simulator.Web;

/// <summary>One host of the simulated web.</summary>
internal sealed class Site
{
    public Site(int index, string authority)
    {
        Index = index;
        Authority = authority;
        AuthorityUtf8 = Encoding.ASCII.GetBytes(authority);
        var name = Encoding.ASCII.GetString(Words.Sites[index % Words.Sites.Length]);
        Name = Encoding.ASCII.GetBytes(index < Words.Sites.Length ? name : $"{name} {index / Words.Sites.Length + 1}");
    }

    public int Index { get; }

    /// <summary>Name and port: <c>site-1.localhost:8080</c>.</summary>
    public string Authority { get; }

    public byte[] AuthorityUtf8 { get; }

    /// <summary>What the site is called on its pages.</summary>
    public byte[] Name { get; }

    public string BaseUrl => $"http://{Authority}/";
}
