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
    public void Should_know_what_only_the_dead_can_have_left(string name, bool isRemnant) => Assert.Equal(isRemnant, JobRemains.IsRemnant(name, keeperLives: false, host: 5));

    [Theory]
    [InlineData("keeper.sock", false)]
    [InlineData(".tmp-output.json", false)]
    [InlineData(".tmp-exit.json-9-1", false)]
    [InlineData(".tmp-state.json-77-3", true)]
    public void Should_leave_to_a_living_keeper_what_is_its(string name, bool isRemnant) =>
        Assert.Equal(isRemnant, JobRemains.IsRemnant(name, keeperLives: true, host: 5));
}
