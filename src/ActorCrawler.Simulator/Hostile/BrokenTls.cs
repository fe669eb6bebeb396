using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorCrawler.Simulator.Hostile;

/// <summary>TLS that a careful client refuses. Its certificates are made when first needed, and their issuer is nobody.</summary>
internal sealed class BrokenTls : IDisposable
{
    private readonly Dictionary<Kind, Lazy<X509Certificate2>> _certificates =
        Kinds.ToDictionary(kind => kind, kind => new Lazy<X509Certificate2>(() => Make(kind)));

    /// <summary>The ways in which it goes wrong.</summary>
    public static IReadOnlyList<Kind> Kinds { get; } =
    [
        new("self-signed", "127.0.0.1", -1, 365, Shakes: true),
        new("expired", "127.0.0.1", -30, -1, Shakes: true),
        new("wrong-host", "example.org", -1, 365, Shakes: true),
        new("stalled-handshake", "", 0, 0, Shakes: false),
    ];

    /// <summary>Makes a handshake, or does not.</summary>
    /// <returns>The stream to go on with.</returns>
    public async Task<Stream> ShakeAsync(Kind kind, Stream stream, CancellationToken stop)
    {
        if (!kind.Shakes)
        {
            var nothing = new byte[4096];
            while (await stream.ReadAsync(nothing, stop).ConfigureAwait(false) > 0)
            {
                // Whatever the peer says, no answer comes.
            }
            throw new IOException("The peer has gone.");
        }
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificates[kind].Value }, stop).ConfigureAwait(false);
        return secure;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var certificate in _certificates.Values.Where(c => c.IsValueCreated))
            certificate.Value.Dispose();
    }

    private static X509Certificate2 Make(Kind kind)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={kind.Host}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(kind.Host, out var address))
            names.AddIpAddress(address);
        else
            names.AddDnsName(kind.Host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(kind.From), now.AddDays(kind.Until));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>One way.</summary>
    /// <param name="Name">Its name, which is also the path of its URL.</param>
    /// <param name="Host">Whom the certificate is for.</param>
    /// <param name="From">From when it holds, in days from now.</param>
    /// <param name="Until">Until when.</param>
    /// <param name="Shakes">Whether the handshake is made at all.</param>
    internal sealed record Kind(string Name, string Host, int From, int Until, bool Shakes);
}
