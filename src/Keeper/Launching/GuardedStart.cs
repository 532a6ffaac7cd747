using AgentExec.Contracts.Keeping;
using AgentExec.Contracts.Shells;
using AgentExec.Posix;

namespace AgentExec.Keeper.Launching;

/// <summary>What is spawned for an order, and how it is known whether its shell comes to the command.</summary>
internal sealed class GuardedStart : IDisposable
{
    private ShellReach? _reach;

    private GuardedStart(SpawnRequest request, ShellReach? reach) => (Request, _reach) = (request, reach);

    public SpawnRequest Request { get; }

    /// <param name="order">The order.</param>
    /// <param name="request">Its plain exec form. Its input is the shell's only behind the profile: a shell that took the place of ours would run it as code.</param>
    /// <exception cref="PosixException">The system has no descriptors for it.</exception>
    public static GuardedStart Of(LaunchOrder order, SpawnRequest request)
    {
        var plan = ShellStart.Of(order.Arguments, order.Code, request.Environment, order.WorkingDirectory, holdsInput: request.Input is not null);
        if (plan is null) return new GuardedStart(request, null);
        var reach = new ShellReach(order, request.Program);
        return new GuardedStart(
            request with
            {
                Arguments = plan.Arguments,
                Environment = plan.Environment,
                Input = null,
                Passed = [(reach.Writing, ShellStart.MarkNumber), .. request.Input is { } input ? [(input, ShellStart.InputNumber)] : Array.Empty<(FileDescriptor, int)>()],
            },
            reach);
    }

    /// <summary>The command is started.</summary>
    public ShellReach? TakeReach()
    {
        var reach = _reach;
        reach?.Started();
        _reach = null;
        return reach;
    }

    public void Dispose() => _reach?.Dispose();
}
