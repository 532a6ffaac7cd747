using System.Diagnostics;
using System.Text.Json.Nodes;
using AgentExec.Contracts.Tests.Schema;
using AgentExec.EndToEnd.Tests.Support;

namespace AgentExec.EndToEnd.Tests.Readme;

/// <summary>
/// Every command of the README is run as it stands there, each block in a world of its own. A block is taken up by itself; one that cannot run is named here.
/// </summary>
public sealed class ReadmeTests : SandboxTest
{
    private static readonly Dictionary<string, string> NotRun = new()
    {
        ["./agent-exec run -- echo hello"] = "builds the programs, and runs all tests: this one among them",
        ["AGENT_EXEC_CONTRACT_BINARY="] = "runs another test project against a binary that is not named",
        ["./install.sh"] = "builds and installs the programs",
    };

    private static readonly string[] Worker = ["bash worker.sh", "tail -c"];

    private StandIns? _programs;

    public static TheoryData<int, string> Runnable
    {
        get
        {
            var data = new TheoryData<int, string>();
            foreach (var (index, block) in ReadmeBlock.All.Index())
                if (block.Language is "sh" or "console" && !NotRun.Keys.Any(block.Content.Contains)) data.Add(index, block.ToString());
            return data;
        }
    }

    private StandIns Programs => _programs ??= new StandIns(Box);

    [SkippableTheory]
    [MemberData(nameof(Runnable))]
    public void Runs(int index, string name)
    {
        Assert.NotEmpty(name);
        Skip.IfNot(File.Exists("/usr/bin/jq") || File.Exists("/usr/local/bin/jq"), "jq is not installed");
        var block = ReadmeBlock.All[index];
        if (block.Content.Contains("worker.sh", StringComparison.Ordinal)) Programs.FailOnce();
        try
        {
            if (block.Language == "console") RunConsole(block);
            else RunScript(block);
            foreach (var (part, check) in ReadmeOutcomes.All)
                if (block.Content.Contains(part, StringComparison.Ordinal)) check(new ReadmeOutcomes(Box, Programs));
        }
        finally
        {
            EndWhatRuns();
        }
    }

    [Fact]
    public void What_is_said_of_a_block_is_said_of_one() => Assert.All(
        NotRun.Keys.Concat(ReadmeOutcomes.All.Keys), part => Assert.Single(ReadmeBlock.All, block => block.Content.Contains(part, StringComparison.Ordinal)));

    [Fact]
    public void Only_known_kinds_of_blocks_are_there() =>
        Assert.Empty(ReadmeBlock.All.Select(block => block.Language).Except(["sh", "console", "json", "csharp"]));

    [Fact]
    public void The_sample_is_compiled()
    {
        var source = File.ReadAllText(ReadmeBlock.Repository("tests/EndToEnd.Tests/Readme/ReadmeSample.cs"));
        var sample = Assert.Single(ReadmeBlock.All, block => block.Language == "csharp").Content;
        var usings = sample[..(sample.IndexOf("\n\n", StringComparison.Ordinal) + 1)];
        Assert.StartsWith("using ", usings, StringComparison.Ordinal);
        Assert.Contains(usings, source, StringComparison.Ordinal);
        Assert.Contains(sample[(usings.Length + 1)..], source, StringComparison.Ordinal);
    }

    // Each command must succeed and say nothing on stderr; what looks like an answer must be one.
    private void RunScript(ReadmeBlock block)
    {
        var run = Bash("set -euo pipefail\n" + block.Content);
        Assert.True((run.ExitCode, run.Stderr) == (0, ""), run.ToString());
        var schema = JsonNode.Parse(Cli.Ok("schema").Json.GetProperty("schema").GetRawText())!;
        var checker = new SchemaChecker(schema["definitions"]!.AsObject());
        foreach (var line in run.Stdout.Split('\n').Where(line => line.StartsWith('{')))
        {
            var answer = JsonNode.Parse(line)!;
            Assert.True((bool)answer["ok"]!, line);
            Assert.Empty(checker.Check(answer, schema));
        }
    }

    // Each command must do what is shown below it: as much output, of this shape, and an error only where one is shown.
    private void RunConsole(ReadmeBlock block)
    {
        var exchanges = block.Exchanges().ToArray();
        var script = string.Concat(exchanges.Select(one => $"{one.Command.Replace(Shown.Place, Box.Path, StringComparison.Ordinal)}\nprintf '\\036%s\\036' $?\n"));
        var run = Bash("set -o pipefail\n" + script);
        var said = run.Stdout.Split('\x1e');
        Assert.Equal((exchanges.Length * 2) + 1, said.Length);
        var (expected, actual) = (new Shown(Shown.Place), new Shown(Box.Path));
        foreach (var (index, (command, shown)) in exchanges.Index())
        {
            Assert.Equal($"{command}\n{expected.Normal(shown)}", $"{command}\n{actual.Normal(said[index * 2])}");
            Assert.Equal(shown.StartsWith("""{"schema_version":"0.1","ok":false""", StringComparison.Ordinal) ? "1" : "0", said[(index * 2) + 1]);
        }

        Assert.Equal("", run.Stderr);
    }

    private CliRun Bash(string script)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", script])
        {
            WorkingDirectory = Box.Work, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.Environment.Clear();
        // A home as anybody's, for ~/.config.
        foreach (var (name, value) in Cli.With("XDG_CONFIG_HOME", null).Environment) start.Environment[name] = value;
        start.Environment["PATH"] = $"{Programs.Bin}:{Path.GetDirectoryName(NativePrograms.Cli)}:{start.Environment["PATH"]}";
        using var running = new RunningCli(start);
        return running.Finish();
    }

    // Servers that an example started, and the worker, which is meant to stay.
    private void EndWhatRuns()
    {
        foreach (var job in Cli.Ok("list", "--all", "--state", "running").Items("jobs")) Box.Finish(job.GetProperty("job_id").GetString()!);
        foreach (var job in Box.Jobs()) Box.UntilDelivered(job);
        foreach (var pid in ProcessTable.TracesOf(Box.Path).Where(pid => Worker.Any(words => ProcessTable.Arguments(pid).StartsWith(words, StringComparison.Ordinal))))
        {
            ProcessTable.Kill(pid);
            ProcessTable.AwaitEnd(pid);
        }
    }
}
