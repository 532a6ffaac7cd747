using AgentExec.Client.Tools;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Client.Tests;

/// <summary>What a .NET caller is refused, without a host: there is no program that could be one.</summary>
public sealed class ClientRuleTests : IDisposable
{
    private static readonly RunOptions Good = new() { Command = ["true"] };

    private readonly Scratch _scratch = new();
    private readonly AgentExecClient _client;

    public ClientRuleTests() => _client = new AgentExecClient(new ClientOptions { Root = _scratch.Of("root"), ProgramDirectory = "/no/such" });

    public void Dispose()
    {
        _client.Dispose();
        _client.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public async Task Should_refuse_by_the_fields_name_before_a_host_is_looked_for()
    {
        (string Field, RunOptions Options)[] wrong =
        [
            ("tags", Good with { Tags = ["a b"] }),
            ("tags", Good with { Tags = ["a\nb"] }),
            ("command", Good with { Command = [] }),
            ("command", Good with { Command = ["echo a\0; rm b"] }),
            ("cwd", Good with { Cwd = "/tmp\0/x" }),
            ("log_path", Good with { LogPath = "l\0" }),
            ("env_files", Good with { EnvFiles = ["e\0"] }),
            ("stdin_path", Good with { StdinFile = "i\0" }),
            ("stdin_path", Good with { StdinFile = "/i", Stdin = [1] }),
            ("stdin_path", Good with { StdinFile = "/i", Terminal = TerminalSize.Default }),
            ("terminal", Good with { Terminal = new TerminalSize(0, 1) }),
            ("timeout_ms", Good with { Timeout = TimeSpan.FromSeconds(-1) }),
            ("timeout_ms", Good with { Timeout = Timeout.InfiniteTimeSpan }),
            ("kill_after_ms", Good with { KillAfter = TimeSpan.MinValue }),
            ("progress_every_ms", Good with { ProgressEvery = TimeSpan.MaxValue }),
            ("notify_timeout_ms", Good with { NotifyTimeout = TimeSpan.Zero }),
            ("snapshot_after", Good with { SnapshotAfter = TimeSpan.FromMilliseconds(-1) }),
            ("log_max_bytes", Good with { LogMaxBytes = -5 }),
            ("request_key", Good with { RequestId = "" }),
            ("shell_wrapper", Good with { ShellWrapper = [] }),
        ];
        foreach (var (field, options) in wrong) await RefusesAsync(field, () => _client.RunAsync(options));
        Assert.False(Directory.Exists(_client.Root));
    }

    [Fact]
    public async Task Should_refuse_signals_and_times_that_are_none_before_a_job_is_looked_for()
    {
        foreach (var signal in (int[])[99, 0, -5]) await RefusesAsync("signal", () => _client.KillAsync("a", signal, TimeSpan.Zero));
        await RefusesAsync("wait_ms", () => _client.KillAsync("a", 15, TimeSpan.FromSeconds(-1)));
        await RefusesAsync("timeout_ms", () => _client.WaitAsync("a", Timeout.InfiniteTimeSpan));
        await RefusesAsync("timeout_ms", () => _client.WaitForAsync(new WaitForOptions { Jobs = ["a"], Timeout = TimeSpan.MinValue }));
        await RefusesAsync("wait_ms", () => _client.EventsAsync(new EventsOptions { Wait = TimeSpan.MinValue }));
        await RefusesAsync("cwd", () => _client.ListAsync(new ListOptions { Cwd = "a\0" }));
        await RefusesAsync("lines", () => _client.HostLogsAsync(-1));
    }

    private static async Task RefusesAsync(string field, Func<Task> call)
    {
        var error = (await Assert.ThrowsAsync<AgentExecException>(call)).Error;
        Assert.Equal(ErrorCode.InvalidRequest, error.Code);
        Assert.StartsWith(field + " ", error.Message, StringComparison.Ordinal);
    }
}
