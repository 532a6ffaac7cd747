// What follows is in README.md, word by word: see ReadmeTests.
using AgentExec.Client;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;

namespace AgentExec.EndToEnd.Tests.Readme;

internal static class ReadmeSample
{
    public static async Task RunAsync()
    {
await using var jobs = new AgentExecClient(new ClientOptions
{
    Root = JobsRoot.Resolve(null),
    ProgramDirectory = "/usr/local/bin",
});

try
{
    var run = await jobs.RunAsync(new RunOptions
    {
        Command = ["dotnet", "build"],
        Cwd = "/srv/app",
        Tags = ["ci.build"],
        Timeout = TimeSpan.FromMinutes(10),
        SnapshotAfter = TimeSpan.Zero,
    });
    var end = await jobs.WaitAsync(run.JobId, timeout: null);
    var tail = await jobs.TailAsync(run.JobId, new TailOptions(Lines: 20));
    Console.WriteLine($"{end.State} {end.ExitCode}\n{tail.StdoutTail}");
}
catch (AgentExecException failure)
{
    Console.Error.WriteLine($"{failure.Error.Code} (retryable: {failure.Error.Retryable}): {failure.Error.Message}");
}
    }
}
