using AgentExec.Actors.Processes;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;
using Akka.Actor;

namespace AgentExec.Actors.Jobs;

/// <summary>How a run request becomes a job's directory, and then an order to the owner of its process.</summary>
internal sealed class JobLaunch(string job, JobServices services, IActorContext context)
{
    /// <summary>What becomes of a job that was described and never ordered, and that nobody asks for again.</summary>
    public const string NothingRan = "the host ended before the command was started; nothing has run";

    private RunRequest? _noted;

    /// <summary>Whether nothing has run, and whoever asks again starts it.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Makes the directory; null when that failed, and the asker knows.</summary>
    public JobMeta? Create(RunRequest run, IActorRef asker)
    {
        var meta = LaunchSpec.Describe(run, services.Time.GetUtcNow());
        try
        {
            var caller = LaunchSpec.CallerOf(run);
            services.Store.Create(meta, caller, run.Session);
            services.Outbox.RememberCaller(job, caller);
            return meta;
        }
        catch (IOException error)
        {
            asker.Tell(new ErrorReply(ErrorDetail.Internal($"the job's directory could not be made: {error.Message}", error)) { RequestId = run.RequestId });
            context.Parent.Tell(new JobProtocol.Retire(job));
            return null;
        }
    }

    /// <summary>Has the command started. What the asker could not read fails the job, as a fact like any other (contract B3).</summary>
    public void Order(RunRequest run, IActorRef process)
    {
        IsOpen = false;
        if (run.EnvFiles.FirstOrDefault(file => file.Text is null) is { } unreadable) Fail(unreadable.Error ?? "an env file cannot be read");
        else process.Tell(new ProcessProtocol.Launch(LaunchSpec.Order(run)));
    }

    /// <summary>This was asked before it is known whether anything has run: should it turn out that nothing has, it is what starts the job.</summary>
    public void Note(RunRequest run) => _noted = run;

    /// <summary>Nothing has run. False when nobody has asked again so far: the next one may.</summary>
    public bool TryOrderNoted(IActorRef process)
    {
        IsOpen = _noted is null;
        if (_noted is { } run) Order(run, process);
        _noted = null;
        return !IsOpen;
    }

    /// <summary>There will be no command.</summary>
    public void Fail(string error)
    {
        IsOpen = false;
        context.Self.Tell(new ProcessProtocol.LaunchFailed(error));
        context.Self.Tell(new ProcessProtocol.KeeperDone());
    }
}
