using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AgentExec.Contracts.Jobs;
using AgentExec.Posix;
using Akka.Remote.Transport.DotNetty;

namespace AgentExec.Remoting;

/// <summary>
/// The key pair of one jobs root. Both ends present it and accept nothing else, so whoever can read the file is the user and nobody else is:
/// a stranger can neither command the host nor play it on a port that became free.
/// </summary>
public sealed class TlsIdentity
{
    private readonly X509Certificate2 _certificate;

    private TlsIdentity(X509Certificate2 certificate, byte[] pem) => (_certificate, Pem) = (certificate, pem);

    /// <summary>The file's content: certificate and private key. Never to be logged or sent.</summary>
    public byte[] Pem { get; }

    /// <summary>SHA-256 of the certificate, upper-case hex.</summary>
    public string Thumbprint => _certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>
    /// Reads the identity of a root, or makes it when there is none that is worth its name; only under the root's lock. Nobody can use a broken one, and no
    /// host lives that has another.
    /// </summary>
    public static TlsIdentity LoadOrCreate(string hostDirectory) => TryLoad(hostDirectory) ?? Create(hostDirectory);

    /// <summary>Reads the identity of a root; null when there is none, or something that is not a certificate with its key.</summary>
    public static TlsIdentity? TryLoad(string hostDirectory)
    {
        try
        {
            var content = PlainFile.ReadAll(Path.Combine(hostDirectory, HostFiles.Identity));
            var pem = Encoding.ASCII.GetString(content);
            return new TlsIdentity(X509Certificate2.CreateFromPem(pem, pem), content);
        }
        catch (Exception error) when (error is IOException or CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Makes OpenSSL ready for the first connection, which would otherwise wait for its libraries to be loaded. The result is not needed.</summary>
    public void WakeOpenSsl() => SslStreamCertificateContext.Create(_certificate, additionalCertificates: null, offline: true);

    /// <summary>What the host's transport needs: present this certificate, demand the peer's, accept only the very same one.</summary>
    internal SslServerAuthenticationOptions ToServerOptions() => new()
    {
        ServerCertificateContext = SslStreamCertificateContext.Create(_certificate, additionalCertificates: null, offline: true),
        ClientCertificateRequired = true,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        // Each client comes once: sessions kept for its return would only take memory.
        AllowTlsResume = false,
        RemoteCertificateValidationCallback = (_, peer, _, _) => IsOwn(peer),
    };

    /// <summary>What a client's DotNetty needs: present this certificate, demand the peer's, accept only the very same one.</summary>
    public DotNettySslSetup ToSetup() =>
        // Not PinnedCertificate: that compares SHA-1 thumbprints, and the whole certificate is at hand. The chain is of no interest, it is self-signed.
        new(_certificate, suppressValidation: false, requireMutualAuthentication: true, customValidator: (peer, _, _, _, _) => IsOwn(peer));

    private bool IsOwn(X509Certificate? peer) => peer is not null && CryptographicOperations.FixedTimeEquals(peer.GetRawCertData(), _certificate.RawDataMemory.Span);

    private static TlsIdentity Create(string hostDirectory)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=agent-exec", key, HashAlgorithmName.SHA256);
        // Valid for ever in practice: the pin decides, and a clock that is wrong must not lock the user out.
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var pem = certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n";
        AtomicFile.Replace(hostDirectory, HostFiles.Identity, Encoding.ASCII.GetBytes(pem), syncDirectory: true);
        return TryLoad(hostDirectory) ?? throw new CryptographicException($"{hostDirectory} does not keep an identity");
    }
}
