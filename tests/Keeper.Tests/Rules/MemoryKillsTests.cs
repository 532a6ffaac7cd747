using AgentExec.Keeper.Ending;

namespace AgentExec.Keeper.Tests.Rules;

/// <summary>Fault 35: where the kernel counts whom it killed for want of memory.</summary>
public sealed class MemoryKillsTests
{
    [Theory]
    [InlineData("0::/user.slice/user-1000.slice\n", "/sys/fs/cgroup/user.slice/user-1000.slice/memory.events")]
    [InlineData("0::/\n", "/sys/fs/cgroup/memory.events")]
    [InlineData("4:memory:/a:b\n", "/sys/fs/cgroup/memory/a:b/memory.oom_control")]
    [InlineData("2:cpu,memory:/a\n1:cpu:/\n", "/sys/fs/cgroup/memory/a/memory.oom_control")]
    [InlineData("1:cpu:/\nnonsense\n", "")]
    public void Should_know_where_to_look(string groups, string places) => Assert.Equal(places, string.Join(' ', MemoryKills.Places(groups)));

    [Theory]
    [InlineData("low 0\noom 3\noom_kill 2\noom_group_kill 0\n", 2)]
    [InlineData("oom_kill_disable 0\nunder_oom 0\noom_kill 17\n", 17)]
    [InlineData("oom_kill x\n", 0)]
    [InlineData("", 0)]
    public void Should_read_the_count(string text, long count) => Assert.Equal(count, MemoryKills.CountIn(text));

    [Fact]
    public void Should_see_that_it_has_grown()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "oom_kill 1\n");
            var kills = new MemoryKills(file);
            Assert.False(kills.HaveGrown);
            File.WriteAllText(file, "oom_kill 2\n");
            Assert.True(kills.HaveGrown);
            Assert.False(new MemoryKills(null).HaveGrown);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
