using System.Text;

namespace ActorCrawler.Simulator.Web;

/// <summary>The vocabulary of the simulated web, as UTF-8.</summary>
internal static class Words
{
    public static readonly byte[][] Adjectives = Table(
        "Amber", "Ancient", "Blue", "Borrowed", "Bright", "Broken", "Common", "Copper", "Distant", "Early", "Eastern", "Empty", "Forgotten",
        "Gentle", "Golden", "Hidden", "Hollow", "Iron", "Late", "Little", "Long", "Lost", "Narrow", "Northern", "Old", "Paper", "Patient", "Pale",
        "Quiet", "Red", "Restless", "Salt", "Second", "Shallow", "Silver", "Slow", "Small", "Southern", "Stone", "Sunken", "Tall", "Tidal",
        "Unwritten", "Upper", "Wandering", "Western", "Wild", "Winter");

    public static readonly byte[][] Nouns = Table(
        "Almanac", "Archive", "Atlas", "Bakery", "Bridge", "Canal", "Cellar", "Chapel", "Clock", "Coast", "Compass", "Courtyard", "Engine",
        "Ferry", "Field", "Forge", "Garden", "Glacier", "Granary", "Harbour", "Herbarium", "Island", "Kitchen", "Lantern", "Letter", "Library",
        "Lighthouse", "Loom", "Map", "Market", "Meadow", "Mill", "Observatory", "Orchard", "Organ", "Path", "Press", "Quarry", "Railway", "River",
        "School", "Station", "Theatre", "Tower", "Valley", "Village", "Windmill", "Workshop");

    public static readonly byte[][] Places = Table(
        "Aberdeen", "Bruges", "Cádiz", "Dubrovnik", "Évora", "Ferrara", "Göteborg", "Hobart", "Innsbruck", "Jülich", "Kraków", "Łódź",
        "Malmö", "Narvik", "Óbidos", "Porto", "Québec", "Reykjavík", "São Tomé", "Tromsø", "Uppsala", "Valparaíso", "Wrocław", "Zürich");

    public static readonly byte[][] Sections = Table(
        "essays", "guides", "letters", "maps", "notes", "people", "places", "recipes", "reports", "stories", "tools", "walks");

    /// <summary>Path segments beyond ASCII: as written in UTF-8.</summary>
    public static readonly byte[][] Unicode = Table("café", "straße", "smörgås", "ναός", "башня", "図書館", "قمر", "jalapeño");

    /// <summary>The same, percent-encoded.</summary>
    public static readonly byte[][] UnicodeEncoded = [.. Unicode.Select(Encode)];

    /// <summary>Names of sites; site number n is called after element n, with its number behind the first round.</summary>
    public static readonly byte[][] Sites = Table(
        "Lindenhof Library", "The Harbour Museum", "Alpine Garden Club", "Slow Railways", "Notes from the Mill", "The Paper Workshop",
        "Canal & Bridge", "Observatory Hill", "The Salt Road", "Orchard Days");

    public static readonly byte[][] SlugAdjectives = [.. Adjectives.Select(Lower)];

    public static readonly byte[][] SlugNouns = [.. Nouns.Select(Lower)];

    /// <summary>Words of running text.</summary>
    public static readonly string[] Text = (
        "the of and to in a is that it was for on are as with his they at be this have from or one had by word but not what all were we when "
        + "your can said there use an each which she do how their if will up other about out many then them these so some her would make like him "
        + "into time has look two more write go see number no way could people my than first water been call who oil its now find long down day did "
        + "get come made may part harbour river stone garden letter morning winter lantern mill orchard road station tower valley window bread salt "
        + "paper clock bridge engine field kitchen island market meadow path school theatre village workshop archive").Split(' ');

    private static byte[][] Table(params string[] words) => [.. words.Select(Encoding.UTF8.GetBytes)];

    private static byte[] Lower(byte[] word) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(word).ToLowerInvariant());

    private static byte[] Encode(byte[] word) => Encoding.ASCII.GetBytes(string.Concat(word.Select(b => b < 0x80 ? ((char)b).ToString() : $"%{b:X2}")));
}
