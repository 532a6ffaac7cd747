using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Responses;
using AgentExec.Remoting;

namespace AgentExec.Client.Diagnosis;

/// <summary>What a connection to the host needs, as verdicts.</summary>
internal static class NetworkChecks
{
    /// <param name="refused">Why TCP on 127.0.0.1 does not work; null when a connection was made and accepted.</param>
    public static DoctorCheck Loopback(ErrorDetail? refused) => refused is null
        ? DoctorCheck.Ok("loopback", "127.0.0.1 accepts and makes connections")
        : DoctorCheck.Fail("loopback", $"{refused.Code}: {refused.Message}", "allow TCP on 127.0.0.1 where agent-exec is called");

    /// <param name="library">Which is loaded; null when none can be.</param>
    public static DoctorCheck LibSsl(string? library) => library is not null
        ? DoctorCheck.Ok("libssl", library)
        : DoctorCheck.Fail("libssl", OpenSslLibrary.Missing.Message, "install OpenSSL 3");
}
