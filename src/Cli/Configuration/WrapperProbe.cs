using AgentExec.Contracts.Responses;
using AgentExec.Contracts.Shells;
using AgentExec.Posix;

namespace AgentExec.Cli.Configuration;

/// <summary>Runs the configured wrapper with code that does nothing, started as a job's is.</summary>
internal static class WrapperProbe
{
    private const string Harmless = "true";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // The caller's own directory may be gone.
    private static byte[] Root => "/"u8.ToArray();

    /// <param name="wrapper">Its words.</param>
    /// <param name="environment">The caller's, each entry ended by NUL.</param>
    /// <param name="time">Measures how long it takes.</param>
    public static DoctorCheck Try(IReadOnlyList<string> wrapper, byte[] environment, TimeProvider time)
    {
        try
        {
            return Run(wrapper, Split(environment), time).Judge();
        }
        catch (PosixException error)
        {
            return DoctorCheck.Warn(WrapperFinding.Check, $"cannot be tried: {error.Message}");
        }
    }

    private static WrapperFinding Run(IReadOnlyList<string> wrapper, List<byte[]> environment, TimeProvider time)
    {
        var finding = new WrapperFinding(string.Join(' ', wrapper), Limit);
        IReadOnlyList<byte[]> arguments = [.. wrapper.Append(Harmless).Select(SpawnRequest.Bytes)];
        using var root = Files.OpenDirectoryForSearch(Root);
        var (program, failure) = ProgramSearch.Find(arguments[0], environment, path => Files.Probe(root, path));
        if (program is null) return finding with { Missing = failure!.Text };
        var plan = ShellStart.Of(arguments, new ShellCode(wrapper.Count, []), environment, Root, holdsInput: false);
        using var mark = new ReachMark(ShellStart.Token);
        using var output = MemoryFile.Create("agent-exec-doctor", []);
        var began = time.GetTimestamp();
        var end = ShortRun.Run(
            new SpawnRequest
            {
                Program = program,
                Arguments = plan?.Arguments ?? arguments,
                Environment = plan?.Environment ?? environment,
                Output = output,
                Error = output,
                WorkingDirectory = root,
                Passed = plan is null ? [] : [(mark.Writing, ShellStart.MarkNumber)],
            },
            Limit);
        return finding with { End = end, Took = time.GetElapsedTime(began), IsReached = plan is null || mark.IsReached(), PrintedBytes = output.Length() };
    }

    private static List<byte[]> Split(byte[] block)
    {
        List<byte[]> entries = [];
        foreach (var range in block.AsSpan().Split((byte)0))
            if (block.AsSpan()[range] is { Length: > 0 } entry)
                entries.Add(entry.ToArray());
        return entries;
    }
}

/// <summary>What a wrapper did with code that does nothing.</summary>
/// <param name="Wrapper">Its words.</param>
/// <param name="Limit">How long it was given.</param>
internal sealed record WrapperFinding(string Wrapper, TimeSpan Limit)
{
    public const string Check = "shell_wrapper";

    private const string Advice = "correct the profile, or set [shell] unix = [\"sh\", \"-c\"] in the configuration file";

    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    /// <summary>Why there is no such program; null when there is one.</summary>
    public string? Missing { get; init; }

    /// <summary>Null when it did not start or did not end in time.</summary>
    public ChildEnd? End { get; init; }

    public TimeSpan Took { get; init; }

    /// <summary>Whether it came to the code; true where that is not known.</summary>
    public bool IsReached { get; init; }

    public long PrintedBytes { get; init; }

    public DoctorCheck Judge() => this switch
    {
        { Missing: { } text } => DoctorCheck.Fail(Check, $"{Wrapper}: {text}", "install it, or name another in [shell] unix of the configuration file"),
        { End: null } when Took >= Limit => DoctorCheck.Fail(Check, $"{Wrapper}: did not end within {(long)Limit.TotalSeconds} s; its profile may wait for something", Advice),
        { End: null } => DoctorCheck.Fail(Check, $"{Wrapper}: cannot be started", Advice),
        { IsReached: false, End.ExitCode: { } code } => DoctorCheck.Fail(
            Check, $"{Wrapper}: ended with code {code} before it reached the command; a profile may replace or end the shell", Advice),
        { End.Signal: { } signal } => DoctorCheck.Fail(Check, $"{Wrapper}: signal {signal} ended it", Advice),
        { End.ExitCode: not 0 } => DoctorCheck.Warn(Check, $"{Wrapper}: ended with code {End?.ExitCode} for the command 'true'"),
        { PrintedBytes: > 0 } => DoctorCheck.Warn(Check, $"{Wrapper}: prints {PrintedBytes} bytes of its own, which stand in the output of every job", "silence the profile"),
        _ when Took > Slow => DoctorCheck.Warn(Check, $"{Wrapper}: takes {(long)Took.TotalMilliseconds} ms before each command", "shorten the profile"),
        _ => DoctorCheck.Ok(Check, $"{Wrapper}: reaches a command in {(long)Took.TotalMilliseconds} ms"),
    };
}
