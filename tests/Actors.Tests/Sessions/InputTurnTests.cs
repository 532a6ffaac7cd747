using AgentExec.Actors.Jobs;
using AgentExec.Actors.Sessions;
using AgentExec.Contracts.Requests;
using AgentExec.Contracts.Tools;
using Akka.Actor;

namespace AgentExec.Actors.Tests.Sessions;

/// <summary>Those who wait until others have typed: neither for ever, nor without bounds.</summary>
public sealed class InputTurnTests : SessionTest
{
    [Fact]
    public void Should_not_type_what_its_asker_was_told_had_failed()
    {
        Type(1, TimeSpan.Zero);
        var failed = Answer<SessionInput>();
        Assert.Equal(("failed", 0), (failed.Status, failed.Bytes));
        Registry.ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Should_refuse_what_waits_behind_too_much()
    {
        var typist = Type(1, InputActor.UntilFromNow);
        Registry.FishForMessage(message => message is FollowProtocol.Feed);
        Type(16 * 1024 * 1024, InputActor.UntilFromNow, typist);
        Type(1, InputActor.UntilFromNow, typist);
        Assert.Contains("too much input", Answer<SessionInput>().Error);
        ExpectNoMsg(TimeSpan.Zero);
    }

    private IActorRef Type(int bytes, TimeSpan until, IActorRef? typist = null)
    {
        typist ??= Sys.ActorOf(InputActor.Props(Registry));
        var known = new SessionsProtocol.Known(Id, Session() with { Slug = "brave-otter" }, Running(), "/w");
        typist.Tell(new InputActor.Type(Id, Guid.NewGuid().ToString("N"), new InputPlan(new byte[bytes], []), known, until), TestActor);
        return typist;
    }
}
