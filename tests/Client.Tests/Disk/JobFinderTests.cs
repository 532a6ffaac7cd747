using AgentExec.Client.Disk;
using AgentExec.Contracts.Errors;

namespace AgentExec.Client.Tests.Disk;

public sealed class JobFinderTests : IDisposable
{
    private readonly Scratch _root = new();

    public JobFinderTests()
    {
        foreach (var job in (string[])["01AB", "01ABC", "01B", ".host", ".hidden"]) Directory.CreateDirectory(_root.Of(job));
        _root.Write("01C", "a file is no job");
    }

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("01B", "01B")]
    [InlineData("01AB", "01AB")]
    [InlineData("01ABC", "01ABC")]
    [InlineData(".h", ".hidden")]
    public void The_exact_name_wins_then_the_only_beginning(string text, string job) => Assert.Equal(job, JobFinder.Find(_root.Path, text));

    [Theory]
    [InlineData("01a")]
    [InlineData("01C")]
    [InlineData("2")]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".host")]
    [InlineData("/")]
    [InlineData("01B/")]
    [InlineData("../01B")]
    [InlineData("01B/../01B")]
    [InlineData("01\\B")]
    [InlineData("01B\0")]
    public void Nothing_else_is_found(string text)
    {
        var error = Assert.Throws<AgentExecException>(() => JobFinder.Find(_root.Path, text)).Error;
        Assert.Equal(("job_not_found", $"job not found: {text}"), (error.Code, error.Message));
    }

    [Fact]
    public void An_ambiguous_beginning_names_the_candidates()
    {
        var error = Assert.Throws<AgentExecException>(() => JobFinder.Find(_root.Path, "01")).Error;
        Assert.Equal("ambiguous_job_id", error.Code);
        Assert.Equal(["01AB", "01ABC", "01B"], error.Details!.Candidates!);
    }

    [Fact]
    public void Many_candidates_are_counted_and_not_all_named()
    {
        var error = Assert.Throws<AgentExecException>(() => JobFinder.Choose("0", Enumerable.Range(0, 1000).Select(i => $"0{i}"))).Error;
        Assert.Contains("1000", error.Message, StringComparison.Ordinal);
        Assert.Equal(20, error.Details!.Candidates!.Count);
    }

    [Fact]
    public void A_missing_root_has_no_jobs() =>
        Assert.Equal("job_not_found", Assert.Throws<AgentExecException>(() => JobFinder.Find(_root.Of("no"), "01B")).Error.Code);
}
