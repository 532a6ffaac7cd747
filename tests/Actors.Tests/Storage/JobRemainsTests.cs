using AgentExec.Actors.Storage;

namespace AgentExec.Actors.Tests.Storage;

public sealed class JobRemainsTests
{
    [Theory]
    [InlineData(".tmp-state.json-77-3", true)]
    [InlineData(".tmp-meta.json-77-12", true)]
    [InlineData(".tmp-exit.json-9-1", true)]
    [InlineData("keeper.sock", true)]
    [InlineData(".tmp-output.json", true)]
    [InlineData(".tmp-state.json-5-3", false)]
    [InlineData(".tmp-match_cursor.json", false)]
    [InlineData(".tmp-Ab12Cd", false)]
    [InlineData("keeper.lock", false)]
    [InlineData("state.json", false)]
    [InlineData("state-77-3", false)]
    public void Should_know_what_only_the_dead_can_have_left(string name, bool isRemnant) => Assert.Equal(isRemnant, JobRemains.IsRemnant(name, ownPid: 5));
}
