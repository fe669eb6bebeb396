using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ActorCrawler.Core.Frontier;

namespace ActorCrawler.Http.Connections;

/// <summary>Says what is wrong with a certificate; the framework's own judgement stands.</summary>
internal static class CertificateCheck
{
    /// <summary>The handler's RemoteCertificateValidationCallback.</summary>
    /// <exception cref="FetchException">The certificate is not to be trusted.</exception>
    public static bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        var faults = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable))
            faults.Add("the server has none");
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
            faults.Add($"it is for {certificate?.Subject}, not for {(sender as SslStream)?.TargetHostName}");
        var states = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        if (states.HasFlag(X509ChainStatusFlags.NotTimeValid))
            faults.Add($"it is valid from {certificate?.GetEffectiveDateString()} to {certificate?.GetExpirationDateString()}");
        if (states.HasFlag(X509ChainStatusFlags.UntrustedRoot) || states.HasFlag(X509ChainStatusFlags.PartialChain))
            faults.Add("its issuer is not trusted");
        states &= ~(X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain);
        if (states != X509ChainStatusFlags.NoError)
            faults.Add(states.ToString());
        throw new FetchException(Reason.Tls, $"the certificate is refused: {string.Join("; ", faults)}", mayHeal: false);
    }
}
