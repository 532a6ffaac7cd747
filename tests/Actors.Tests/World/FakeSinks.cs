using AgentExec.Actors.Notifications;
using AgentExec.Contracts.Notifications;
using Akka.Actor;

namespace AgentExec.Actors.Tests.World;

/// <summary>Sinks that the test answers for.</summary>
internal sealed class FakeSinks(IActorRef witness) : ISinks
{
    public Task<SinkOutcome> RunAsync(SinkCall call, string command) => Call(call, SinkType.Command, command);

    public Task<SinkOutcome> AppendAsync(SinkCall call, string file) => Call(call, SinkType.File, file);

    private Task<SinkOutcome> Call(SinkCall call, SinkType type, string target)
    {
        var done = new TaskCompletionSource<SinkOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        witness.Tell(new Effects.Told(call, type, target, done));
        return done.Task;
    }
}
