using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Rules;

namespace AgentExec.Contracts.Tests.Rules;

/// <summary>What may be run, whoever asks.</summary>
public sealed class RunRuleTests
{
    private static readonly RunRequest Good = new()
    {
        JobId = "01J00000000000000000000000", Root = "jobs", Command = ["true"], Cwd = "/w", Environment = [], Umask = 18, ShellWrapper = ["sh", "-lc"],
    };

    public static TheoryData<string, RunRequest> Refused => new()
    {
        { "job_id must be a new job's id", Good with { JobId = "../x" } },
        { "request_key is empty", Good with { RequestKey = "" } },
        { "tags must have letters", Good with { Tags = ["ok", "a b"] } },
        { "tags must have letters", Good with { Tags = ["a\nb"] } },
        { "command must have at least one word", Good with { Command = [] } },
        { "command must not contain a NUL", Good with { Command = ["echo", "a\0b"] } },
        { "shell_wrapper must have at least one word", Good with { ShellWrapper = [] } },
        { "shell_wrapper must not contain a NUL", Good with { ShellWrapper = ["sh\0"] } },
        { "notify_command must not contain a NUL", Good with { NotifyCommand = "a\0b" } },
        { "notify_file must not contain a NUL", Good with { NotifyFile = "a\0b" } },
        { "cwd must not contain a NUL", Good with { Cwd = "/a\0b" } },
        { "cwd must be an absolute path", Good with { Cwd = "w" } },
        { "cwd must be an absolute path", Good with { Cwd = "" } },
        { "caller_directory must be an absolute path", Good with { CallerDirectory = "c" } },
        { "log_path must be an absolute path", Good with { LogPath = "l" } },
        { "root must not contain a NUL", Good with { Root = "\0" } },
        { "env must not contain a NUL", Good with { Env = ["A=1\0B=2"] } },
        { "env_files must not contain a NUL", Good with { EnvFiles = [new EnvFileText("A=1\0B=2")] } },
        { "timeout_ms must be from 0", Good with { TimeoutMs = -1 } },
        { "timeout_ms must be from 0", Good with { TimeoutMs = long.MaxValue } },
        { "kill_after_ms must be from 0", Good with { KillAfterMs = -1 } },
        { "progress_every_ms must be from 0", Good with { ProgressEveryMs = -1 } },
        { "notify_timeout_ms must be from 1", Good with { NotifyTimeoutMs = 0 } },
        { "observe_ms must be from 0", Good with { ObserveMs = 30_001 } },
        { "log_max_bytes must be at least 0, not -5", Good with { LogMaxBytes = -5 } },
        { "umask must be from 0 to 511", Good with { Umask = 512 } },
        { "niceness must be from -20 to 19", Good with { Niceness = 20 } },
        { "oom_score_adj must be from -1000 to 1000", Good with { OomScoreAdj = -1001 } },
        { "resource_limits must be at most 64", Good with { ResourceLimits = new ulong[65] } },
        { "terminal must have 1 to 1000", Good with { Terminal = new TerminalSize(0, 24) } },
        { "stdin_bytes must be at most", Good with { Stdin = StdinKind.Bytes, StdinBytes = new byte[RunRule.MostStdinBytes + 1] } },
        { "stdin_bytes must have the bytes", Good with { Stdin = StdinKind.Bytes } },
        { "stdin_path must name the file", Good with { Stdin = StdinKind.File } },
        { "stdin_path must be an absolute path", Good with { Stdin = StdinKind.File, StdinPath = "in" } },
        { "stdin_path must be absent with stdin_bytes", Good with { Stdin = StdinKind.File, StdinPath = "/in", StdinBytes = [1] } },
        { "stdin_path must be absent with a terminal", Good with { Stdin = StdinKind.File, StdinPath = "/in", Terminal = TerminalSize.Default } },
    };

    // What contract A9 accepts stays accepted.
    public static TheoryData<RunRequest> Accepted => new()
    {
        Good,
        Good with { Command = [""] },
        Good with { Command = ["echo", "", "-n", "a\nb", "schlüssel-🔑"] },
        Good with { Env = ["A", "A=", "=B", "A=b=c", "a.b=1"] },
        Good with { Tags = ["a", "a", "ns.b-1"] },
        Good with { NotifyFile = "relative", NotifyTimeoutMs = 1, LogMaxBytes = 0 },
        Good with { TimeoutMs = (long)NumberRule.LongestTime.TotalMilliseconds, ObserveMs = 30_000, Umask = 511 },
        Good with { Niceness = -20, OomScoreAdj = 1000, ResourceLimits = new ulong[16] },
        Good with { Stdin = StdinKind.Bytes, StdinBytes = [], Terminal = new TerminalSize(1, 1000) },
        Good with { EnvFiles = [new EnvFileText(null, "env file x: gone")] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Should_name_the_field_that_breaks_a_rule(string why, RunRequest run) =>
        Assert.StartsWith(why, RunRule.Refusal(run)?.ToString(), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Should_accept_what_the_contract_accepts(RunRequest run) => Assert.Null(RunRule.Refusal(run));

    // Not as data of a theory: the runner would replace them on their way.
    [Fact]
    public void Should_refuse_half_a_character_and_take_whole_ones()
    {
        foreach (var word in (string[])["\ud83d", "\udd11\ud83d", "a\ud83db", "\ud83d\udd11\ud83d"])
            Assert.Equal("command must be valid Unicode", RunRule.Refusal(Good with { Command = [word] })?.ToString());
        Assert.Null(RunRule.Refusal(Good with { Command = ["\ud83d\udd11\ud83d\udd11"] }));
    }

    [Fact]
    public void Should_never_quote_what_may_be_secret() =>
        Assert.DoesNotContain("s3cret", RunRule.Refusal(Good with { Env = ["T=s3cret\0"] })!.ToError().Message, StringComparison.Ordinal);
}
