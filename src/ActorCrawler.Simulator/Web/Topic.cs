namespace ActorCrawler.Simulator.Web;

/// <summary>What chance is asked about, so that answers do not depend on each other.</summary>
internal enum Topic
{
    Title,
    Path,
    Kind,
    Link,
    Size,
    Text,
    Latency,
    Redirect,
    File,
    Busy,
}
