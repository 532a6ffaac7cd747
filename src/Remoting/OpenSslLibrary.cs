using System.Runtime.InteropServices;
using AgentExec.Contracts.Errors;

namespace AgentExec.Remoting;

/// <summary>
/// The one library that is not part of the programs. Where it is missing, as in slim containers, the runtime's own shim ends the process without a word
/// to its caller, so it is looked for before the first use. It is loaded then anyway.
/// </summary>
public static class OpenSslLibrary
{
    // In the order in which the runtime tries them (.NET 10, System.Security.Cryptography.Native).
    private static readonly string[] Names = ["libssl.so.3", "libssl.so.1.1", "libssl.so.1.0.2", "libssl.so.1.0.0", "libssl.so.10"];

    /// <summary>The library that is used; null when there is none.</summary>
    public static string? Find()
    {
        var chosen = Environment.GetEnvironmentVariable("CLR_OPENSSL_VERSION_OVERRIDE") is { Length: > 0 } version ? $"libssl.so.{version}" : null;
        return Names.Prepend(chosen).FirstOrDefault(static name => name is not null && NativeLibrary.TryLoad(name, out _));
    }

    /// <exception cref="AgentExecException"><c>host_unavailable</c>, not retryable: there is none.</exception>
    public static void Need()
    {
        if (Find() is null) throw new AgentExecException(Missing);
    }

    /// <summary>What to say when there is none.</summary>
    public static ErrorDetail Missing { get; } = new(
        ErrorCode.HostUnavailable, "libssl.so.3 cannot be loaded, which secures the connection to the host; install OpenSSL 3 (Debian, Ubuntu, Alpine: libssl3; Fedora: openssl-libs)", false);
}
