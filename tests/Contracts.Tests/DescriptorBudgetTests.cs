using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tests;

/// <summary>How many jobs fit into how many descriptors (fault 27).</summary>
public sealed class DescriptorBudgetTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(9, 1)]
    [InlineData(10, 1)]
    [InlineData(100, 10)]
    [InlineData(512, 51)]
    [InlineData(1024, 153)]
    [InlineData(4096, 768)]
    [InlineData(1_048_576, 209_664)]
    [InlineData(ulong.MaxValue, int.MaxValue)]
    [InlineData(0, int.MaxValue)]
    public void Should_leave_the_reserve_or_half(ulong openFiles, int jobs) => Assert.Equal(jobs, DescriptorBudget.MostJobs(openFiles));

    [Fact]
    public void Should_never_give_jobs_what_is_kept_and_never_keep_more_than_needed()
    {
        for (ulong limit = 1; limit <= 5000; limit++)
        {
            var kept = limit - (ulong)(DescriptorBudget.MostJobs(limit) * DescriptorBudget.PerJob);
            var wanted = Math.Min(DescriptorBudget.Reserve, limit / 2);
            Assert.InRange(kept, wanted, wanted + DescriptorBudget.PerJob - 1);
        }
    }
}
