using System.Text;
using AgentExec.Client;
using AgentExec.Contracts.Tools;

namespace AgentExec.Cli.Tests;

/// <summary>One call of the program inside the test process, with everything it could see or write in the test's hands.</summary>
internal sealed class CliRun
{
    private readonly List<byte> _stdout = [], _stderr = [];

    public int ExitCode { get; private set; }

    public string Stdout => Encoding.UTF8.GetString([.. _stdout]);

    public string Stderr => Encoding.UTF8.GetString([.. _stderr]);

    /// <summary>How often stdout was written to.</summary>
    public int Writes { get; private set; }

    /// <summary>The client that was made; null when the call never came so far.</summary>
    public FakeClient? Client { get; private set; }

    /// <summary>The environment, empty by default, so that nothing depends on the machine.</summary>
    public Dictionary<string, string> Environment { get; init; } = [];

    /// <summary>What the password database says.</summary>
    public string? Home { get; init; } = "/nowhere/home";

    /// <summary>Null when it is gone.</summary>
    public string? CurrentDirectory { get; init; } = "/";

    public byte[]? RawArguments { get; init; }

    /// <summary>What its stdin holds; null when it must not be read.</summary>
    public Stream? Stdin { get; init; }

    /// <summary>What there is to follow.</summary>
    public IReadOnlyList<SessionEvent> Inbox { get; init; } = [];

    /// <summary>After how many writes <see cref="StdoutFailure"/> comes.</summary>
    public int WritesBeforeFailure { get; init; }

    /// <summary>What every verb fails with.</summary>
    public Exception? Failure { get; init; }

    /// <summary>What writing to stdout fails with.</summary>
    public Exception? StdoutFailure { get; init; }

    public static Task<CliRun> Of(params string[] args) => new CliRun().Go(args);

    public async Task<CliRun> Go(params string[] args)
    {
        var caller = new Caller
        {
            Variable = Environment.GetValueOrDefault,
            RecordedHome = () => Home,
            CurrentDirectory = () => CurrentDirectory ?? throw CallerDirectory.Gone("No such file or directory"),
            RawArguments = () => RawArguments,
            RawEnvironment = () => null,
            Client = (root, patience) => Client = new FakeClient(root) { Failure = Failure, Patience = patience, Inbox = Inbox },
            BeganAt = 42,
            Stdin = () => Stdin ?? throw new InvalidOperationException("nobody asked to read stdin"),
        };
        ExitCode = await new CliApp(caller, WriteStdout, bytes => _stderr.AddRange(bytes)).RunAsync(args);
        return this;
    }

    private void WriteStdout(ReadOnlySpan<byte> bytes)
    {
        Writes++;
        if (StdoutFailure is not null && Writes > WritesBeforeFailure) throw StdoutFailure;
        _stdout.AddRange(bytes);
    }

    /// <summary>What holds of every usage error (contract A2, A3).</summary>
    public CliRun ShouldBeUsageError(params string[] parts)
    {
        Assert.Equal(2, ExitCode);
        Assert.Equal("", Stdout);
        Assert.DoesNotContain(Stderr.Split('\n'), static line => line.StartsWith('{'));
        foreach (var part in parts) Assert.Contains(part, Stderr);
        return this;
    }
}
