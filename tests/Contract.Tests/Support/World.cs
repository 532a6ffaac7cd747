using System.Diagnostics;

namespace AgentExec.Contract.Tests.Support;

/// <summary>
/// A jobs root that does not exist yet, a home and a working directory, under one temporary directory. Disposing ends the jobs that still run and
/// removes it all; a host that serves the root ends by that.
/// </summary>
public class World : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("agent-exec-contract-").FullName;

    public World()
    {
        Root = this["jobs"];
        Home = Directory.CreateDirectory(this["home"]).FullName;
        Work = Directory.CreateDirectory(this["work"]).FullName;
        Environment = new()
        {
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = Home,
            ["XDG_DATA_HOME"] = this["data"],
            ["XDG_CONFIG_HOME"] = this["config"],
            ["LANG"] = "C.UTF-8",
            ["AGENT_EXEC_ROOT"] = Root,
        };
    }

    /// <summary>Every call's environment; a test changes it before its calls.</summary>
    public Dictionary<string, string> Environment { get; }

    public string Home { get; }

    public string Root { get; }

    /// <summary>Where calls are made from.</summary>
    public string Work { get; set; }

    public string this[string name] => System.IO.Path.Combine(_path, name);

    internal static string Here => Binary.Path;

    internal string InWork(string name) => System.IO.Path.Combine(Work, name);

    internal string JobFile(string job, string name) => System.IO.Path.Combine(Root, job, name);

    internal Json State(string job) => Json.OfFile(JobFile(job, "state.json"));

    internal Json Meta(string job) => Json.OfFile(JobFile(job, "meta.json"));

    internal string Log(string job, string name = "stdout.log") => File.ReadAllText(JobFile(job, name));

    /// <summary>The names of all directories of the root but hidden ones.</summary>
    internal List<string> Jobs() => Directory.Exists(Root)
        ? [.. Directory.EnumerateDirectories(Root).Select(path => System.IO.Path.GetFileName(path)).Where(name => name[0] != '.').Order()]
        : [];

    internal string WriteWork(string name, string text)
    {
        File.WriteAllText(InWork(name), text);
        return InWork(name);
    }

    internal void UntilSaid(string job, string text, string log = "stdout.log") => LogWatch.UntilContains(JobFile(job, log), text);

    internal Call Run(params string[] arguments) => Programs.Run(Work, Environment, [Here, .. arguments]);

    internal Task<Call> Begin(params string[] arguments) => Task.Factory.StartNew(
        () => Run(arguments), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    /// <summary>A shell script whose <c>$0</c> is the program under test.</summary>
    internal Call Shell(string script, params string[] arguments) => Programs.Run(Work, Environment, ["/bin/sh", "-c", script, Here, .. arguments]);

    internal Json Ok(params string[] arguments) => Run(arguments).Ok();

    internal Json Error(string code, params string[] arguments) => Run(arguments).Error(code);

    internal string Usage(params string[] arguments) => Run(arguments).Usage();

    /// <summary>A job that nobody watches; answers its id.</summary>
    internal string Launch(params string[] arguments) => Ok(["run", "--snapshot-after", "0", .. arguments]).Text("job_id");

    /// <summary>A job that has ended; answers its id.</summary>
    internal string Ended(params string[] arguments) => Ok(["run", "--wait", .. arguments]).Text("job_id");

    /// <summary>The answer to <c>run --wait</c>.</summary>
    internal Json Wait(params string[] arguments) => Ok(["run", "--wait", .. arguments]);

    /// <summary>The stdout of a command run to its end, last newline included.</summary>
    internal string Output(params string[] arguments) => Log(Ended(arguments));

    /// <summary>Ends a job the hard way and waits for its end.</summary>
    internal void Finish(string job)
    {
        Ok("kill", "--signal", "KILL", job);
        Ok("wait", job);
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        foreach (var job in Jobs().Where(IsRunning)) Run("kill", "--signal", "KILL", job);
        // A host may write its last words while the directory goes.
        Nodes.RemoveTree(_path);
    }

    private bool IsRunning(string job)
    {
        try
        {
            return State(job).Text("job.status") == "running" && State(job).Has("pid");
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or System.Text.Json.JsonException or Xunit.Sdk.XunitException)
        {
            return false;
        }
    }
}

/// <summary>A test with a world of its own.</summary>
public abstract class InWorld : World;
