using AgentExec.Actors.Sessions;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Sessions;

/// <summary>§3, §4: a caller with a scope knows its own sessions only; one of another is answered exactly like one that never was.</summary>
public sealed class ScopeTests : SessionTest
{
    [Fact]
    public void Should_list_a_caller_with_a_scope_only_its_own()
    {
        Background("a");
        Background("b", Other);
        Assert.Equal(Id, JobOf(List("a")));
        Assert.Equal(Other, JobOf(List("b")));
        Assert.Empty(List("c"));
        Assert.Equal(2, List(null).Count);
    }

    public static TheoryData<ProcessAction> Actions =>
    [
        ProcessAction.Poll, ProcessAction.Log, ProcessAction.Write, ProcessAction.SendKeys, ProcessAction.Submit, ProcessAction.Paste, ProcessAction.Kill,
        ProcessAction.Clear, ProcessAction.Remove, ProcessAction.Resize,
    ];

    [Theory]
    [MemberData(nameof(Actions))]
    public void Should_answer_for_a_session_of_another_scope_as_for_none(ProcessAction action)
    {
        var (slug, _) = Background("b");
        foreach (var id in (string[])[slug, Id])
        {
            var foreign = Ask<ToolFailure>(Call(action, id), "a").Error;
            var unknown = Ask<ToolFailure>(Call(action, "no-such"), "a").Error;
            Assert.Equal(unknown.Replace("no-such", id, StringComparison.Ordinal), foreign);
        }

        Drain(Sessions);
        Registry.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_know_a_session_by_its_name_and_by_its_job()
    {
        var (slug, _) = Background("a", output: "x");
        Assert.Equal(slug, Ask<SessionOutput>(Call(ProcessAction.Poll, slug), "a").SessionId);
        Assert.Equal(slug, Ask<SessionOutput>(Call(ProcessAction.Poll, Id), "a").SessionId);
        Assert.Equal(slug, Ask<SessionOutput>(Call(ProcessAction.Poll, slug)).SessionId);
    }

    /// <summary>Its id is all that is needed to ask again, and jobs are listed for all.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_tell_nobody_of_another_scope_who_runs_it_again_what_it_wrote(bool background)
    {
        var exec = Exec(Session("b") with { Background = background });
        Sessions.Tell(exec, TestActor);
        var session = Begin(exec, "secret\n");
        if (background) Answer<ExecRunning>();
        Sessions.Tell(Exec(Session("a")), TestActor);
        Assert.Equal(ExecRules.IdTaken, Answer<ToolFailure>().Error);
        if (background) return;
        // Nor is its own caller's answer taken away.
        Push(session, Ended());
        Assert.Equal("secret\n", Answer<ExecCompleted>().Aggregated);
    }

    [Fact]
    public void Should_forward_the_inbox_with_the_scope_it_was_asked_with()
    {
        Sessions.Tell(new EventsRequest { Scope = "a" }, TestActor);
        Assert.Equal("a", Inbox.ExpectMsg<EventsRequest>().Scope);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\n")]
    public void Should_refuse_what_is_no_scope(string scope)
    {
        Assert.Contains("scope", Ask<ToolFailure>(new ProcessCall { Action = ProcessAction.List }, scope).Error);
        Sessions.Tell(Exec(Session(scope)), TestActor);
        Assert.Contains("scope", Answer<ToolFailure>().Error);
    }

    [Fact]
    public void Should_ask_for_the_session_an_action_needs()
    {
        Assert.Contains("sessionId", Ask<ToolFailure>(new ProcessCall { Action = ProcessAction.Poll }).Error);
        Assert.Contains("sessionId", Ask<ToolFailure>(new ProcessCall { Action = ProcessAction.Poll, SessionId = "" }).Error);
    }

    [Theory]
    [InlineData(ProcessAction.Write)]
    [InlineData(ProcessAction.SendKeys)]
    [InlineData(ProcessAction.Paste)]
    [InlineData(ProcessAction.Resize)]
    public void Should_refuse_what_an_action_lacks_in_the_words_of_a_client(ProcessAction action)
    {
        var (slug, _) = Background();
        var bare = new ProcessCall { Action = action, SessionId = slug };
        Assert.Equal(ProcessCallRule.Refusal(bare), Ask<ToolFailure>(bare).Error);
        Assert.Equal(ProcessCallRule.UnknownSession("never-was"), Ask<ToolFailure>(Call(action, "never-was")).Error);
    }

    [Fact]
    public void Should_never_use_a_name_twice()
    {
        var slugs = new HashSet<string>();
        var (first, session) = Background();
        Push(session, Ended());
        Ask<SessionDone>(Call(ProcessAction.Clear, first));
        slugs.Add(first);
        // Another host, with the same luck.
        Sessions = NewSessions();
        var (second, _) = Background(id: Other);
        Assert.True(slugs.Add(second), second);
    }

    private static ProcessCall Call(ProcessAction action, string id) => new()
    {
        Action = action, SessionId = id, Data = "x", Text = "x", Literal = "x", Columns = 80, Rows = 24,
    };

    private IReadOnlyList<SessionRow> List(string? scope) => Ask<SessionList>(new ProcessCall { Action = ProcessAction.List }, scope).Sessions;

    private string JobOf(IReadOnlyList<SessionRow> rows) =>
        Store.Sessions.Single(entry => entry.Value.Slug == Assert.Single(rows).SessionId).Key;
}
