using System.Diagnostics;
using System.Globalization;
using AgentExec.Reliability.Tests.Support;
using Xunit.Abstractions;

namespace AgentExec.Reliability.Tests;

/// <summary>
/// Fault 40: random argument lists. <c>AGENT_EXEC_FUZZ_ARGUMENTS</c> says how many, <c>AGENT_EXEC_FUZZ_SEED</c> which.
/// </summary>
public sealed class CliFuzzTests(ITestOutputHelper output) : SandboxTest
{
    private const int Few = 1_000, Side = 3;

    private static readonly string[] Verbs =
    [
        "run", "run", "run", "status", "tail", "wait", "kill", "list", "tag", "tag set", "notify", "notify set", "gc", "host", "host status", "host start", "host stop",
        "host logs", "doctor", "schema", "completions", "install-skills", "help", "frobnicate", "",
    ];

    private static readonly string[] Options =
    [
        "--wait", "--wait-poll-ms", "--snapshot-after", "--tail-lines", "--max-bytes", "--timeout", "--kill-after", "--cwd", "--env", "--env-file", "--inherit-env",
        "--no-inherit-env", "--mask", "--tag", "--log-max-bytes", "--progress-every", "--notify-timeout", "--request-id", "--config", "--signal", "--tree", "--all", "--state",
        "--limit", "--older-than", "--keep", "--dry-run", "--lines", "--until", "--output-pattern", "--output-match-type", "--output-stream", "--help", "-h", "--version", "-v", "-vvv", "-vvvv",
        "--", "-", "---", "--root=", "--tag=", "--timeout=", "--no-such", "-x", "--limit=-1", "--Wait", "--shell-wrapper=true", "--source=self",
    ];

    private static readonly string[] Values =
    [
        "0", "1", "-1", "10", "50", "18446744073709551616", "9223372036854775807", "-9223372036854775808", "1e9", "0x10", "1.5", "NaN", "", " ", "a", "a=b", "=", "a.b.*", "*", "TERM", "KILL",
        "SIGTERM", "99", "contains", "regex", "(", "(a+)+$", "stdout", "30d", "0s", "-5d", "99999999999d", "bash", "zsh", "true", "false", "no-such-program", "/nowhere/at/all", "..", ".", "./x", "\n", "\t",
        "a\nb", "\u0001\u0002\u001b[31m", "é", "日本", "🚀", "\u202e", "{\"ok\":true}", "'", "\"", "$(x)", "`", "\\", "%s%n", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "01", "running", "unknown",
    ];

    // A run that is told to watch, or a wait for a job that does not end, takes as long as it was told to.
    private static readonly string[] Commands = ["true", "false", "no-such-program-7f3a"];

    private readonly Fuzz _fuzz = new(output);

    [Fact]
    public void Should_end_every_call_in_0_1_or_2_with_one_line_of_JSON_or_none()
    {
        var count = int.TryParse(Environment.GetEnvironmentVariable("AGENT_EXEC_FUZZ_ARGUMENTS"), CultureInfo.InvariantCulture, out var given) ? given : Few;
        var job = Cli.Ok("run", "--wait", "--", "true").JobId;
        List<string[]> lists = [.. Enumerable.Range(0, count).Select(_ => Next(job))];
        var began = Stopwatch.GetTimestamp();
        var codes = new int[3];
        var slowest = TimeSpan.Zero;
        Parallel.ForEach(lists, new ParallelOptions { MaxDegreeOfParallelism = Side }, arguments =>
        {
            var run = Cli.Run(arguments);
            var shown = $"{string.Join(' ', arguments.Select(word => $"«{word}»"))}: {run}";
            Assert.True(run.ExitCode is >= 0 and <= 2, shown);
            // Where an error comes from is told to whoever asked for that.
            var told = arguments.Any(word => word.StartsWith("-v", StringComparison.Ordinal) || word == "--verbose");
            foreach (var text in told ? (string[])["Unhandled"] : ["Unhandled", "   at ", "Exception"]) Assert.False(run.Stderr.Contains(text, StringComparison.Ordinal), shown);
            Assert.True(run.ExitCode == 0 || !run.Stdout.Contains("Usage:", StringComparison.Ordinal), shown);
            // Help, the version, completions and the schema are for people and shells; everything else is one line, and a usage error nothing.
            if (run.ExitCode == 2) Assert.True(run.Stdout.Length == 0 && run.Stderr.Length > 0, shown);
            else if (run.ExitCode == 1 || run.Stdout.StartsWith('{')) _ = Answered(run, shown);
            else Assert.True(IsForPeople(arguments), shown);
            Assert.True(run.Took < TimeSpan.FromSeconds(20), shown);
            lock (codes)
            {
                codes[run.ExitCode]++;
                if (run.Took > slowest) slowest = run.Took;
            }
        });
        var took = Stopwatch.GetElapsedTime(began);
        Timings.Record(output, $"{count} argument lists in {took.TotalSeconds:0.0} s: {codes[0]} ended in 0, {codes[1]} in 1, {codes[2]} in 2; slowest {slowest.TotalMilliseconds:0} ms");
        Assert.All(codes, code => Assert.InRange(code, count / 50, count));
        Assert.Equal("exited", Cli.Ok("run", "--wait", "--", "true").State);
        // An empty root is the default one, which is in this world's home.
        foreach (var other in Directory.GetDirectories(Box.Path, ".host", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
            Cli.Ok("--root", Path.GetDirectoryName(other)!, "host", "stop");
    }

    private static Answer Answered(CliRun run, string shown)
    {
        try
        {
            return run.Answer();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(shown, error);
        }
    }

    private static bool IsForPeople(string[] arguments) =>
        arguments.Any(word => word is "--help" or "-h" or "--version" or "help" or "completions" or "schema" || word.StartsWith("-h", StringComparison.Ordinal));

    // A list of any words is nearly always a usage error: half of them are of the right form, and only their words are wrong.
    private string[] Next(string job) => _fuzz.Random.Next(2) == 0 ? AnyWords(job) : RightForm(job);

    private string[] RightForm(string job) => _fuzz.Random.Next(10) switch
    {
        0 => ["run", "--tag", Word(job), "--", _fuzz.Pick(Commands)],
        1 => ["run", "--cwd", Word(job), "--", _fuzz.Pick(Commands)],
        2 => ["run", "--env-file", Word(job), "--env", $"A={Word(job)}", "--", _fuzz.Pick(Commands)],
        3 => ["run", "--request-id", Word(job), "--snapshot-after", "0", "--", _fuzz.Pick(Commands)],
        4 => ["tag", "set", Word(job), "--tag", Word(job)],
        5 => ["notify", "set", Word(job), "--output-pattern", Word(job), "--output-match-type", _fuzz.Pick(["contains", "regex"])],
        6 => ["kill", "--signal", Word(job), Word(job)],
        7 => ["list", "--tag", Word(job)],
        8 => ["tail", "--tail-lines", Word(job), Word(job)],
        _ => [_fuzz.Pick(["status", "wait", "tail", "kill"]), Word(job)],
    };

    private string[] AnyWords(string job)
    {
        List<string> words = [];
        for (var before = _fuzz.Random.Next(-3, 2); before > 0; before--) words.Add(Word(job));
        words.AddRange(_fuzz.Pick(Verbs).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var isRun = words.Contains("run");
        for (var more = _fuzz.Random.Next(5); more > 0; more--)
        {
            words.Add(_fuzz.Random.Next(3) > 0 ? _fuzz.Pick(Options) : Word(job));
            if (_fuzz.Random.Next(2) == 0) words.Add(Word(job));
        }

        if (isRun && _fuzz.Random.Next(4) > 0) words.AddRange(["--", _fuzz.Pick(Commands)]);
        else if (_fuzz.Random.Next(3) == 0) words.Add(job);
        return [.. words];
    }

    private string Word(string job) => _fuzz.Random.Next(20) switch
    {
        0 => job,
        1 => job[..8],
        2 => new string(_fuzz.Pick(['x', '=', '-', 'é', '9']), _fuzz.Pick([100, 5_000, 50_000])),
        3 => string.Concat(Enumerable.Range(0, _fuzz.Random.Next(1, 12)).Select(_ => (char)_fuzz.Random.Next(1, 0x7f)).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter < ' ')),
        _ => _fuzz.Pick(Values),
    };
}
