namespace AgentExec.Contract.Tests;

public sealed class A6_Ids : InWorld
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    [Fact]
    public void A6_1_alphabet() => Assert.Matches("^[0-7][0-9A-HJKMNP-TV-Z]{25}$", Ended("--", "true"));

    [Fact]
    public void A6_2_time_in_milliseconds()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var job = Ended("--", "true");
        var time = job[..10].Aggregate(0L, (sum, c) => (sum * 32) + Crockford.IndexOf(c));
        Assert.InRange(time, before, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void A6_3_sorted_by_creation()
    {
        var jobs = Enumerable.Range(0, 5).Select(_ => Launch("--", "true")).ToList();
        Assert.Equal(jobs.Order(StringComparer.Ordinal), jobs);
        Assert.Equal(Enumerable.Reverse(jobs), Ok("list").Items("jobs").Select(job => job.Text("job_id")));
    }

    [Fact]
    public void A6_4_directory_name() => Assert.Equal([Ended("--", "true")], Jobs());

    [Fact]
    public void A6_5_no_case_folding() => Error("job_not_found", "status", Ended("--", "true").ToLowerInvariant());

    [Fact]
    public void A6_8_echoed()
    {
        var job = Ended("--", "true");
        foreach (var verb in (string[])["status", "tail", "wait", "kill"]) Assert.Equal(job, Ok(verb, job).Text("job_id"));
    }
}
