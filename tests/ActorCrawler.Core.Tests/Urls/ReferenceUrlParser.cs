using System.Globalization;
using System.Text;
using ActorCrawler.Core.Urls;

namespace ActorCrawler.Core.Tests.Urls;

/// <summary>
/// The URL standard's basic URL parser (section 4.4) for http and https written as the standard writes it, one character and one state at
/// a time:
/// slow, and easy to hold against the text. The product's parser is tested against it. Only the host parser is the product's own.
/// </summary>
internal sealed class ReferenceUrlParser
{
    private const int Eof = -1;

    private readonly List<int> _input;
    private readonly ReferenceUrlParser? _base;
    private readonly StringBuilder _buffer = new();
    private readonly List<string> _path = [];
    private State _state = State.SchemeStart;
    private string _scheme = "";
    private string _username = "";
    private string _password = "";
    private string? _host;
    private int? _port;
    private string? _query;
    private string? _fragment;
    private bool _atSignSeen;
    private bool _insideBrackets;
    private bool _passwordTokenSeen;
    private int _pointer;

    private ReferenceUrlParser(string input, ReferenceUrlParser? baseUrl)
    {
        var first = 0;
        var last = input.Length;
        while (first < last && input[first] <= ' ')
            first++;
        while (last > first && input[last - 1] <= ' ')
            last--;
        _input = [.. input[first..last].EnumerateRunes().Select(rune => rune.Value).Where(c => c is not ('\t' or '\n' or '\r'))];
        _base = baseUrl;
    }

    private enum State
    {
        SchemeStart,
        Scheme,
        NoScheme,
        SpecialRelativeOrAuthority,
        Relative,
        RelativeSlash,
        SpecialAuthoritySlashes,
        SpecialAuthorityIgnoreSlashes,
        Authority,
        Host,
        Port,
        PathStart,
        Path,
        Query,
        Fragment,
    }

    private bool IsHttps => _scheme == "https";

    /// <summary>The serialised URL, or null on failure and for other schemes.</summary>
    public static string? Parse(string input, string? baseUrl)
    {
        ReferenceUrlParser? parsedBase = null;
        if (baseUrl is not null)
        {
            parsedBase = new ReferenceUrlParser(baseUrl, null);
            if (!parsedBase.Run())
                return null;
        }
        var parser = new ReferenceUrlParser(input, parsedBase);
        return parser.Run() ? parser.Serialise() : null;
    }

    private string Serialise()
    {
        var text = new StringBuilder(_scheme).Append("://");
        if (_username.Length > 0 || _password.Length > 0)
        {
            text.Append(_username);
            if (_password.Length > 0)
                text.Append(':').Append(_password);
            text.Append('@');
        }
        text.Append(_host);
        if (_port is { } port)
            text.Append(':').Append(port.ToString(CultureInfo.InvariantCulture));
        foreach (var segment in _path)
            text.Append('/').Append(segment);
        if (_query is not null)
            text.Append('?').Append(_query);
        if (_fragment is not null)
            text.Append('#').Append(_fragment);
        return text.ToString();
    }

    private bool Run()
    {
        for (; ; _pointer++)
        {
            var c = At(_pointer);
            if (!Step(c))
                return false;
            if (_pointer >= 0 && At(_pointer) == Eof)
                return true;
        }
    }

    private int At(int index) => index < _input.Count ? _input[index] : Eof;

    private bool Step(int c)
    {
        switch (_state)
        {
            case State.SchemeStart:
                if (IsAlpha(c))
                    Continue(State.Scheme, Char(c).ToLowerInvariant());
                else
                    Back(State.NoScheme);
                return true;
            case State.Scheme:
                return Scheme(c);
            case State.NoScheme:
                if (_base is null)
                    return false;
                _state = State.Relative;
                _scheme = _base._scheme;
                _pointer--;
                return true;
            case State.SpecialRelativeOrAuthority:
                if (c == '/' && At(_pointer + 1) == '/')
                {
                    _state = State.SpecialAuthorityIgnoreSlashes;
                    _pointer++;
                }
                else
                {
                    Back(State.Relative);
                }
                return true;
            case State.Relative:
                Relative(c);
                return true;
            case State.RelativeSlash:
                if (c is '/' or '\\')
                {
                    _state = State.SpecialAuthorityIgnoreSlashes;
                }
                else
                {
                    TakeAuthority();
                    Back(State.Path);
                }
                return true;
            case State.SpecialAuthoritySlashes:
                _state = State.SpecialAuthorityIgnoreSlashes;
                _pointer += c == '/' && At(_pointer + 1) == '/' ? 1 : -1;
                return true;
            case State.SpecialAuthorityIgnoreSlashes:
                if (c is not ('/' or '\\'))
                    Back(State.Authority);
                return true;
            case State.Authority:
                return Authority(c);
            case State.Host:
                return Host(c);
            case State.Port:
                return Port(c);
            case State.PathStart:
                _state = State.Path;
                if (c is not ('/' or '\\'))
                    _pointer--;
                return true;
            case State.Path:
                Path(c);
                return true;
            case State.Query:
                Query(c);
                return true;
            default:
                if (c != Eof)
                    _fragment += Encode(c, " \"<>`");
                return true;
        }
    }

    private bool Scheme(int c)
    {
        if (IsAlpha(c) || c is >= '0' and <= '9' or '+' or '-' or '.')
        {
            _buffer.Append(Char(c).ToLowerInvariant());
            return true;
        }
        if (c != ':')
        {
            _buffer.Clear();
            _state = State.NoScheme;
            _pointer = -1;
            return true;
        }
        _scheme = _buffer.ToString();
        _buffer.Clear();
        if (_scheme is not ("http" or "https"))
            return false;
        _state = _base is not null && _base._scheme == _scheme ? State.SpecialRelativeOrAuthority : State.SpecialAuthoritySlashes;
        return true;
    }

    private void Relative(int c)
    {
        if (c is '/' or '\\')
        {
            _state = State.RelativeSlash;
            return;
        }
        TakeAuthority();
        _path.AddRange(_base!._path);
        _query = _base._query;
        if (c == '?')
        {
            _query = "";
            _state = State.Query;
        }
        else if (c == '#')
        {
            _fragment = "";
            _state = State.Fragment;
        }
        else if (c != Eof)
        {
            _query = null;
            Shorten();
            Back(State.Path);
        }
    }

    private bool Authority(int c)
    {
        if (c == '@')
        {
            var text = (_atSignSeen ? "%40" : "") + _buffer;
            _atSignSeen = true;
            foreach (var rune in text.EnumerateRunes())
            {
                if (rune.Value == ':' && !_passwordTokenSeen)
                {
                    _passwordTokenSeen = true;
                    continue;
                }
                var encoded = Encode(rune.Value, " \"#<>?^`{}/:;=@[\\]|");
                if (_passwordTokenSeen)
                    _password += encoded;
                else
                    _username += encoded;
            }
            _buffer.Clear();
            return true;
        }
        if (c is not (Eof or '/' or '?' or '#' or '\\'))
        {
            _buffer.Append(Char(c));
            return true;
        }
        if (_atSignSeen && _buffer.Length == 0)
            return false;
        _pointer -= _buffer.ToString().EnumerateRunes().Count() + 1;
        _buffer.Clear();
        _state = State.Host;
        return true;
    }

    private bool Host(int c)
    {
        if (c == ':' && !_insideBrackets)
        {
            if (_buffer.Length == 0 || !ParseHost())
                return false;
            _state = State.Port;
            return true;
        }
        if (c is Eof or '/' or '?' or '#' or '\\')
        {
            _pointer--;
            if (_buffer.Length == 0 || !ParseHost())
                return false;
            _state = State.PathStart;
            return true;
        }
        if (c == '[')
            _insideBrackets = true;
        if (c == ']')
            _insideBrackets = false;
        _buffer.Append(Char(c));
        return true;
    }

    private bool Port(int c)
    {
        if (c is >= '0' and <= '9')
        {
            _buffer.Append((char)c);
            return true;
        }
        if (c is not (Eof or '/' or '?' or '#' or '\\'))
            return false;
        if (_buffer.Length > 0)
        {
            var digits = _buffer.ToString().TrimStart('0');
            if (digits.Length > 5 || (digits.Length > 0 && int.Parse(digits, CultureInfo.InvariantCulture) > 65535))
                return false;
            var port = digits.Length == 0 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);
            _port = port == (IsHttps ? 443 : 80) ? null : port;
            _buffer.Clear();
        }
        Back(State.PathStart);
        return true;
    }

    private void Path(int c)
    {
        if (c is not (Eof or '/' or '\\' or '?' or '#'))
        {
            _buffer.Append(Encode(c, " \"#<>?^`{}"));
            return;
        }
        var segment = _buffer.ToString();
        var dots = segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
        if (dots == "..")
        {
            Shorten();
            if (c is not ('/' or '\\'))
                _path.Add("");
        }
        else if (dots != ".")
        {
            _path.Add(segment);
        }
        else if (c is not ('/' or '\\'))
        {
            _path.Add("");
        }
        _buffer.Clear();
        if (c == '?')
        {
            _query = "";
            _state = State.Query;
        }
        if (c == '#')
        {
            _fragment = "";
            _state = State.Fragment;
        }
    }

    private void Query(int c)
    {
        if (c == '#')
        {
            _fragment = "";
            _state = State.Fragment;
        }
        else if (c != Eof)
        {
            _query += Encode(c, " \"#<>'");
        }
    }

    private bool ParseHost()
    {
        var output = new UrlBuffer();
        if (new HostParser().Parse(Encoding.UTF8.GetBytes(_buffer.ToString()), output) != UrlError.None)
            return false;
        _host = Encoding.UTF8.GetString(output.Written);
        _buffer.Clear();
        return true;
    }

    private void TakeAuthority() => (_username, _password, _host, _port) = (_base!._username, _base._password, _base._host, _base._port);

    private void Shorten()
    {
        if (_path.Count > 0)
            _path.RemoveAt(_path.Count - 1);
    }

    private void Continue(State state, string text)
    {
        _buffer.Append(text);
        _state = state;
    }

    private void Back(State state)
    {
        _state = state;
        _pointer--;
    }

    private static bool IsAlpha(int c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');

    private static string Char(int c) => new Rune(c).ToString();

    private static string Encode(int c, string set) => c is >= ' ' and <= '~' && !set.Contains((char)c)
        ? ((char)c).ToString()
        : string.Concat(Encoding.UTF8.GetBytes(Char(c)).Select(b => $"%{b:X2}"));
}
