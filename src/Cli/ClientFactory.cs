using AgentExec.Client;

namespace AgentExec.Cli;

/// <summary>The one place where the CLI says which client it talks through.</summary>
internal static class ClientFactory
{
    public static IAgentExecClient Create(string root) => new AgentExecClient(new ClientOptions { Root = root });
}
