using System.Text;
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

    /// <summary>What the command may not have although the caller set it; null when it has all.</summary>
    public string? Warning { get; private init; }

    /// <param name="order">The order.</param>
    /// <param name="request">Its plain exec form. Its input is the shell's only behind the profile: a shell that took the place of ours would run it as code.</param>
    /// <exception cref="PosixException">The system has no descriptors for it.</exception>
    public static GuardedStart Of(LaunchOrder order, SpawnRequest request)
    {
        var plan = ShellStart.Of(order.Arguments, order.Code, request.Environment, order.WorkingDirectory, holdsInput: request.Input is not null);
        var warning = VariableWarning.Of(order.Code, ShellOf(order, request), plan?.Unprotected ?? []);
        if (plan is null) return new GuardedStart(request, null) { Warning = warning };
        var reach = new ShellReach(order, request.Program);
        return new GuardedStart(
            request with
            {
                Arguments = plan.Arguments,
                Environment = plan.Environment,
                Input = null,
                Passed = [(reach.Writing, ShellStart.MarkNumber), .. request.Input is { } input ? [(input, ShellStart.InputNumber)] : Array.Empty<(FileDescriptor, int)>()],
            },
            reach) { Warning = warning };
    }

    // "sh" is a link to another shell on most systems. Looked up only when there is something to say.
    private static string? ShellOf(LaunchOrder order, SpawnRequest request)
    {
        if (order.Code.Named.All(static name => ShellStart.IsIdentifier(Encoding.UTF8.GetString(name)))) return null;
        if (KnownShell.Of(order.Arguments.Take(order.Code.Index)) is not { } shell) return null;
        try
        {
            return shell.Name == Path.GetFileName(request.Program.ToString())
                ? Path.GetFileName(File.ResolveLinkTarget(request.Program.ToString(), returnFinalTarget: true)?.FullName) ?? shell.Name
                : shell.Name;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return shell.Name;
        }
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
