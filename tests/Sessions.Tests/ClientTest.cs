using AgentExec.Client;
using AgentExec.Client.Tools;
using AgentExec.Contracts.Tools;

namespace AgentExec.Sessions.Tests;

/// <summary>A test that calls as a .NET service does.</summary>
public abstract class ClientTest : ToolTest
{
    /// <summary>A client of this test's root, with the native host.</summary>
    private protected AgentExecClient NewClient() => new(new ClientOptions { Root = Box.Root, ProgramDirectory = Path.GetDirectoryName(NativePrograms.Cli)! });

    private protected static ToolOptions WithOutputChars(long chars, string? scope = null) =>
        new() { Scope = scope, Settings = ExecSettings.Default with { MaxOutputChars = chars } };

    private protected static ProcessCall PollOf(string session, string? cursor = null, long timeoutMs = 20_000) =>
        new() { Action = ProcessAction.Poll, SessionId = session, Cursor = cursor, TimeoutMs = timeoutMs };

    /// <summary>Polls to the end; answers all output and how many polls it took.</summary>
    private protected static async Task<(string Output, int Polls)> ReadAsync(AgentExecClient client, string session, string? cursor, ToolOptions options)
    {
        var (text, polls) = (new System.Text.StringBuilder(), 0);
        while (true)
        {
            var poll = Assert.IsType<SessionOutput>((await client.ProcessAsync(PollOf(session, cursor), options)).Result);
            polls++;
            text.Append(poll.Output);
            if (cursor is not null) cursor = poll.Cursor;
            if (poll.Status != ToolStatus.Running && poll.More is null) return (text.ToString(), polls);
        }
    }
}
