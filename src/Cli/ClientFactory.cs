using AgentExec.Client;
using AgentExec.Posix;

namespace AgentExec.Cli;

/// <summary>The one place where the CLI says which client it talks through.</summary>
internal static class ClientFactory
{
    public static IAgentExecClient Create(string root)
    {
        // The root's own certificate is all that is trusted; loading the system's store would cost 47 ms at the first connection. Only OpenSSL
        // in this process sees it: jobs get the environment as the kernel still holds it.
        Processes.SetNativeEnvironment("SSL_CERT_DIR", "/nonexistent");
        Processes.SetNativeEnvironment("SSL_CERT_FILE", "/nonexistent");
        return new AgentExecClient(new ClientOptions { Root = root });
    }
}
