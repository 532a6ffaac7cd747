using AgentExec.Actors.Sessions;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Tests.Sessions;

public sealed class ExecActorTests : SessionTest
{
    [Fact]
    public void Should_answer_with_the_output_of_what_ends_in_the_foreground()
    {
        var exec = Exec();
        Sessions.Tell(exec, TestActor);
        var actor = Begin(exec, "built\n");
        Push(actor, Ended(code: 3));
        var done = Answer<ExecCompleted>();
        Assert.Equal((3, 12, "built\n", false, 6L, "/w"), (done.ExitCode, done.DurationMs, done.Aggregated, done.Truncated, done.TotalChars, done.Cwd));
        Assert.Empty(Ask<SessionList>(new ProcessCall { Action = ProcessAction.List }).Sessions);
    }

    [Theory]
    [InlineData(126)]
    [InlineData(127)]
    public void Should_call_what_the_shell_could_not_run_failed(int code)
    {
        var exec = Exec();
        Sessions.Tell(exec, TestActor);
        Push(Begin(exec), Ended(code));
        var failed = Answer<ExecFailed>();
        Assert.Equal((code, EndReason.Exited, false), (failed.ExitCode, failed.ExitReason, failed.TimedOut));
    }

    [Fact]
    public void Should_never_show_a_missing_exit_code_as_zero()
    {
        var exec = Exec();
        Sessions.Tell(exec, TestActor);
        Push(Begin(exec), Ended() with { Reason = EndReason.Timeout, TimedOut = true, SignalName = "TERM", Result = new JobResult { Signal = "15", DurationMs = 9 } });
        var failed = Answer<ExecFailed>();
        Assert.Equal((null, "SIGTERM", true, EndReason.Timeout), (failed.ExitCode, failed.Signal, failed.TimedOut, failed.ExitReason));
    }

    [Fact]
    public void Should_go_to_the_background_after_its_time_in_the_foreground()
    {
        var exec = Exec();
        Sessions.Tell(exec, TestActor);
        Drain(Begin(exec, "working\n"));
        Scheduler.Advance(TimeSpan.FromMilliseconds(999));
        ExpectNoMsg(TimeSpan.Zero);
        Scheduler.Advance(TimeSpan.FromMilliseconds(1));
        var running = Answer<ExecRunning>();
        Assert.Equal((7, "working\n", "/w"), (running.Pid, running.Tail, running.Cwd));
        Assert.True(SlugRule.IsSlug(running.SessionId));
        // Disk said it before.
        Assert.Equal(running.SessionId, Store.Sessions[Id].Slug);
        Follower();
        Assert.Equal(running.SessionId, Assert.Single(Ask<SessionList>(new ProcessCall { Action = ProcessAction.List }).Sessions).SessionId);
    }

    [Fact]
    public void Should_stay_in_the_foreground_where_there_is_no_background()
    {
        var exec = Exec(Session() with { MayYield = false, Background = true });
        Sessions.Tell(exec, TestActor);
        var actor = Begin(exec);
        Scheduler.Advance(TimeSpan.FromMinutes(10));
        ExpectNoMsg(TimeSpan.Zero);
        Push(actor, Ended());
        Answer<ExecCompleted>();
    }

    [Theory]
    [InlineData(1, 10, "yieldMs 1 ")]
    [InlineData(500_000, 120_000, "yieldMs 500000 ")]
    public void Should_clamp_the_time_in_the_foreground_and_say_so(int asked, int used, string said)
    {
        var exec = Exec(Session() with { YieldMs = asked });
        Sessions.Tell(exec, TestActor);
        Push(Begin(exec), Ended());
        Assert.Contains(said, Assert.Single(Answer<ExecCompleted>().Warnings!));
        Assert.Equal(used, Store.Sessions[Id].YieldMs);
    }

    [Fact]
    public void Should_refuse_what_must_not_be_set_and_run_nothing()
    {
        var exec = Exec() with { Run = Exec().Run with { Env = ["OK=1", "ld_preload=/secret.so", "Path=/x"] } };
        Sessions.Tell(exec, TestActor);
        var error = Answer<ToolFailure>().Error;
        Assert.Contains("ld_preload", error);
        Assert.Contains("Path", error);
        Assert.DoesNotContain("secret", error);
        Registry.ExpectNoMsg(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public void Should_refuse_an_empty_command(string command)
    {
        Sessions.Tell(Exec(Session() with { Command = command }), TestActor);
        Assert.Contains("empty", Answer<ToolFailure>().Error);
        Registry.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_refuse_what_is_never_run_in_the_words_of_a_client()
    {
        foreach (var (session, run) in new (SessionRecord, RunRequest)[]
                 {
                     (Session() with { Command = "a\0b" }, Exec().Run), (Session(), Exec().Run with { Command = ["a\0b"] }), (Session(), Exec().Run with { Cwd = "/w\0" }),
                     (Session(), Exec().Run with { Env = ["=x"] }), (Session("a b"), Exec().Run), (Session(), Exec().Run with { Command = [" "] }),
                 })
        {
            Sessions.Tell(Exec() with { Run = run with { Session = session } }, TestActor);
            var refusal = ExecCallRule.Refusal(session.Command, run.Cwd, run.Env, session.Scope) ?? ExecCallRule.OfCommand(run.Command[0]);
            Assert.NotNull(refusal);
            Assert.Equal(refusal, Answer<ToolFailure>().Error);
        }

        Registry.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_say_why_nothing_could_be_started()
    {
        Sessions.Tell(Exec(), TestActor);
        Registry.ExpectMsg<RunRequest>();
        Registry.Reply(new ErrorReply(Contracts.Errors.ErrorDetail.TooManyJobs(3, 0, 64)));
        Assert.Contains("3 jobs run", Answer<ToolFailure>().Error);
    }

    [Fact]
    public void Should_kill_what_is_in_the_foreground_when_its_caller_goes()
    {
        var exec = Exec();
        Sessions.Tell(exec, TestActor);
        Begin(exec);
        Sessions.Tell(new SessionsProtocol.CallerGone(TestActor.Path.Address), TestActor);
        Assert.Equal((15, true), SignalAsked());
        Scheduler.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal((9, true), SignalAsked());
    }

    [Fact]
    public void Should_leave_what_went_to_the_background_to_itself()
    {
        Background();
        Sessions.Tell(new SessionsProtocol.CallerGone(TestActor.Path.Address), TestActor);
        Drain(Sessions);
        Assert.DoesNotContain(Registry.ReceiveWhile<object>(TimeSpan.Zero, m => m), message => message is KillRequest);
    }

    [Fact]
    public void Should_start_nothing_for_a_caller_that_is_gone_already()
    {
        CallerLives = false;
        Sessions.Tell(Exec(), TestActor);
        Drain(Sessions);
        Registry.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_answer_alike_when_it_is_asked_again()
    {
        var exec = Exec(Session() with { Background = true });
        Sessions.Tell(exec, TestActor);
        Begin(exec);
        var first = Answer<ExecRunning>();
        Sessions.Tell(exec, TestActor);
        Assert.Equal(first.SessionId, Answer<ExecRunning>().SessionId);
    }

    [Fact]
    public void Should_kill_what_a_former_host_left_in_the_foreground_unless_its_caller_comes_back()
    {
        Store.Metas[Id] = Tests.World.States.Meta(Id);
        Store.States[Id] = Running();
        Store.Sessions[Id] = Session();
        Sessions = NewSessions();
        Registry.FishForMessage(message => message is Actors.Jobs.FollowProtocol.Follow);
        Registry.Reply(new JobReply(Running()));
        Scheduler.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((15, true), SignalAsked());
    }

    [Fact]
    public void Should_go_on_with_what_a_former_host_left_in_the_foreground_when_its_caller_comes_back()
    {
        Store.Metas[Id] = Tests.World.States.Meta(Id) with { Cwd = "/w" };
        Store.States[Id] = Running();
        Store.Sessions[Id] = Session();
        File.WriteAllText(LogOf(Id), "so far\n");
        File.WriteAllText(LogOf(Id, JobFiles.StderrLog), "");
        Sessions = NewSessions();
        Sessions.Tell(Exec(), TestActor);
        Registry.FishForMessage(message => message is RunRequest);
        var actor = Registry.LastSender;
        actor.Tell(new JobReply(Running()), Registry);
        Push(actor, Ended());
        Assert.Equal("so far\n", Answer<ExecCompleted>().Aggregated);
    }

    private (int Signal, bool Tree) SignalAsked()
    {
        var kill = (KillRequest)Registry.FishForMessage(message => message is KillRequest);
        return (kill.Signal, kill.Tree);
    }
}
