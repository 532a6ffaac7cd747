using AgentExec.Client;
using AgentExec.Posix;

namespace AgentExec.Cli;

/// <summary>The one place where the CLI says which client it talks through.</summary>
internal static class ClientFactory
{
    /// <param name="root">The jobs root as resolved.</param>
    /// <param name="patience">How long the host is waited for; null is the usual time.</param>
    public static IAgentExecClient Create(string root, TimeSpan? patience)
    {
        // The root's own certificate is all that is trusted; loading the system's store would cost 47 ms at the first connection. Only OpenSSL
        // in this process sees it: jobs get the environment as the kernel still holds it.
        Processes.SetNativeEnvironment("SSL_CERT_DIR", "/nonexistent");
        Processes.SetNativeEnvironment("SSL_CERT_FILE", "/nonexistent");
        var options = new ClientOptions { Root = root };
        return new AgentExecClient(patience is { } given ? options with { Patience = given } : options);
    }
}
