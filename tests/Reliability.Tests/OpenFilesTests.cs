using System.Text.RegularExpressions;

namespace AgentExec.Reliability.Tests;

/// <summary>Faults 27 and 36: many jobs at once. A thousand of them is `bench/Load thousand`.</summary>
public sealed partial class OpenFilesTests : SandboxTest
{
    private const int Jobs = 40, FewFiles = 100;

    [Fact]
    public void Should_run_more_jobs_than_the_soft_limit_of_open_files_of_whoever_started_the_host_allows()
    {
        var limited = Cli with { Through = ["/bin/sh", "-c", $"ulimit -Sn {FewFiles}; exec \"$@\"", "sh"] };
        limited.Ok("host", "start");
        var limits = OpenFiles().Match(File.ReadAllText($"/proc/{Box.Host()}/limits"));
        Assert.Equal(limits.Groups["hard"].Value, limits.Groups["soft"].Value);
        List<string> jobs = [.. Enumerable.Range(0, Jobs).Select(_ => limited.Launch("--", "ulimit -Sn; until [ -e go ]; do sleep 0.2; done; exit 3"))];
        Assert.Equal(Jobs, Cli.Ok("host", "status").Number("running_jobs"));
        File.WriteAllText(Path.Combine(Box.Work, "go"), "");
        foreach (var job in jobs)
        {
            Assert.Equal(3, Cli.Ok("wait", job).Number("exit_code"));
            Assert.Equal($"{FewFiles}\n", Box.Stdout(job));
        }
    }

    [GeneratedRegex(@"^Max open files\s+(?<soft>\d+)\s+(?<hard>\d+)", RegexOptions.Multiline)]
    private static partial Regex OpenFiles();
}
