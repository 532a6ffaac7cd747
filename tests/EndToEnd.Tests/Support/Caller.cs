using System.Diagnostics;

namespace AgentExec.EndToEnd.Tests.Support;

/// <summary>Somebody who calls <c>agent-exec</c>: from a directory, with an environment, perhaps through another program.</summary>
internal sealed record Caller(Sandbox Box)
{
    /// <summary>Where it is called from.</summary>
    public string Directory { get; init; } = Box.Work;

    /// <summary>Words before the program's path, such as <c>setpriv --reuid 1000</c>.</summary>
    public string[] Through { get; init; } = [];

    public Dictionary<string, string> Environment { get; init; } = new()
    {
        ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
        ["HOME"] = Box.Home,
        ["XDG_DATA_HOME"] = Path.Combine(Box.Home, "data"),
        ["XDG_CONFIG_HOME"] = Path.Combine(Box.Home, "config"),
        ["LANG"] = "C.UTF-8",
        ["AGENT_EXEC_ROOT"] = Box.Root,
    };

    public Caller With(string name, string? value)
    {
        var changed = new Dictionary<string, string>(Environment);
        if (value is null) changed.Remove(name);
        else changed[name] = value;
        return this with { Environment = changed };
    }

    /// <summary>Runs it to its end.</summary>
    public CliRun Run(params string[] arguments)
    {
        using var running = Start(arguments);
        return running.Finish();
    }

    public Task<CliRun> RunAsync(params string[] arguments) => Task.Factory.StartNew(
        () => Run(arguments), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>Runs it and expects <c>ok:true</c>.</summary>
    public Answer Ok(params string[] arguments) => Run(arguments).Ok();

    /// <summary>Runs it and expects an error of this code.</summary>
    public Answer Fails(string code, params string[] arguments) => Run(arguments).Fails(code);

    /// <summary>Runs it and expects a usage error; answers what it said.</summary>
    public string Misused(params string[] arguments)
    {
        var run = Run(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Stdout));
        Assert.NotEmpty(run.Stderr);
        return run.Stderr;
    }

    /// <summary>A job that is not observed; answers its id.</summary>
    public string Launch(params string[] arguments) => Ok(["run", "--snapshot-after", "0", .. arguments]).JobId;

    /// <summary>Starts it and goes on.</summary>
    public RunningCli Start(params string[] arguments)
    {
        string[] words = [.. Through, NativePrograms.Cli, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = Directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        return new RunningCli(start);
    }
}
