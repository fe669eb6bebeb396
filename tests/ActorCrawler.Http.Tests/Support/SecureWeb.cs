using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace ActorCrawler.Http.Tests.Support;

/// <summary>A server of HTTP/2 and HTTP/1.1 over TLS.</summary>
internal sealed class SecureWeb : IAsyncDisposable
{
    private readonly X509Certificate2 _certificate = TestCertificates.Make("127.0.0.1");
    private readonly WebApplication _app;

    private SecureWeb(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(_certificate);
        }));
        _app = builder.Build();
        _app.Run(answer);
    }

    public string Url => _app.Urls.First() + "/";

    public static async Task<SecureWeb> StartAsync(RequestDelegate answer)
    {
        var web = new SecureWeb(answer);
        await web._app.StartAsync();
        return web;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _certificate.Dispose();
    }
}
