using AgentExec.Client;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Responses;

namespace AgentExec.Reliability.Tests.Model;

/// <summary>A root, a host and a client that one sequence after the other uses; renewed now and then, since each of them leaves its jobs.</summary>
internal sealed class ModelWorld : IDisposable
{
    private const int MostJobs = 300;

    private readonly Sandbox _box = new();

    public ModelWorld() => Client = new AgentExecClient(new ClientOptions
    {
        Root = _box.Root, ProgramDirectory = Path.GetDirectoryName(NativePrograms.Cli)!, Patience = Patience.Limit,
    });

    public AgentExecClient Client { get; }

    public Caller Cli => _box.Caller;

    /// <summary>All jobs that were ever answered for: none of them may vanish.</summary>
    public List<string> Known { get; } = [];

    public bool IsWornOut => Known.Count > MostJobs;

    public string Work => _box.Work;

    public void UntilSaid(string job, string text) => LogWatch.UntilContains(_box.JobFile(job, JobFiles.StdoutLog), text);

    public string Stdout(string job) => _box.Stdout(job);

    public void KillHost()
    {
        foreach (var host in _box.Hosts()) Sandbox.KillHard(host);
    }

    public void KillKeeper(string job)
    {
        foreach (var keeper in ProcessTable.WithArguments($"agent-exec-keeper {_box.Root}/{job}")) ProcessTable.Kill(keeper);
    }

    public static Sight SightOf(StatusResponse status) => new(status.State, status.Reason, status.ExitCode, status.Signal);

    public static Sight SightOf(WaitResponse wait) => new(wait.State, wait.Reason, wait.ExitCode, wait.Signal);

    public static Sight SightOf(Answer answer) => new(
        Enum.Parse<JobStatus>(answer.State, ignoreCase: true),
        answer.Has("reason") ? Enum.Parse<EndReason>(answer.Text("reason").Replace("_", "", StringComparison.Ordinal), ignoreCase: true) : null,
        answer.Has("exit_code") ? (int)answer.Number("exit_code") : null,
        answer.Has("signal") ? answer.Text("signal") : null);

    public void Dispose()
    {
        Client.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _box.Dispose();
    }
}
