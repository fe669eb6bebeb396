#:property PublishAot=false
// Writes src/ActorCrawler.Core/Encodings/whatwg-indexes.bin; the README beside it describes the layout and names the source.
//
//     dotnet run tools/GenerateEncodingIndexes.cs -- ENCODING_DIR OUT_FILE
//
// ENCODING_DIR is a checkout of whatwg/encoding: it holds the index-*.txt files.
using System.Globalization;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: GenerateEncodingIndexes ENCODING_DIR OUT_FILE");
    return 2;
}
string[] singleByte =
[
    "ibm866", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-10", "iso-8859-13",
    "iso-8859-14", "iso-8859-15", "iso-8859-16", "koi8-r", "koi8-u", "macintosh", "windows-874", "windows-1250", "windows-1251", "windows-1252",
    "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "x-mac-cyrillic",
];
const int Upper = 128;
using var output = new BinaryWriter(File.Create(args[1]));
foreach (var name in singleByte)
    WriteLow(ReadIndex(name), Upper);
WriteLow(ReadIndex("gb18030"));
var big5 = ReadIndex("big5");
WriteLow(big5);
WritePlanes(big5);
foreach (var name in (string[])["euc-kr", "jis0208", "jis0212"])
    WriteLow(ReadIndex(name));
foreach (var (pointer, codePoint) in Rows("gb18030-ranges"))
{
    output.Write(pointer);
    output.Write(codePoint);
}
return 0;

IEnumerable<(int Pointer, int CodePoint)> Rows(string name)
{
    foreach (var line in File.ReadLines(Path.Combine(args[0], $"index-{name}.txt")))
    {
        if (line.Length == 0 || line[0] == '#')
            continue;
        var columns = line.Split('\t');
        yield return (int.Parse(columns[0], CultureInfo.InvariantCulture), int.Parse(columns[1][2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}

int[] ReadIndex(string name)
{
    var rows = Rows(name).ToList();
    var index = new int[rows.Max(row => row.Pointer) + 1];
    foreach (var (pointer, codePoint) in rows)
        index[pointer] = codePoint;
    return index;
}

void WriteLow(int[] index, int length = 0)
{
    for (var pointer = 0; pointer < Math.Max(length, index.Length); pointer++)
        output.Write((ushort)(pointer < index.Length ? index[pointer] : 0));
}

void WritePlanes(int[] index)
{
    var bits = new byte[(index.Length + 7) / 8];
    for (var pointer = 0; pointer < index.Length; pointer++)
    {
        if (index[pointer] >> 16 == 2)
            bits[pointer / 8] |= (byte)(1 << (pointer % 8));
    }
    output.Write(bits);
}
