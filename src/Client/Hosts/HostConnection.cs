using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;
using AgentExec.Remoting;
using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Remote;

namespace AgentExec.Client.Hosts;

/// <summary>An association with one host, kept for as many requests as the client has.</summary>
internal sealed class HostConnection : IAsyncDisposable
{
    // Akka tells of broken associations at once, but not of a host that dies in the middle of a handshake: its process is looked at too.
    private static readonly TimeSpan LookAtHostEvery = TimeSpan.FromSeconds(1);

    // The host drops what comes after the deadline. The asker gives up a little later: the runtime's timers count coarse ticks and may be some milliseconds early,
    // and who was told that it failed must not have it done.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(50);

    private readonly Func<HostEndpoint?> _find;
    private readonly ActorSystem _system;
    private readonly ActorSelection _gateway;
    private readonly TaskCompletionSource<string> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="endpoint">Where the host listens.</param>
    /// <param name="identity">What both ends present.</param>
    /// <param name="config">The client's HOCON.</param>
    /// <param name="find">The endpoint as it is published now; null when none is.</param>
    public HostConnection(HostEndpoint endpoint, TlsIdentity identity, Config config, Func<HostEndpoint?> find)
    {
        _find = find;
        Endpoint = endpoint;
        _system = ActorSystem.Create(
            RemoteConfig.ClientSystemName,
            BootstrapSetup.Create().WithConfig(config).And(identity.ToSetup()));
        _gateway = _system.ActorSelection(RemoteConfig.GatewayPath(endpoint.Port));
        var watch = _system.ActorOf(Props.CreateBy(new BreakWatch.Producer(_broken)));
        _system.EventStream.Subscribe(watch, typeof(AssociationErrorEvent));
        _system.EventStream.Subscribe(watch, typeof(DisassociatedEvent));
    }

    public HostEndpoint Endpoint { get; }

    public bool IsBroken => _broken.Task.IsCompleted;

    /// <summary>Whether the process at the other end lives, answering or not.</summary>
    public bool IsHostAlive => new ProcessIdentity(Endpoint.Pid, Endpoint.StartTicks, Endpoint.BootId).IsAlive();

    /// <summary>Asks and waits for the answer to this very question.</summary>
    /// <exception cref="HostGoneException">The association failed or ended, or no answer came in time.</exception>
    public async Task<Reply> AskAsync(Request request, TimeSpan patience, CancellationToken cancellation)
    {
        RefuseTooLarge(request);
        var dated = request with { DeadlineSinceBootMs = (long)(BootClock.Now + patience).TotalMilliseconds };
        var asking = _gateway.Ask<Reply>(dated, patience + Slack, cancellation);
        KillPoint.Reach(KillPoints.Client.RequestSent);
        await AnswerOrBreakAsync(asking).ConfigureAwait(false);
        try
        {
            var reply = await asking.ConfigureAwait(false);
            KillPoint.Reach(KillPoints.Client.Answered);
            return reply;
        }
        catch (AskTimeoutException)
        {
            throw new HostGoneException($"no answer within {patience.TotalSeconds} s", hangs: true);
        }
    }

    private async Task AnswerOrBreakAsync(Task<Reply> asking)
    {
        using var look = new PeriodicTimer(LookAtHostEvery);
        while (!asking.IsCompleted)
        {
            var next = look.WaitForNextTickAsync().AsTask();
            await Task.WhenAny(asking, _broken.Task, next).ConfigureAwait(false);
            if (asking.IsCompleted) return;
            if (_broken.Task.IsCompleted) throw new HostGoneException(await _broken.Task.ConfigureAwait(false));
            if (!IsHostAlive) _broken.TrySetResult("its process has ended");
            // The port was not the host's: it has written the right one again.
            else if (_find() is { } now && now.Port != Endpoint.Port) _broken.TrySetResult("its endpoint was changed");
        }
    }

    public async ValueTask DisposeAsync() => await _system.Terminate().ConfigureAwait(false);

    // Akka would drop it without a word, and the asker would wait for nothing.
    private void RefuseTooLarge(Request request)
    {
        var bytes = WireLimits.Measure(request);
        if (bytes <= WireLimits.MaximumRequestBytes) return;
        throw new AgentExecException(new ErrorDetail(
            ErrorCode.RequestTooLarge,
            $"the request has {bytes} bytes, the limit is {WireLimits.MaximumRequestBytes}: shorten the command or the environment, or pass data by file",
            false)
        {
            Details = new ErrorFacts { LimitBytes = WireLimits.MaximumRequestBytes },
        });
    }
}

/// <summary>The host cannot be talked to any more; whether it did what was asked is not known.</summary>
internal sealed class HostGoneException(string why, bool hangs = false) : Exception(why)
{
    /// <summary>It lives but does not answer.</summary>
    public bool Hangs { get; } = hangs;
}
